/**
 * Premises across the antimeridian are valid. The check of the first version judged them on a plane that ends at
 * ±180°, on which some outlines cross themselves that do not on the Earth.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PremisesAnywhere1767226620000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE store DROP CONSTRAINT store_premises_check');
    await runner.query(`
      ALTER TABLE store ADD CONSTRAINT store_premises_valid CHECK (
        CASE WHEN ST_XMax(premises::geometry) - ST_XMin(premises::geometry) > 180
          THEN ST_IsValid(ST_ShiftLongitude(premises::geometry))
          ELSE ST_IsValid(premises::geometry)
        END)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
