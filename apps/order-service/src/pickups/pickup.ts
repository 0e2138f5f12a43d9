/** One trip with its orders, what comes of a command on them, and the log entries about it. */
import type { StoreEventType } from '@curbline/contracts/events';
import type { OrderRefusal } from '@curbline/domain/order';
import type { TripCommand } from '@curbline/domain/trip';
import type { Change } from '../changes/changes.service.js';
import { draftOf } from './cards.js';
import type { StoredOrder } from './order.entity.js';
import type { StoredTrip, TripPlace } from './trip.entity.js';

export interface Pickup {
  readonly trip: StoredTrip;
  readonly orders: readonly StoredOrder[];
}

export type TripOutcome = { readonly pickup: Pickup } | { readonly refused: 'not-possible-now' };

export type OrderOutcome = { readonly pickup: Pickup; readonly order: StoredOrder } | OrderRefusal;

const CLOSED = new Set<StoredOrder['order']['state']>(['handed_over', 'canceled', 'not_collected']);

/**
 * What the trip does once its orders are as given: it ends with its last order, and goes on when a hand-over is taken
 * back.
 * @param returns whether an order that had been given up is to be fetched after all: the journey begins anew.
 */
export function tripCommandAfter(
  { trip }: StoredTrip,
  orders: readonly StoredOrder[],
  returns: boolean,
): TripCommand | undefined {
  const allClosed = orders.every(({ order }) => CLOSED.has(order.state));
  const handedOver = orders.some(({ order }) => order.state === 'handed_over');
  if (!allClosed) return trip.closedAt === null ? undefined : { name: 'reopen', anew: returns };
  if (trip.closedAt === null) return { name: handedOver ? 'complete' : 'cancel' };
  return trip.state === 'expired' && handedOver ? { name: 'complete' } : undefined;
}

/** The end of the latest promised window of what is still to be fetched, Unix ms; null without one. */
export function windowToOf({ orders }: Pickup): number | null {
  const ends = orders.flatMap(({ order, terms }) =>
    terms.window && !CLOSED.has(order.state) ? [terms.window.to] : [],
  );
  return ends.length > 0 ? Math.max(...ends) : null;
}

/** Adds one entry to the log for each of `orders`, with its card as it is in `pickup`. */
export function appendCards(
  change: Change,
  pickup: Pickup,
  orders: readonly StoredOrder[],
  type: StoreEventType,
  occurredAt: number,
): void {
  change.append(
    pickup.trip.storeId,
    orders.map((order) => draftOf(order, pickup.trip, type, occurredAt)),
  );
}

export function samePlace(a: TripPlace, b: TripPlace): boolean {
  return (
    a.bay === b.bay &&
    a.placement === b.placement &&
    a.vehicle?.colour === b.vehicle?.colour &&
    a.vehicle?.model === b.vehicle?.model
  );
}

/** When the car stood or left, which may be before we learned of it; now for all else. */
export function occurredAtOf({ trip }: StoredTrip, fact: StoreEventType, now: number): number {
  if (fact === 'trip_arrived' || fact === 'arrival_corrected') return trip.arrival?.occurredAt ?? now;
  if (fact === 'trip_approaching') return trip.approachingAt ?? now;
  if (fact === 'trip_departed') return trip.departedAt ?? now;
  if (fact === 'seen_at_other_store') return trip.otherStore?.since ?? now;
  return now;
}
