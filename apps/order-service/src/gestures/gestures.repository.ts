import { Injectable } from '@nestjs/common';
import type { GivenGestures } from '@curbline/contracts/http';
import { type EntityManager, In } from 'typeorm';
import { GestureEntity } from './gesture.entity.js';

/** Days of a store's calendar, both included. */
export interface GestureDays {
  readonly storeId: string;
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
}

@Injectable()
export class GesturesRepository {
  /** Those of some orders, in the order in which they were given. */
  find(manager: EntityManager, storeId: string, orderIds: readonly string[]): Promise<GestureEntity[]> {
    return manager.find(GestureEntity, {
      where: { storeId, orderId: In([...orderIds]) },
      order: { givenAt: 'ASC', gestureId: 'ASC' },
    });
  }

  /**
   * How many of a gesture the store has given on the day of its calendar that it is; nobody else gives one of the store's
   * until the transaction ends.
   * @param now Unix ms
   */
  async countToday(
    manager: EntityManager,
    storeId: string,
    gestureId: string,
    timeZone: string,
    now: number,
  ): Promise<number> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 32))', [storeId]);
    const [row] = await manager.query<{ given: number }[]>(
      `SELECT count(*)::int AS given FROM gesture
       WHERE store_id = $1 AND gesture_id = $2
         AND given_at >= date_trunc('day', $3::timestamptz AT TIME ZONE $4) AT TIME ZONE $4`,
      [storeId, gestureId, new Date(now), timeZone],
    );
    return row?.given ?? 0;
  }

  async insert(manager: EntityManager, gesture: GestureEntity): Promise<void> {
    await manager.insert(GestureEntity, gesture);
  }

  async remove(manager: EntityManager, storeId: string, orderId: string, gestureId: string): Promise<void> {
    await manager.delete(GestureEntity, { storeId, orderId, gestureId });
  }

  /** How often each was given on some days, and what those said who got it; the most frequent first. */
  count(
    manager: EntityManager,
    { storeId, from, to, timeZone }: GestureDays,
  ): Promise<GivenGestures['gestures']> {
    return manager.query<GivenGestures['gestures']>(
      `SELECT gesture_id AS "gestureId", (array_agg(label ORDER BY given_at DESC))[1] AS label,
         count(*)::int AS given, count(rating.stars)::int AS rated,
         count(*) FILTER (WHERE rating.stars >= 4)::int AS pleased
       FROM gesture JOIN pickup_order AS placed
         ON placed.store_id = gesture.store_id AND placed.id = gesture.order_id
       LEFT JOIN trip_rating AS rating ON rating.store_id = placed.store_id AND rating.trip_id = placed.trip_id
       WHERE gesture.store_id = $1 AND given_at >= $2::date::timestamp AT TIME ZONE $4
         AND given_at < ($3::date + 1)::timestamp AT TIME ZONE $4
       GROUP BY gesture_id ORDER BY given DESC, gesture_id`,
      [storeId, from, to, timeZone],
    );
  }
}
