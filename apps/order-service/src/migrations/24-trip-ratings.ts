/** What customers say of their pickup: stars, and words that are sealed. One row a trip, also for those who do not want to say. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class TripRatings1767227140000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE trip_rating (
  store_id text NOT NULL,
  trip_id uuid NOT NULL,
  stars smallint,
  sealed_words text,
  rated_at timestamptz NOT NULL,
  CONSTRAINT trip_rating_pkey PRIMARY KEY (store_id, trip_id),
  CONSTRAINT trip_rating_store_id_trip_id_fkey FOREIGN KEY (store_id, trip_id) REFERENCES trip (store_id, id),
  CONSTRAINT trip_rating_stars_check CHECK (stars BETWEEN 1 AND 5),
  CONSTRAINT trip_rating_words_check CHECK (sealed_words IS NULL OR stars IS NOT NULL)
);

CREATE INDEX trip_completed ON trip (store_id, closed_at) WHERE state = 'completed';
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
