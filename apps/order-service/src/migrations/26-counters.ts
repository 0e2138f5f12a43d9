/**
 * Counters beside the bays: places of a store where people on foot wait. A counter lies inside the store, so it has no
 * position. Labels stay unique in a store, whatever kind of place has them.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Counters1767227160000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE bay ADD COLUMN kind text NOT NULL DEFAULT 'bay';
ALTER TABLE bay ADD CONSTRAINT bay_kind_check CHECK (kind IN ('bay', 'counter'));
ALTER TABLE bay ALTER COLUMN "position" DROP NOT NULL;
ALTER TABLE bay ADD CONSTRAINT bay_position_check CHECK (kind <> 'bay' OR "position" IS NOT NULL);

CREATE OR REPLACE VIEW bay_position_view AS SELECT store_id, ordinal, "position" FROM bay WHERE kind = 'bay';
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
