/** Orders that somebody has taken and not handed over, with who: whoever serves somebody is not called to the next one. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ClaimedOrders1767227120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE VIEW claimed_order_view AS
SELECT pickup.store_id, pickup.id AS order_id, pickup.trip_id, pickup.claimed_by AS staff_id
FROM pickup_order pickup JOIN trip ON trip.store_id = pickup.store_id AND trip.id = pickup.trip_id
WHERE pickup.claimed_by IS NOT NULL AND pickup.state IN ('placed', 'preparing', 'ready') AND trip.closed_at IS NULL;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
