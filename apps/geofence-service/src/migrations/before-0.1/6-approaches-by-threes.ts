import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A cell began at the time of its first trip, which can be worked back from the few steps that followed: cells of
 * fewer than 15 trips (a ring says nothing before) are no longer kept. The table is made anew, so that the file with
 * the old rows goes.
 */
export class KeepApproachesByThrees1767226800000 implements MigrationInterface {
  readonly name = 'KeepApproachesByThrees1767226800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE approach_model_by_threes (store_id text PRIMARY KEY, model jsonb)');
    await runner.query(`
      INSERT INTO approach_model_by_threes (store_id, model)
      SELECT store_id, jsonb_set(model, '{cells}', coalesce(
        (SELECT jsonb_object_agg(key, cell) FROM jsonb_each(model->'cells') AS cells(key, cell)
          WHERE (cell->>3)::numeric >= 15),
        '{}'))
      FROM approach_model WHERE jsonb_typeof(model->'cells') = 'object'`);
    await runner.query('DROP TABLE approach_model');
    await runner.query('ALTER TABLE approach_model_by_threes RENAME TO approach_model');
    await runner.query('ALTER INDEX approach_model_by_threes_pkey RENAME TO approach_model_pkey');
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: restore a backup instead');
  }
}
