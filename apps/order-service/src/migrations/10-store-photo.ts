/** The photo of the spot where customers park, beside the store's instructions. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StorePhoto1767226970000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE store_photo (
  store_id text NOT NULL,
  name text NOT NULL,
  image bytea NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  alt jsonb NOT NULL,
  changed_at timestamptz NOT NULL,
  CONSTRAINT store_photo_pkey PRIMARY KEY (store_id),
  CONSTRAINT store_photo_store_id_fkey FOREIGN KEY (store_id) REFERENCES store (id) ON DELETE CASCADE,
  CONSTRAINT store_photo_bounded CHECK (octet_length(image) <= 150000)
);

CREATE INDEX store_photo_by_name ON store_photo (name);
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
