/** How long a store's customers should wait, as its settings say now. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PromisedWaits1767227110000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE VIEW promised_wait_view AS SELECT id AS store_id, lead_s, goal_s, promise_s FROM store;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
