/**
 * The log of a store at which another store's customer stood held that customer's whole card, with note and
 * vehicle. Entries keep the visitor, which is all that this store may know.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class VisitorsWithoutCards1767226440000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
UPDATE store_event SET payload = payload - 'card'
WHERE type IN ('visitor_seen', 'visitor_left') AND payload ? 'card'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
