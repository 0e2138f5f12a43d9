/** Messages to a store's own people, which are about no order. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Alerts1767227050000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE delivery ALTER COLUMN order_id DROP NOT NULL, ALTER COLUMN trip_id DROP NOT NULL,
  ADD CONSTRAINT delivery_subject_check CHECK ((order_id IS NULL) = (trip_id IS NULL)),
  DROP CONSTRAINT delivery_unless_check,
  ADD CONSTRAINT delivery_unless_check CHECK (unless IN ('page_connected', 'page_seen', 'board_connected'));
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
