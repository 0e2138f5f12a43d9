/**
 * Stores in a time zone that the database does not know, such as `+0530`: their board and their figures answered
 * with an error. They are put on UTC, which a manager sees and changes; stores of known zones are left alone.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnownTimeZones1767226560000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE store SET time_zone = coalesce(
               (SELECT name FROM pg_timezone_names WHERE lower(name) = lower(store.time_zone)), 'UTC'),
             version = version + 1
      WHERE time_zone NOT IN (SELECT name FROM pg_timezone_names)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
