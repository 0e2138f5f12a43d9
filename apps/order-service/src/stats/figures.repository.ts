/**
 * The five figures of today, one reading for wall, handheld and manager page.
 *
 *   handed over      since the store's own midnight, recalled ones out
 *   within the goal  on store minutes. An open wait that has passed the goal is a miss already; one
 *                    that has not says nothing yet, and counting it either way would flatter or scold
 *   median wait      of the same waits and on the same clock; an open one with what it has lasted so far
 *   left open        arrivals of today that nobody closed before the store did: each is a miss, as long as it was
 *                    seen to last, and stays in the figures of its day
 *   longest open     since when; `onTheWay` is the board's two columns of people still to come
 *
 * From the log: an order's newest hand-over or recall tells how it stands, whatever came before.
 */
import { Injectable } from '@nestjs/common';
import type { Card, WaitSplit } from '@curbline/contracts/events';
import type { FiveFigures } from '@curbline/contracts/http';
import { isoOf } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import { cardOf } from '../pickups/cards.js';
import { leftOpenWait, openWait } from './open-waits.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { OrdersRepository } from '../pickups/orders.repository.js';

export interface FiguresOf {
  readonly storeId: string;
  readonly timeZone: string;
  readonly goalS: number;
  readonly leadS: number;
}

interface ServedRow {
  handed_over: string;
  judged: string;
  within: string;
  median_ms: number | null;
}

const SERVED = `
  WITH newest AS (
    SELECT DISTINCT ON (entity_id) type, payload -> 'card' -> 'wait' AS wait
    FROM store_event
    WHERE store_id = $1 AND recorded_at >= $2 AND type IN ('order_handed_over', 'order_recalled')
    ORDER BY entity_id, seq DESC
  ),
  served AS (SELECT wait FROM newest WHERE type = 'order_handed_over'),
  judged AS (
    SELECT (wait ->> 'storeMs')::float8 AS store_ms FROM served WHERE wait ->> 'storeMs' IS NOT NULL
    UNION ALL
    SELECT store_ms FROM unnest($3::float8[]) AS still_open(store_ms)
  )
  SELECT (SELECT count(*) FROM served) AS handed_over,
         count(*) AS judged,
         count(*) FILTER (WHERE store_ms < $4) AS within,
         percentile_cont(0.5) WITHIN GROUP (ORDER BY store_ms) AS median_ms
  FROM judged`;

@Injectable()
export class FiguresRepository {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly trips: TripsRepository,
  ) {}

  /**
   * @param now Unix ms.
   * @param cards the board's, read in the same transaction.
   */
  async read(
    manager: EntityManager,
    of: FiguresOf,
    now: number,
    cards: readonly Card[],
  ): Promise<FiveFigures> {
    const goalMs = of.goalS * 1000;
    const open = cards.flatMap((card) => openWait(card, of.leadS, now) ?? []);
    const since = await this.startOfDay(manager, of.timeZone, now);
    const leftOpen = await this.readLeftOpen(manager, of, since);
    const missed = [...open, ...leftOpen].filter(({ storeMs }) => storeMs >= goalMs);
    const [row] = await manager.query<ServedRow[]>(SERVED, [
      of.storeId,
      since,
      missed.map(({ storeMs }) => storeMs),
      goalMs,
    ]);
    const judged = Number(row?.judged ?? 0);
    return {
      handedOver: Number(row?.handed_over ?? 0),
      withinGoalPercent: judged === 0 ? null : (100 * Number(row?.within)) / judged,
      medianWaitS: row?.median_ms == null ? null : row.median_ms / 1000,
      goalS: of.goalS,
      judged: { served: judged - missed.length, open: missed.length },
      longestOpenSince: longestOpen(cards),
      onTheWay: cards.filter(isOnTheWay).length,
      ...(leftOpen.length > 0 && { leftOpen: leftOpen.length }),
    };
  }

  /** The waits of the arrivals since `since` that nobody closed, handed over by now or not. */
  private async readLeftOpen(
    manager: EntityManager,
    { storeId, leadS }: FiguresOf,
    since: Date,
  ): Promise<WaitSplit[]> {
    const condition = 'trip.left_open_at IS NOT NULL AND trip.arrival_occurred_at >= $2';
    const trips = await this.trips.findWhere(manager, storeId, condition, [since]);
    const ids = trips.map(({ id }) => id);
    const orders = await this.orders.findByTrips(manager, storeId, ids);
    return trips.flatMap((trip) => {
      const cards = orders.filter(({ tripId }) => tripId === trip.id).map((order) => cardOf(order, trip));
      return cards.flatMap((card) =>
        card.order.state === 'canceled' ? [] : (leftOpenWait(card, leadS) ?? []),
      );
    });
  }

  /** The store's own last midnight. */
  async startOfDay(manager: EntityManager, timeZone: string, now: number): Promise<Date> {
    const [row] = await manager.query<{ midnight: Date }[]>(
      `SELECT date_trunc('day', $1::timestamptz AT TIME ZONE $2) AT TIME ZONE $2 AS midnight`,
      [new Date(now), timeZone],
    );
    if (!row) throw new Error('the database gave no midnight');
    return row.midnight;
  }
}

const isHere = ({ order, trip, arrival }: Card): boolean =>
  order.state !== 'handed_over' && trip.state === 'arrived' && arrival?.confirmed === true;

const isOnTheWay = (card: Card): boolean => card.order.state !== 'handed_over' && !isHere(card);

function longestOpen(cards: readonly Card[]): string | null {
  const since = cards.flatMap((card) =>
    isHere(card) && card.arrival ? Date.parse(card.arrival.occurredAt) : [],
  );
  return since.length === 0 ? null : isoOf(Math.min(...since));
}
