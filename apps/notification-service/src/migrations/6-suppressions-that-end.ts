/** An address that bounced is written to again some day: until when it is not. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SuppressionsThatEnd1767227080000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE suppression ADD COLUMN until timestamp with time zone;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
