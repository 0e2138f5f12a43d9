/**
 * Customers who stand at the wrong store. The trip knows it; so that no store ever reads another's rows,
 * the store they stand at has a row of its own, written in the same transaction.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Visitors1767225720000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE trip
        ADD COLUMN other_store_id text,
        ADD COLUMN other_store_name text,
        ADD COLUMN other_store_since timestamptz,
        ADD CONSTRAINT trip_other_store CHECK (
          num_nulls(other_store_id, other_store_name, other_store_since) IN (0, 3)
          AND other_store_id <> store_id
          AND (other_store_id IS NULL OR closed_at IS NULL))`);
    await runner.query(`
      CREATE TABLE visitor (
        store_id text NOT NULL,
        order_id uuid NOT NULL,
        trip_id uuid NOT NULL,
        home_store_id text NOT NULL,
        home_store_name text NOT NULL,
        short_code text NOT NULL,
        customer_name text NOT NULL,
        since timestamptz NOT NULL,
        PRIMARY KEY (store_id, order_id),
        CHECK (home_store_id <> store_id)
      )`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
