/** What the statistics record of a pickup, from its order and trip as they are after an event of the log. */
import type { StoreEventType } from '@curbline/contracts/events';
import type { PickupOutcome } from '@curbline/contracts/http';
import { inCompartmentSince, staffWaitEnd } from '@curbline/domain/service';
import { splitWait, type WaitParts } from '@curbline/domain/wait';
import type { StoredOrder } from './order.entity.js';
import type { PickupRecord } from './pickup-record.entity.js';
import type { StoredTrip } from './trip.entity.js';

/** Longer than any wait: its early part and its short notice are as long as they can get. Ms. */
const ENDLESS = 1e12;
/** The largest value of an integer column. */
const MOST_MS = 2 ** 31 - 1;

/** Events about an open order after which its record may be another. */
const OF_OPEN_ORDERS: ReadonlySet<StoreEventType> = new Set([
  'trip_arrived',
  'arrival_corrected',
  'arrival_questioned',
  'arrival_confirmed',
  'arrival_withdrawn',
  'trip_departed',
  'trip_returned',
  'trip_left_open',
  'order_recalled',
  'order_reopened',
  'window_changed',
]);
/** The same, where there is an arrival that they may be about. */
const WITH_AN_ARRIVAL: ReadonlySet<StoreEventType> = new Set([
  'details_changed',
  'left_other_store',
  'locker_assigned',
  'locker_emptied',
]);

/**
 * Whether the event changes the order's record. A later visit of the same trip, for its other orders, does not change
 * the record of one that has ended; a correction of its own arrival does.
 */
export function changesRecord(type: StoreEventType, { order }: StoredOrder, { trip }: StoredTrip): boolean {
  switch (order.state) {
    case 'handed_over':
      return type === 'arrival_corrected'
        ? (trip.arrival?.decidedAt ?? Infinity) <= (order.handedOverAt ?? 0)
        : type === 'order_handed_over';
    case 'canceled':
    case 'not_collected':
      return type === 'order_canceled' || type === 'order_not_collected';
    default:
      return OF_OPEN_ORDERS.has(type) || (WITH_AN_ARRIVAL.has(type) && trip.arrival !== null);
  }
}

/**
 * @param at when the event occurred, Unix ms
 * @returns undefined when there is nothing to record: nobody is here, and the order is still to be fetched
 */
export function pickupRecordOf(
  stored: StoredOrder,
  tripStored: StoredTrip,
  at: number,
): PickupRecord | undefined {
  const { order, terms } = stored;
  const { trip, leadS } = tripStored;
  const outcome = outcomeOf(stored, tripStored);
  if (outcome === undefined) return undefined;
  const arrival = trip.arrival?.confirmed ? trip.arrival : null;
  const leftOpenAt = arrival && trip.leftOpenAt;
  const predicted = arrival?.predicted;
  const claimedAt = order.claimedAt === order.handedOverAt ? null : order.claimedAt;
  const timely = arrival !== null && leftOpenAt === null && claimedAt !== null;
  return {
    storeId: stored.storeId,
    orderId: stored.id,
    service: terms.service,
    outcome,
    countedAt: countedAt(outcome, stored, tripStored, at),
    evidence: arrival && arrival.evidence,
    sharedPosition: trip.sharing === 'live' || trip.sharing === 'stopped',
    arrivedAt: arrival && arrival.occurredAt,
    claimedAt,
    handedOverAt: order.handedOverAt,
    leftOpenAt,
    ...waitOf(stored, tripStored, outcome, at),
    responseMs: timely ? limited(Math.max(0, claimedAt - arrival.occurredAt)) : null,
    walkMs:
      leftOpenAt === null && claimedAt !== null && order.handedOverAt !== null
        ? limited(Math.max(0, order.handedOverAt - claimedAt))
        : null,
    leadGivenMs:
      arrival && trip.approachingAt !== null
        ? limited(Math.max(0, arrival.occurredAt - trip.approachingAt))
        : null,
    leadWantedMs: leadS * 1000,
    etaErrorMs:
      arrival && trip.approachingAt !== null && trip.expectedAt !== null
        ? limited(trip.expectedAt - arrival.occurredAt)
        : null,
    predictionErrorMs: predicted ? limited(predicted.arrivalAt - arrival.occurredAt) : null,
    predictionMadeBeforeMs: predicted ? limited(arrival.occurredAt - predicted.madeAt) : null,
    recalls: order.recalls,
    corrections: trip.corrections,
  };
}

function outcomeOf(stored: StoredOrder, { trip }: StoredTrip): PickupOutcome | undefined {
  const { order, terms, locker } = stored;
  const waitsForStaff = inCompartmentSince(terms.service, locker) === null;
  if (order.state === 'handed_over') return 'handed_over';
  const ended = order.state === 'canceled' || order.state === 'not_collected' ? order.state : undefined;
  if (!trip.arrival?.confirmed) return ended;
  if (trip.leftOpenAt !== null && ended !== 'canceled') return 'left_open';
  if (ended || trip.state === 'departed') return 'abandoned';
  return trip.state === 'arrived' && waitsForStaff ? 'waiting' : undefined;
}

/** The hand-over, or how else it ended. An arrival that was left open stays with its own day, whatever came later. */
function countedAt(outcome: PickupOutcome, { order }: StoredOrder, { trip }: StoredTrip, at: number): number {
  const arrivedAt = trip.arrival?.confirmed ? trip.arrival.occurredAt : null;
  if (arrivedAt !== null && (trip.leftOpenAt !== null || outcome === 'waiting')) return arrivedAt;
  if (outcome === 'abandoned') return trip.departedAt ?? at;
  return order.handedOverAt ?? at;
}

type RecordedWait = Pick<PickupRecord, 'earlyUntil' | 'storeFrom' | 'earlyMs' | 'shortNoticeMs' | 'storeMs'>;

const NO_WAIT: RecordedWait = {
  earlyUntil: null,
  storeFrom: null,
  earlyMs: null,
  shortNoticeMs: null,
  storeMs: null,
};

function waitOf(
  stored: StoredOrder,
  { trip, leadS }: StoredTrip,
  outcome: PickupOutcome,
  at: number,
): RecordedWait {
  if (!trip.arrival?.confirmed) return NO_WAIT;
  const arrivedAt = trip.arrival.occurredAt;
  const endedAt = staffWaitEnd(stored.terms.service, {
    arrived: arrivedAt,
    locker: stored.locker,
    until: trip.leftOpenAt ?? stored.order.handedOverAt ?? trip.departedAt ?? at,
  });
  const splitAt = (endedAt: number): WaitParts =>
    splitWait({
      arrivedAt,
      endedAt,
      windowFrom: stored.terms.window?.from ?? null,
      firstSignAt: trip.firstSignAt,
      leadMs: leadS * 1000,
    });
  const most = splitAt(arrivedAt + ENDLESS);
  const earlyUntil = arrivedAt + most.earlyMs;
  const clocks = { earlyUntil, storeFrom: earlyUntil + most.shortNoticeMs };
  if (outcome === 'waiting' || endedAt === null) return { ...NO_WAIT, ...clocks };
  const { earlyMs, shortNoticeMs, storeMs } = splitAt(endedAt);
  return {
    ...clocks,
    earlyMs: limited(earlyMs),
    shortNoticeMs: limited(shortNoticeMs),
    storeMs: limited(storeMs),
  };
}

const limited = (ms: number): number => Math.max(-MOST_MS, Math.min(MOST_MS, Math.round(ms)));
