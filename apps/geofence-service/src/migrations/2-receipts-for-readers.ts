/** What order-service reads of this service's tables. The table behind the view may change, the view may only grow. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ReceiptsForReaders1767226880000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE VIEW trip_receipt_view AS
SELECT store_id, trip_id, fixes_received, erased_at FROM trip_receipt`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
