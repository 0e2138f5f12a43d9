/**
 * What changes on the way: the service that an order had before it was changed, and when it was; when a customer said that
 * they will be late.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ChangesOnTheWay1767227190000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE pickup_order ADD COLUMN service_before text;
ALTER TABLE pickup_order ADD COLUMN service_changed_at timestamptz;
ALTER TABLE pickup_order ADD CONSTRAINT pickup_order_service_change_check
  CHECK ((service_before IS NULL) = (service_changed_at IS NULL));
ALTER TABLE trip ADD COLUMN late_said_at timestamptz;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
