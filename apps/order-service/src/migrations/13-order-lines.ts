/** Orders have the id of the shop's system, unique for the shop, and lines, which are deleted before the order. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrderLines1767227000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE pickup_order ADD COLUMN external_id text;

CREATE TABLE external_order (
  shop_id text NOT NULL,
  external_id text NOT NULL,
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  CONSTRAINT external_order_pkey PRIMARY KEY (shop_id, external_id)
);

CREATE TABLE order_lines (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  lines jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT order_lines_pkey PRIMARY KEY (store_id, order_id),
  CONSTRAINT order_lines_order_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order (store_id, id)
    ON DELETE CASCADE
);

CREATE INDEX order_lines_by_age ON order_lines (created_at);
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
