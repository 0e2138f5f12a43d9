import { Injectable } from '@nestjs/common';
import { type Day, MOST_WORDS_READ } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';
import { TripRatingEntity } from './trip-rating.entity.js';

/** Pickups of a store that ended on some days of its calendar. */
export interface RatedDays {
  readonly storeId: string;
  readonly timeZone: string;
  /** Both included. */
  readonly from: Day;
  readonly to: Day;
}

export interface RatingCounts {
  readonly handedOver: number;
  /** By stars. */
  readonly rated: ReadonlyMap<number, number>;
}

export interface SealedWords {
  readonly tripId: string;
  readonly day: Day;
  readonly stars: number;
  readonly sealed: string;
}

/** $1 store, $2 and $3 days, $4 time zone. */
const RATED = `
  FROM trip LEFT JOIN trip_rating AS rating ON rating.store_id = trip.store_id AND rating.trip_id = trip.id
  WHERE trip.store_id = $1 AND trip.state = 'completed'
    AND trip.closed_at >= $2::date::timestamp AT TIME ZONE $4
    AND trip.closed_at < ($3::date + 1)::timestamp AT TIME ZONE $4`;

const parametersOf = ({ storeId, from, to, timeZone }: RatedDays) => [storeId, from, to, timeZone];

@Injectable()
export class TripRatingsRepository {
  find(manager: EntityManager, storeId: string, tripId: string): Promise<TripRatingEntity | null> {
    return manager.findOneBy(TripRatingEntity, { storeId, tripId });
  }

  async save(manager: EntityManager, rating: TripRatingEntity): Promise<void> {
    await manager.upsert(TripRatingEntity, rating, ['storeId', 'tripId']);
  }

  async count(manager: EntityManager, days: RatedDays): Promise<RatingCounts> {
    const rows = await manager.query<{ stars: number | null; trips: string }[]>(
      `SELECT rating.stars, count(*) AS trips ${RATED} GROUP BY rating.stars`,
      parametersOf(days),
    );
    const rated = new Map(
      rows.flatMap(({ stars, trips }) => (stars === null ? [] : [[stars, Number(trips)]])),
    );
    return { handedOver: rows.reduce((sum, { trips }) => sum + Number(trips), 0), rated };
  }

  /** The newest first. */
  words(manager: EntityManager, days: RatedDays): Promise<SealedWords[]> {
    return manager.query<SealedWords[]>(
      `SELECT rating.trip_id AS "tripId", to_char(trip.closed_at AT TIME ZONE $4, 'YYYY-MM-DD') AS day,
         rating.stars, rating.sealed_words AS sealed ${RATED} AND rating.sealed_words IS NOT NULL
       ORDER BY trip.closed_at DESC, trip.id LIMIT ${MOST_WORDS_READ}`,
      parametersOf(days),
    );
  }
}
