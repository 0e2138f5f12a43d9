/** Which trips a phone's app reports positions for, and the view by which geofence-service asks. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PhoneTrips1767227030000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE phone_trip (
  token_hash bytea NOT NULL,
  store_id text NOT NULL,
  trip_id uuid NOT NULL,
  linked_at timestamptz NOT NULL,
  CONSTRAINT phone_trip_pkey PRIMARY KEY (token_hash, store_id, trip_id)
);

CREATE INDEX phone_trip_of_trip ON phone_trip (store_id, trip_id);

CREATE INDEX phone_trip_by_age ON phone_trip (linked_at);

CREATE VIEW phone_trip_view AS
SELECT token_hash, store_id, trip_id, linked_at FROM phone_trip`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
