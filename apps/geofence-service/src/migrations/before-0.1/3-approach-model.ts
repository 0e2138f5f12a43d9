import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a store's approaches take: quantiles by side, distance and part of the day; no trip in it. */
export class CreateApproachModel1764000000300 implements MigrationInterface {
  readonly name = 'CreateApproachModel1764000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE approach_model (
        store_id text PRIMARY KEY,
        model    jsonb
      )`);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup instead');
  }
}
