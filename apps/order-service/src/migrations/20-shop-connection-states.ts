/**
 * How a connection to a shop does: since when it fails, what was refused, how far a reading is; the key of before; and of
 * a shop's order, which contact it came with last.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ShopConnectionStates1767227060000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE shop_connection
  ADD COLUMN trouble_since timestamptz,
  ADD COLUMN refused_at timestamptz,
  ADD COLUMN old_signing_key text,
  ADD COLUMN old_signing_key_until timestamptz,
  ADD COLUMN reading_at timestamptz,
  ADD COLUMN read_orders integer;

ALTER TABLE shop_order ADD COLUMN contact_digest text;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
