/** What stores have in stock, as shops report it; missing goods may be had at another store. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StockLevels1767227230000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE stock_level (
  store_id text NOT NULL,
  sku text NOT NULL,
  quantity numeric NOT NULL,
  at timestamptz NOT NULL,
  CONSTRAINT stock_level_pkey PRIMARY KEY (store_id, sku),
  CONSTRAINT stock_level_store_fkey FOREIGN KEY (store_id) REFERENCES store (id) ON DELETE CASCADE,
  CONSTRAINT stock_level_quantity_check CHECK (quantity >= 0)
);

CREATE INDEX stock_level_sku ON stock_level (sku);

ALTER TABLE shortage ADD COLUMN stores jsonb NOT NULL DEFAULT '[]';
ALTER TABLE shortage ADD COLUMN chosen_store text;
ALTER TABLE shortage DROP CONSTRAINT shortage_choices_check;
ALTER TABLE shortage ADD CONSTRAINT shortage_choices_check
  CHECK (choices <@ ARRAY['substitute', 'without', 'home_delivery', 'refund', 'another_store']
    AND fallback = ANY (choices));
ALTER TABLE shortage ADD CONSTRAINT shortage_chosen_store_check
  CHECK ((chosen_store IS NOT NULL) = (choice IS NOT NULL AND choice = 'another_store'));
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
