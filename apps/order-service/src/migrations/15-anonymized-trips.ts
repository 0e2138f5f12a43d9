/** Which trips no longer say whose they were. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AnonymizedTrips1767227012000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE trip ADD COLUMN anonymized_at timestamptz;

CREATE INDEX trip_named ON trip (closed_at) WHERE closed_at IS NOT NULL AND anonymized_at IS NULL;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
