/** Small kindnesses: what a store's people may give, what they gave, and what a card says of it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Gestures1767227220000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE store ADD COLUMN gestures jsonb;

ALTER TABLE pickup_order ADD COLUMN gestures jsonb;

CREATE TABLE gesture (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  gesture_id text NOT NULL,
  label jsonb NOT NULL,
  words text,
  given_at timestamptz NOT NULL,
  CONSTRAINT gesture_pkey PRIMARY KEY (store_id, order_id, gesture_id),
  CONSTRAINT gesture_order_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order (store_id, id)
    ON DELETE CASCADE,
  CONSTRAINT gesture_words_check CHECK (words <> '')
);

CREATE INDEX gesture_given ON gesture (store_id, given_at);
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
