/** What order-service reads of where cars were parked, to alert about a fence that has gone wrong. A view may only grow. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HeatMapsForReaders1767226962000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE VIEW parking_heat_map_view AS
SELECT store_id, grid FROM stand_grid`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
