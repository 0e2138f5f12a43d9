/** Stores where somebody waits, with when a board was last connected: for whoever tells them that nobody sees it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WaitingStores1767227016000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE VIEW waiting_store_view AS
SELECT trip.store_id, count(*)::integer AS waiting, min(trip.arrival_occurred_at) AS waiting_since,
  presence.connected_at AS board_connected_at
FROM trip LEFT JOIN board_presence presence ON presence.store_id = trip.store_id
WHERE trip.closed_at IS NULL AND trip.state = 'arrived' AND trip.arrival_confirmed
GROUP BY trip.store_id, presence.connected_at;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
