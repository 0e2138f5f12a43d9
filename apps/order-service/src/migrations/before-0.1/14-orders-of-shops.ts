/**
 * A key sees the orders of its own shop. Orders without a shop get the one that placed them, by the log's first
 * entry about them; what no shop placed (a demo, a manager) stays without, and no key sees it.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrdersOfShops1767226440001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
UPDATE pickup_order AS placed SET shop_id = event.actor ->> 'id'
FROM store_event AS event
WHERE placed.shop_id IS NULL
  AND event.store_id = placed.store_id AND event.entity_id = placed.id::text
  AND event.type = 'order_placed' AND event.actor ->> 'kind' = 'shop' AND event.actor ->> 'id' IS NOT NULL`);
    await runner.query(`
CREATE INDEX pickup_order_by_reference ON pickup_order (store_id, shop_id, reference) WHERE reference IS NOT NULL`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
