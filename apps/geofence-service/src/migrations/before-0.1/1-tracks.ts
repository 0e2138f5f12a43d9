import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `trip_track` holds positions (the detector's state, one-process program only) and is emptied trip by trip
 * when sharing ends; `trip_receipt` is what remains: a count and two times, no position.
 */
export class CreateTracks1764000000100 implements MigrationInterface {
  readonly name = 'CreateTracks1764000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trip_track (
        store_id   text NOT NULL,
        trip_id    uuid NOT NULL,
        version    integer NOT NULL CHECK (version > 0),
        state      jsonb NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (store_id, trip_id)
      )`);
    await runner.query(`
      CREATE TABLE trip_receipt (
        store_id       text NOT NULL,
        trip_id        uuid NOT NULL,
        fixes_received integer NOT NULL DEFAULT 0 CHECK (fixes_received >= 0),
        last_event     integer NOT NULL DEFAULT 0 CHECK (last_event >= 0),
        erased_at      timestamptz,
        PRIMARY KEY (store_id, trip_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup instead');
  }
}
