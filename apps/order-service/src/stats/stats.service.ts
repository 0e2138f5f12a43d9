/** Today's pickups of a store, one row each, from the newest card that the log has of them. */
import { Injectable } from '@nestjs/common';
import type { Card } from '@curbline/contracts/events';
import type { FiveFigures, TodayStats } from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { StoresService } from '../stores/stores.service.js';
import { leftOpenWait, openWait } from './open-waits.js';
import { BoardCardsService } from '../pickups/board-cards.service.js';
import { FiveFiguresService } from './five-figures.service.js';
import { localDay } from './period.js';

/**
 * Anything that happened today, and trips still open whenever they began: a wait outlives midnight. What was left
 * open belongs to the day on which it was.
 */
const NEWEST_CARDS = `
  SELECT DISTINCT ON (entity_id) payload -> 'card' AS card
  FROM store_event
  WHERE store_id = $1 AND payload -> 'card' IS NOT NULL
    AND (recorded_at >= $2::date::timestamp AT TIME ZONE $3 OR trip_id IN (
          SELECT id::text FROM trip WHERE store_id = $1 AND closed_at IS NULL AND state NOT IN ('pending', 'left_open')))
  ORDER BY entity_id, seq DESC`;

@Injectable()
export class StatsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly stores: StoresService,
    private readonly clock: Clock,
    private readonly boardCards: BoardCardsService,
    private readonly fiveFigures: FiveFiguresService,
  ) {}

  /** @throws ProblemException `store-unknown`. */
  async figures(storeId: string): Promise<FiveFigures> {
    const now = this.clock.now();
    return readSnapshot(this.dataSource, async (manager) => {
      const [{ settings }, cards] = await Promise.all([
        this.stores.require(manager, storeId),
        this.boardCards.read(manager, storeId, now),
      ]);
      return this.fiveFigures.read(manager, { storeId, ...settings }, now, cards);
    });
  }

  /** @throws ProblemException `store-unknown`. */
  async today(storeId: string): Promise<TodayStats> {
    const now = this.clock.now();
    return readSnapshot(this.dataSource, async (manager) => {
      const [{ settings }, onBoard] = await Promise.all([
        this.stores.require(manager, storeId),
        this.boardCards.read(manager, storeId, now),
      ]);
      const { timeZone, goalS, leadS } = settings;
      const cards = await this.todaysCards(manager, storeId, timeZone, now);
      return {
        date: localDay(now, timeZone),
        timeZone,
        goalS,
        figures: await this.fiveFigures.read(manager, { storeId, ...settings }, now, onBoard),
        pickups: cards
          .filter(isPickup)
          .sort(newestFirst)
          .map((card) => rowOf(card, leadS, now)),
      };
    });
  }

  private async todaysCards(
    manager: EntityManager,
    storeId: string,
    timeZone: string,
    now: number,
  ): Promise<Card[]> {
    const today = localDay(now, timeZone);
    const rows = await manager.query<{ card: Card }[]>(NEWEST_CARDS, [storeId, today, timeZone]);
    return rows.map(({ card }) => card);
  }
}

/** A customer has set off, come, or got the order; an order that only lies ready is none yet. */
const isPickup = (card: Card): boolean =>
  card.trip.startedAt !== null || card.arrival !== null || card.order.handedOverAt !== null;

/** Those waiting first, longest on top; then by the newest. */
function newestFirst(a: Card, b: Card): number {
  return sortKey(a) - sortKey(b);
}

function sortKey(card: Card): number {
  const { order, trip, arrival } = card;
  if (arrival && order.state !== 'handed_over' && trip.state === 'arrived') {
    return Date.parse(arrival.occurredAt) - 1e15;
  }
  const last = order.handedOverAt ?? arrival?.occurredAt ?? trip.startedAt;
  return last === null ? 0 : -Date.parse(last);
}

function rowOf(card: Card, leadS: number, now: number): TodayStats['pickups'][number] {
  const open = openWait(card, leadS, now);
  const leftOpen = leftOpenWait(card, leadS);
  return {
    orderId: card.orderId,
    tripId: card.tripId,
    shortCode: card.shortCode,
    customerName: card.customerName,
    orderState: card.order.state,
    arrival: card.arrival && {
      occurredAt: card.arrival.occurredAt,
      evidence: card.arrival.evidence,
      confirmed: card.arrival.confirmed,
    },
    claimedBy: card.order.claimedBy?.name ?? null,
    claimedAt: card.order.claimedAt,
    handedOverAt: card.order.handedOverAt,
    proof: card.order.proof,
    wait: open
      ? { ...open, open: true }
      : leftOpen
        ? { ...leftOpen, open: true, leftOpen: true }
        : card.wait && { ...card.wait, open: false },
    corrections: card.corrections,
  };
}
