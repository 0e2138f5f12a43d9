/** Which shops have to be told what: the state of their orders against what they were told last. */
import { Injectable } from '@nestjs/common';
import { newsFor, type ShopNews } from '@curbline/domain/shop-order';
import type { OrderState } from '@curbline/domain/order';
import type { Language } from '@curbline/contracts/ids';
import type { EntityManager } from 'typeorm';

export interface DueNews {
  readonly connectionId: string;
  readonly externalId: string;
  readonly news: ShopNews;
  /** Of the store. */
  readonly language: Language;
  readonly attempts: number;
}

interface Row {
  readonly connectionId: string;
  readonly externalId: string;
  readonly told: ShopNews | null;
  readonly attempts: number;
  readonly state: OrderState;
  readonly arrived: boolean;
  readonly language: Language;
}

/** A shop is told of nothing older. */
const TOLD_FOR_MS = 14 * 24 * 3_600_000;

@Injectable()
export class WriteBackRepository {
  /** Takes orders whose shops have to be told, so that nobody else tells them for `leaseMs`. @param now Unix ms */
  async take(manager: EntityManager, now: number, most: number, leaseMs: number): Promise<DueNews[]> {
    const rows = await manager.query<Row[]>(
      `SELECT known.connection_id AS "connectionId", known.external_id AS "externalId", known.told,
         known.tell_attempts AS attempts, placed.state, trip.arrival_occurred_at IS NOT NULL AS arrived,
         store.languages[1] AS language
       FROM shop_order AS known
       JOIN shop_connection AS connection ON connection.id = known.connection_id
         AND connection.enabled AND connection.write_back <> 'off' AND connection.credentials IS NOT NULL
       JOIN external_order AS named
         ON named.shop_id = known.connection_id::text AND named.external_id = known.external_id
       JOIN pickup_order AS placed ON placed.store_id = named.store_id AND placed.id = named.order_id
       JOIN store ON store.id = placed.store_id
       JOIN trip ON trip.store_id = placed.store_id AND trip.id = placed.trip_id
       WHERE known.told IS DISTINCT FROM 'handed_over' AND known.tell_after <= $1 AND known.changed_at > $2
         AND NOT known.closed_by_shop
         AND (placed.state IN ('ready', 'handed_over')
              OR (placed.state IN ('placed', 'preparing') AND trip.arrival_occurred_at IS NOT NULL))
         AND (known.told IS NULL OR placed.state = 'handed_over'
              OR (known.told = 'ready' AND trip.arrival_occurred_at IS NOT NULL))
       ORDER BY known.tell_after LIMIT $3
       FOR UPDATE OF known SKIP LOCKED`,
      [new Date(now), new Date(now - TOLD_FOR_MS), most],
    );
    const due = rows.flatMap(({ state, arrived, told, ...row }) => {
      const news = newsFor({ state, arrived }, told);
      return news ? [{ ...row, news }] : [];
    });
    for (const { connectionId, externalId } of due) {
      await manager.query(
        `UPDATE shop_order SET tell_after = $3, tell_attempts = tell_attempts + 1
         WHERE connection_id = $1 AND external_id = $2`,
        [connectionId, externalId, new Date(now + leaseMs)],
      );
    }
    return due;
  }

  async told(
    manager: EntityManager,
    { connectionId, externalId, news }: DueNews,
    now: number,
  ): Promise<void> {
    await manager.query(
      `UPDATE shop_order SET told = $3, tell_attempts = 0, tell_after = $4, tell_trouble = NULL
       WHERE connection_id = $1 AND external_id = $2`,
      [connectionId, externalId, news, new Date(now)],
    );
  }

  async postpone(
    manager: EntityManager,
    { connectionId, externalId }: DueNews,
    trouble: string,
    until: number,
  ): Promise<void> {
    await manager.query(
      `UPDATE shop_order SET tell_after = $3, tell_trouble = $4 WHERE connection_id = $1 AND external_id = $2`,
      [connectionId, externalId, new Date(until), trouble],
    );
  }
}
