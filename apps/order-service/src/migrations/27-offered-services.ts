/** Which services a store offers; null for the usual. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OfferedServices1767227170000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE store ADD COLUMN services text[];
ALTER TABLE store ADD CONSTRAINT store_services_check CHECK (cardinality(services) > 0);
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
