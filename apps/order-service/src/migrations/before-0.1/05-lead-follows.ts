/** Whether a store's lead follows how long its people take to walk out. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LeadFollows1767225840000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE store ADD COLUMN lead_follows boolean NOT NULL DEFAULT false');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
