import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Squares in which one or two customers stood are no longer kept. The table is made anew, so that the file with
 * the old rows goes.
 */
export class KeepStandsByThrees1767226260001 implements MigrationInterface {
  readonly name = 'KeepStandsByThrees1767226260001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE stand_grid_by_threes (store_id text PRIMARY KEY, grid jsonb)');
    await runner.query(`
      INSERT INTO stand_grid_by_threes (store_id, grid)
      SELECT store_id, jsonb_set(grid, '{cells}', coalesce(
        (SELECT jsonb_agg(cell) FROM jsonb_array_elements(grid->'cells') AS cell WHERE (cell->>2)::numeric >= 3),
        '[]'))
      FROM stand_grid WHERE jsonb_typeof(grid->'cells') = 'array'`);
    await runner.query('DROP TABLE stand_grid');
    await runner.query('ALTER TABLE stand_grid_by_threes RENAME TO stand_grid');
    await runner.query('ALTER INDEX stand_grid_by_threes_pkey RENAME TO stand_grid_pkey');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup instead');
  }
}
