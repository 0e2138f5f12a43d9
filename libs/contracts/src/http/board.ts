/** What a board and a manager read of their store: the snapshot, searches and the figures of today. */
import { z } from 'zod';
import { BoardStore, Card, LogPosition, Progress, Visitor } from '../events/index.js';
import { Instant, OrderId, Proof, TripId } from '../ids/index.js';
import { line } from '../text/index.js';

/** The five figures that everybody sees, of the store's own today. */
export const FiveFigures = z
  .object({
    handedOver: z.number().int(),
    /** Share of the judged waits within the goal, in store minutes; null when there is none. 0-100. */
    withinGoalPercent: z.number().nullable(),
    /** Median of the same waits on the same clock: store minutes, in seconds. */
    medianWaitS: z.number().nullable(),
    /** The goal that the share is judged by; seconds. */
    goalS: z.number(),
    /**
     * How many waits share and median rest on: of customers who were served today, and of those who still wait
     * and have passed the goal. An open wait that is still within the goal is not judged yet.
     */
    judged: z.object({ served: z.number().int(), open: z.number().int() }),
    /** Since when the longest wait of those open now has run, fair clock; null when nobody waits. */
    longestOpenSince: Instant.nullable(),
    onTheWay: z.number().int(),
    /** Arrivals of today that nobody closed before the store did; each counts as a miss of the goal. */
    leftOpen: z.number().int().optional(),
  })
  .meta({ id: 'FiveFigures' });
export type FiveFigures = z.infer<typeof FiveFigures>;

/** `GET /v1/stores/:storeId/board`: cards and their place in the log, from one transaction. */
export const BoardSnapshot = z
  .object({
    position: LogPosition,
    serverTime: z.number(),
    store: BoardStore,
    cards: z.array(Card),
    /** Customers of other stores who stand here; absent when there are none. */
    visitors: z.array(Visitor).optional(),
    progress: z.array(Progress),
    figures: FiveFigures,
    /** For the first board that is there again: who waited while none was connected. Absent when nobody did. */
    darkness: z
      .object({
        /** When a board of the store was last connected. */
        since: Instant,
        /** The longest waiting first. */
        orderIds: z.array(OrderId),
      })
      .optional(),
  })
  .meta({ id: 'BoardSnapshot' });
export type BoardSnapshot = z.infer<typeof BoardSnapshot>;

/** `GET /v1/stores/:storeId/orders/search`: the beginning of a name or of a short code. */
export const OrderSearch = z.strictObject({ q: line(2, 40) }).meta({ id: 'OrderSearch' });
export type OrderSearch = z.infer<typeof OrderSearch>;

/** The most orders that a search returns. */
export const MOST_FOUND = 10;
/** The orders found, the likeliest first. */
export const FoundOrders = z.object({ cards: z.array(Card) }).meta({ id: 'FoundOrders' });
export type FoundOrders = z.infer<typeof FoundOrders>;

/** `GET /v1/stores/:storeId/orders/unfinished`: what stands in no column and is not done. */
export const UnfinishedOrders = z
  .object({
    /** Arrivals that nobody closed before the store did, newest first. */
    leftOpen: z.array(Card),
    /** Orders given up in the last two weeks, newest first. */
    notCollected: z.array(Card),
  })
  .meta({ id: 'UnfinishedOrders' });
export type UnfinishedOrders = z.infer<typeof UnfinishedOrders>;

/** `GET /v1/stores/:storeId/stats/today` */
export const TodayStats = z
  .object({
    date: z.string(),
    timeZone: z.string(),
    goalS: z.number(),
    figures: FiveFigures,
    pickups: z.array(
      z.object({
        orderId: z.string(),
        tripId: TripId,
        shortCode: z.string(),
        customerName: z.string(),
        orderState: z.string(),
        arrival: z.object({ occurredAt: Instant, evidence: z.string(), confirmed: z.boolean() }).nullable(),
        claimedBy: z.string().nullable(),
        claimedAt: Instant.nullable(),
        handedOverAt: Instant.nullable(),
        proof: Proof.nullable(),
        /** Closed waits carry their split; an open wait its split so far, with `open` set. */
        wait: z
          .object({
            totalMs: z.number(),
            earlyMs: z.number(),
            shortNoticeMs: z.number(),
            storeMs: z.number(),
            open: z.boolean(),
            /** Nobody closed it: it ran at least this long. */
            leftOpen: z.boolean().optional(),
          })
          .nullable(),
        corrections: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'TodayStats' });
export type TodayStats = z.infer<typeof TodayStats>;
