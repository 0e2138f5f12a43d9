/** The days on which a store's weekly hours do not hold. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HoursExceptions1767226900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE store ADD COLUMN hours_exceptions jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
