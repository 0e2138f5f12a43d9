/**
 * A link lives until the end of the promised window and a day more; links issued so far ended after seven days, so
 * those to a later window are given their time. And whoever revokes a trip's links asks for them by trip.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LinksByWindow1767226200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX customer_session_of_trip ON customer_session (store_id, trip_id)');
    for (const table of ['trip_link', 'customer_session']) {
      await runner.query(`
        UPDATE ${table} AS held SET expires_at = GREATEST(held.expires_at, promised.until)
        FROM (
          SELECT placed.store_id, placed.trip_id, max(placed.window_to) + interval '24 hours' AS until
          FROM pickup_order AS placed
          JOIN trip ON trip.store_id = placed.store_id AND trip.id = placed.trip_id
          WHERE trip.closed_at IS NULL AND placed.window_to IS NOT NULL
          GROUP BY placed.store_id, placed.trip_id
        ) AS promised
        WHERE held.store_id = promised.store_id AND held.trip_id = promised.trip_id`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
