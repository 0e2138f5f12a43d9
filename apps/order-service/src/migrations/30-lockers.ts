/**
 * Lockers: places with compartments, what lies in which, and for how long goods are held for somebody. Of one compartment
 * there is one row at most, so nothing can put two orders into it.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Lockers1767227200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE bay DROP CONSTRAINT bay_kind_check;
ALTER TABLE bay ADD CONSTRAINT bay_kind_check CHECK (kind IN ('bay', 'counter', 'locker'));
ALTER TABLE bay ADD COLUMN compartments jsonb;
ALTER TABLE bay ADD CONSTRAINT bay_compartments_check CHECK ((kind = 'locker') = (compartments IS NOT NULL));

ALTER TABLE store ADD COLUMN locker_hold_hours integer;
ALTER TABLE store ADD CONSTRAINT store_locker_hold_check CHECK (locker_hold_hours BETWEEN 4 AND 336);

ALTER TABLE pickup_order ADD COLUMN locker jsonb;
ALTER TABLE pickup_order ADD COLUMN held_until timestamptz;
ALTER TABLE pickup_order ADD COLUMN hold_told_at timestamptz;
ALTER TABLE pickup_order DROP CONSTRAINT pickup_order_proof_check;
ALTER TABLE pickup_order ADD CONSTRAINT pickup_order_proof_check
  CHECK (proof IN ('code', 'qr', 'id_checked', 'none', 'opened'));
CREATE INDEX pickup_order_held ON pickup_order (held_until)
  WHERE held_until IS NOT NULL AND state IN ('placed', 'preparing', 'ready');

CREATE TABLE locker_use (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  trip_id uuid NOT NULL,
  compartment text NOT NULL,
  empty_since timestamptz,
  CONSTRAINT locker_use_pkey PRIMARY KEY (store_id, order_id),
  CONSTRAINT locker_use_order_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order (store_id, id)
    ON DELETE CASCADE
);
CREATE UNIQUE INDEX locker_use_compartment ON locker_use (store_id, upper(compartment));
CREATE INDEX locker_use_to_empty ON locker_use (store_id, trip_id) WHERE empty_since IS NOT NULL;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
