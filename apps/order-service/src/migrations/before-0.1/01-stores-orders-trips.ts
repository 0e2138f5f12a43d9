/**
 * Stores, orders, trips and the keys of repeated requests: the tables that this app alone writes.
 *
 * Every table that grows has `store_id` first in its primary key, so the same schema distributes by
 * store. Triggers refuse a state that does not follow from the one before, also when it is written by
 * hand.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const STORES = `
CREATE TABLE store (
  id text PRIMARY KEY,
  version integer NOT NULL DEFAULT 1,
  name text NOT NULL,
  address text NOT NULL,
  phone text NOT NULL,
  time_zone text NOT NULL,
  languages text[] NOT NULL,
  hours jsonb NOT NULL,
  goal_s integer NOT NULL,
  promise_s integer NOT NULL,
  lead_s integer NOT NULL,
  premises geography(Polygon, 4326) NOT NULL CHECK (ST_IsValid(premises::geometry)),
  entrance geography(Point, 4326) NOT NULL,
  instructions jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX store_premises ON store USING gist (premises);

CREATE TABLE bay (
  store_id text NOT NULL REFERENCES store (id) ON DELETE CASCADE,
  label text NOT NULL,
  ordinal integer NOT NULL,
  position geography(Point, 4326) NOT NULL,
  PRIMARY KEY (store_id, label)
);
CREATE INDEX bay_position ON bay USING gist (position);
`;

const TRIPS = `
CREATE TABLE trip (
  store_id text NOT NULL REFERENCES store (id),
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  state text NOT NULL CHECK (state IN ('pending', 'started', 'approaching', 'arrived', 'departed', 'left_open', 'completed', 'canceled', 'expired')),
  sharing text NOT NULL CHECK (sharing IN ('live', 'stopped', 'declined', 'none')),
  created_at timestamptz NOT NULL,
  started_at timestamptz,
  approaching_at timestamptz,
  departed_at timestamptz,
  first_sign_at timestamptz,
  declared_arrival_at timestamptz,
  arrival_occurred_at timestamptz,
  arrival_decided_at timestamptz,
  arrival_evidence text CHECK (arrival_evidence IN ('tapped_far', 'tapped_unseen', 'text_message', 'tapped_near', 'position_inside', 'position_parked', 'bay_scanned', 'staff_entered')),
  arrival_confirmed boolean,
  arrival_reasons jsonb,
  bay text,
  vehicle jsonb,
  placement text,
  corrections integer NOT NULL DEFAULT 0,
  sharing_stopped_at timestamptz,
  closed_at timestamptz,
  PRIMARY KEY (store_id, id),
  CHECK ((arrival_occurred_at IS NULL) = (arrival_evidence IS NULL)),
  CHECK (state <> 'arrived' OR arrival_occurred_at IS NOT NULL),
  CHECK ((closed_at IS NOT NULL) = (state IN ('completed', 'canceled', 'expired')))
);
CREATE INDEX trip_open ON trip (store_id, state) WHERE closed_at IS NULL;

CREATE TABLE trip_event_applied (
  store_id text NOT NULL,
  event_id text NOT NULL,
  trip_id uuid NOT NULL,
  applied_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, event_id)
);
CREATE INDEX trip_event_applied_by_age ON trip_event_applied (applied_at);
`;

const ORDERS = `
CREATE TABLE pickup_order (
  store_id text NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  trip_id uuid NOT NULL,
  state text NOT NULL CHECK (state IN ('placed', 'preparing', 'ready', 'handed_over', 'canceled', 'not_collected')),
  shop_id text,
  reference text,
  short_code text NOT NULL,
  hand_over_code text NOT NULL,
  customer_name text NOT NULL,
  language text NOT NULL,
  pickup_type text NOT NULL,
  window_from timestamptz,
  window_to timestamptz,
  items_count integer NOT NULL,
  flags text[] NOT NULL,
  note text,
  created_at timestamptz NOT NULL,
  ready_at timestamptz,
  claimed_by text,
  claimed_by_name text,
  claimed_at timestamptz,
  handed_over_at timestamptz,
  proof text CHECK (proof IN ('code', 'qr', 'id_checked', 'none')),
  recalls integer NOT NULL DEFAULT 0,
  guesses integer NOT NULL DEFAULT 0,
  guessed_since timestamptz,
  PRIMARY KEY (store_id, id),
  FOREIGN KEY (store_id, trip_id) REFERENCES trip (store_id, id),
  CHECK ((claimed_by IS NULL) = (claimed_at IS NULL)),
  CHECK ((state = 'handed_over') = (handed_over_at IS NOT NULL)),
  CHECK ((handed_over_at IS NULL) = (proof IS NULL))
);
CREATE UNIQUE INDEX pickup_order_short_code ON pickup_order (store_id, short_code)
  WHERE state IN ('placed', 'preparing', 'ready');
CREATE INDEX pickup_order_of_trip ON pickup_order (store_id, trip_id);
CREATE INDEX pickup_order_handed_over ON pickup_order (store_id, handed_over_at) WHERE handed_over_at IS NOT NULL;
CREATE INDEX pickup_order_by_id ON pickup_order (id);
`;

/** `scope` is who asks (`shop:…`, `staff:…`); `answer` is JSON text, or sealed when it holds a secret. */
const IDEMPOTENCY = `
CREATE TABLE idempotency_key (
  scope text NOT NULL,
  key_hash bytea NOT NULL,
  fingerprint bytea NOT NULL,
  answer text NOT NULL,
  sealed boolean NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (scope, key_hash)
);
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);
`;

const STEPS = `
CREATE FUNCTION refuse_illegal_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> OLD.state
    AND NOT (OLD.state || '>' || NEW.state) = ANY (string_to_array(TG_ARGV[0], ','))
  THEN
    RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER trip_steps BEFORE UPDATE OF state ON trip
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_step('pending>started,left_open>started,started>approaching,pending>arrived,started>arrived,approaching>arrived,departed>arrived,left_open>arrived,arrived>started,arrived>pending,left_open>pending,departed>started,arrived>departed,arrived>left_open,started>pending,approaching>pending,departed>pending,pending>completed,started>completed,approaching>completed,arrived>completed,departed>completed,left_open>completed,expired>completed,completed>arrived,completed>started,completed>pending,expired>pending,pending>canceled,started>canceled,approaching>canceled,arrived>canceled,departed>canceled,left_open>canceled,pending>expired,started>expired,approaching>expired,departed>expired,left_open>expired');
CREATE TRIGGER pickup_order_steps BEFORE UPDATE OF state ON pickup_order
  FOR EACH ROW EXECUTE FUNCTION refuse_illegal_step('placed>preparing,placed>ready,preparing>ready,placed>handed_over,preparing>handed_over,ready>handed_over,not_collected>handed_over,not_collected>ready,not_collected>placed,handed_over>ready,placed>canceled,preparing>canceled,ready>canceled,not_collected>canceled,placed>not_collected,preparing>not_collected,ready>not_collected');
`;

export class StoresOrdersTrips1767225600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [STORES, TRIPS, ORDERS, IDEMPOTENCY, STEPS]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
