/**
 * What alerts need: the share of waits that a store wants within its goal, and when a board of it was last connected. The
 * gateway, which has the connections, notes that by the function; it is a contract, like those of migration 2.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ObjectiveAndPresence1767226960000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE store ADD COLUMN objective_percent integer NOT NULL DEFAULT 90,
  ADD CONSTRAINT store_objective_check CHECK (objective_percent BETWEEN 50 AND 99);

CREATE TABLE board_presence (
  store_id text NOT NULL,
  connected_at timestamptz NOT NULL,
  CONSTRAINT board_presence_pkey PRIMARY KEY (store_id)
);

CREATE FUNCTION note_boards_connected(stores text[], at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO board_presence (store_id, connected_at)
  SELECT store_id, at FROM unnest(stores) AS seen(store_id) GROUP BY store_id ORDER BY store_id
  ON CONFLICT (store_id) DO UPDATE SET connected_at = greatest(board_presence.connected_at, EXCLUDED.connected_at);
END $$;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
