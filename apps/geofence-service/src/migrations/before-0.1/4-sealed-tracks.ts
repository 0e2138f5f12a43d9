import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tracks are kept as ciphertext from now on; the key of each trip lies outside the database and is destroyed when
 * the trip ends. The program seals the rows of `trip_track` at its next start and empties that table.
 */
export class CreateSealedTracks1767226260000 implements MigrationInterface {
  readonly name = 'CreateSealedTracks1767226260000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE sealed_track (
        store_id   text NOT NULL,
        trip_id    uuid NOT NULL,
        version    integer NOT NULL CHECK (version > 0),
        sealed     bytea NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (store_id, trip_id)
      )`);
    // Ciphertext does not shrink: nothing is gained by trying.
    await runner.query('ALTER TABLE sealed_track ALTER COLUMN sealed SET STORAGE EXTERNAL');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup instead');
  }
}
