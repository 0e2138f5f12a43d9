/** When a customer's page of a trip was last connected: who reads the page needs no message. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PagePresence1767227013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE page_presence (
  store_id text NOT NULL,
  trip_id uuid NOT NULL,
  connected_at timestamp with time zone NOT NULL,
  CONSTRAINT page_presence_pkey PRIMARY KEY (store_id, trip_id)
);

CREATE INDEX page_presence_by_time ON page_presence (connected_at);

CREATE VIEW page_presence_view AS SELECT store_id, trip_id, connected_at FROM page_presence;

CREATE FUNCTION note_pages_connected(stores text[], trips uuid[], at timestamp with time zone) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO page_presence (store_id, trip_id, connected_at)
  SELECT store_id, trip_id, at FROM unnest(stores, trips) AS seen(store_id, trip_id)
  GROUP BY store_id, trip_id ORDER BY store_id, trip_id
  ON CONFLICT (store_id, trip_id) DO UPDATE
    SET connected_at = greatest(page_presence.connected_at, EXCLUDED.connected_at);
END $$;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
