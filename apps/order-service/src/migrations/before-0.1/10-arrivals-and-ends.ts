/**
 * A doubted arrival, an arrival left open, an order that comes back from being given up, why nothing was shown at
 * a hand-over, and the codes of the signs at the bays. Rows from before keep their states: a `not_collected` order
 * and its `expired` trip can be brought back like any other.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TRIP = `
  ALTER TABLE trip
    ADD COLUMN expected_at timestamptz,
    ADD COLUMN arrival_questioned_at timestamptz,
    ADD COLUMN left_open_at timestamptz;
  ALTER TABLE trip DROP CONSTRAINT IF EXISTS trip_state_check;
  ALTER TABLE trip ADD CONSTRAINT trip_state_check CHECK (state IN
    ('pending', 'started', 'approaching', 'arrived', 'departed', 'left_open', 'completed', 'canceled', 'expired'));
  ALTER TABLE trip ADD CONSTRAINT trip_questioned_check
    CHECK (arrival_questioned_at IS NULL OR (state = 'arrived' AND NOT arrival_confirmed));
  CREATE INDEX trip_left_open ON trip (store_id, left_open_at) WHERE left_open_at IS NOT NULL`;

const PICKUP_ORDER = `
  ALTER TABLE pickup_order
    ADD COLUMN proof_reason text CHECK (proof_reason IN
      ('phone_empty', 'code_not_at_hand', 'known_customer', 'left_as_agreed', 'scanner_broken', 'other')),
    ADD COLUMN proof_note text,
    ADD COLUMN wrong_codes integer NOT NULL DEFAULT 0;
  CREATE INDEX pickup_order_not_collected ON pickup_order (store_id, created_at) WHERE state = 'not_collected'`;

/** 244 random bits for each store; what a sign carries is derived from them. */
const STORE = `
  ALTER TABLE store
    ADD COLUMN proof_policy jsonb,
    ADD COLUMN sign_key bytea NOT NULL
      DEFAULT decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
  CREATE TABLE bay_sign (
    store_id text NOT NULL REFERENCES store (id) ON DELETE CASCADE,
    label text NOT NULL,
    edition integer NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (store_id, label)
  )`;

const STEPS = `
  DROP TRIGGER trip_steps ON trip;
  CREATE TRIGGER trip_steps BEFORE UPDATE OF state ON trip
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_step(
      'pending>started,left_open>started,started>approaching,pending>arrived,started>arrived,approaching>arrived,departed>arrived,left_open>arrived,arrived>started,arrived>pending,left_open>pending,departed>started,arrived>departed,arrived>left_open,started>pending,approaching>pending,departed>pending,pending>completed,started>completed,approaching>completed,arrived>completed,departed>completed,left_open>completed,expired>completed,completed>arrived,completed>started,completed>pending,expired>pending,pending>canceled,started>canceled,approaching>canceled,arrived>canceled,departed>canceled,left_open>canceled,pending>expired,started>expired,approaching>expired,departed>expired,left_open>expired');
  DROP TRIGGER pickup_order_steps ON pickup_order;
  CREATE TRIGGER pickup_order_steps BEFORE UPDATE OF state ON pickup_order
    FOR EACH ROW EXECUTE FUNCTION refuse_illegal_step(
      'placed>preparing,placed>ready,preparing>ready,placed>handed_over,preparing>handed_over,ready>handed_over,not_collected>handed_over,not_collected>ready,not_collected>placed,handed_over>ready,placed>canceled,preparing>canceled,ready>canceled,not_collected>canceled,placed>not_collected,preparing>not_collected,ready>not_collected')`;

export class ArrivalsAndEnds1767226320000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [TRIP, PICKUP_ORDER, STORE, STEPS]) {
      for (const statement of part.split(';')) await runner.query(statement);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
