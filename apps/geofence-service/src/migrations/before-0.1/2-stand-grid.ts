import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a store's customers stood at the hand-over: counts in coarse squares, no trip, person or time. */
export class CreateStandGrid1764000000200 implements MigrationInterface {
  readonly name = 'CreateStandGrid1764000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE stand_grid (
        store_id text PRIMARY KEY,
        grid     jsonb
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup instead');
  }
}
