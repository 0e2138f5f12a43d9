/**
 * A pickup: one trip with its orders, read under the trip's lock, changed by commands of the domain.
 *
 * Two state machines, one lock. The journey and the work go their own ways, but a log entry carries
 * the whole card, so both are read after the lock is held and no other change of the same pickup can
 * come between reading and writing. Writes are compare-and-set all the same.
 */
import type { StoreEventType } from '@curbline/contracts/events';
import { decideOrder, type OrderCommand, type OrderRefusal } from '@curbline/domain/order';
import { decideTrip, type TripCommand } from '@curbline/domain/trip';
import type { EntityManager } from 'typeorm';
import type { Change } from '../changes/changes.service.js';
import { draftOf } from './cards.js';
import { codeOnReturn } from './codes.js';
import type { StoredOrder } from './order.entity.js';
import { readOrdersBeside, readOrdersOfTrips, writeOrder, type OrderChanges } from './orders.repository.js';
import { renewTripLinks } from './close-trip-links.js';
import { moveVisitor } from './visitors.repository.js';
import type { StoredTrip, TripPlace } from './trip.entity.js';
import { lockTripOfOrder, readTrip, writeTrip } from './trips.repository.js';

export interface Pickup {
  readonly trip: StoredTrip;
  readonly orders: readonly StoredOrder[];
}

/** @returns undefined when the store has no such trip. */
export async function lockPickup(
  manager: EntityManager,
  storeId: string,
  tripId: string,
): Promise<Pickup | undefined> {
  // Two statements in one message: the second begins once the lock is held and sees what its last holder committed.
  const [trip, orders] = await Promise.all([
    readTrip(manager, storeId, tripId, 'lock'),
    readOrdersOfTrips(manager, storeId, [tripId]),
  ]);
  return trip && { trip, orders };
}

/** The pickup that an order belongs to, and the order; undefined when the store has no such order. */
export async function lockPickupOfOrder(
  manager: EntityManager,
  storeId: string,
  orderId: string,
): Promise<{ pickup: Pickup; order: StoredOrder } | undefined> {
  // As in lockPickup.
  const [trip, orders] = await Promise.all([
    lockTripOfOrder(manager, storeId, orderId),
    readOrdersBeside(manager, storeId, orderId),
  ]);
  const order = orders.find(({ id }) => id === orderId);
  return trip && order && { pickup: { trip, orders }, order };
}

export type TripOutcome = { readonly pickup: Pickup } | { readonly refused: 'not-possible-now' };

/**
 * Decides a command on the trip, writes it and appends one log entry for each order's card.
 * @param place new bay, vehicle and placement, written along with it.
 */
export async function commandTrip(
  change: Change,
  pickup: Pickup,
  command: TripCommand,
  place: TripPlace = pickup.trip.place,
): Promise<TripOutcome> {
  const decision = decideTrip(pickup.trip.trip, command, change.now);
  if ('refused' in decision) return decision;
  const fact = decision.fact ?? (samePlace(place, pickup.trip.place) ? null : 'details_changed');
  if (fact === null && decision.trip === pickup.trip.trip) return { pickup };
  const trip = writeTrip(change.manager, pickup.trip, { trip: decision.trip, place }, change.now);
  const next = { trip, orders: pickup.orders };
  await moveVisitor(change, pickup.trip, next);
  if (fact !== null) appendCards(change, next, pickup.orders, fact, occurredAtOf(trip, fact, change.now));
  return { pickup: next };
}

/** Writes new bay, vehicle and placement where no command goes with them. */
export function placeTrip(change: Change, pickup: Pickup, place: TripPlace): Pickup {
  if (samePlace(place, pickup.trip.place)) return pickup;
  const trip = writeTrip(change.manager, pickup.trip, { trip: pickup.trip.trip, place }, change.now);
  appendCards(change, { trip, orders: pickup.orders }, pickup.orders, 'details_changed', change.now);
  return { trip, orders: pickup.orders };
}

export type OrderOutcome = { readonly pickup: Pickup; readonly order: StoredOrder } | OrderRefusal;

/**
 * Decides a command on one order, lets the trip follow (it is over when its last order is), writes
 * both and appends the log entry.
 * @param at when it was done, Unix ms; before `change.now` for a tap that was sent later.
 * @param more what is written along with it: a new window, the notes of a hand-over.
 */
export async function commandOrder(
  change: Change,
  pickup: Pickup,
  order: StoredOrder,
  command: OrderCommand,
  at: number = change.now,
  more: OrderChanges = {},
): Promise<OrderOutcome> {
  const decision = decideOrder(order.order, command, at);
  if ('refused' in decision) return decision;
  if (decision.fact === null) return { pickup, order };
  const returns = order.order.state === 'not_collected' && decision.order.state !== 'handed_over';
  const written = writeOrder(change.manager, order, decision.order, {
    ...more,
    ...(returns && { terms: { ...more.terms, shortCode: await freeCode(change, order) } }),
  });
  const orders = pickup.orders.map((o) => (o.id === order.id ? written : o));
  const found = command.name === 'hand_over' ? foundAt(change, pickup.trip, at) : pickup.trip;
  const trip = followOrders(change, { trip: found, orders }, returns);
  const next = { trip, orders };
  const goesOn = pickup.trip.trip.closedAt !== null && trip.trip.closedAt === null;
  if (goesOn || command.name === 'change_window') renewTripLinks(change, next);
  await moveVisitor(change, pickup.trip, next);
  appendCards(change, next, [written], decision.fact, at);
  if (trip !== pickup.trip) {
    const others = orders.filter(({ id }) => id !== order.id);
    appendCards(change, next, others, 'details_changed', at);
  }
  return { pickup: next, order: written };
}

const CLOSED = new Set<StoredOrder['order']['state']>(['handed_over', 'canceled', 'not_collected']);

const freeCode = ({ manager, now }: Change, { storeId, terms }: StoredOrder): Promise<string> =>
  codeOnReturn(manager, storeId, terms.shortCode, now);

/** Staff looked for the customer and have handed over: the customer was there all along. */
function foundAt(change: Change, trip: StoredTrip, at: number): StoredTrip {
  if (trip.trip.questionedAt === null) return trip;
  const news = { evidence: 'staff_entered', reasons: null } as const;
  const decision = decideTrip(trip.trip, { name: 'note_arrival', occurredAt: at, ...news }, change.now);
  return 'refused' in decision ? trip : writeTrip(change.manager, trip, { trip: decision.trip }, change.now);
}

/**
 * The trip ends with its last order, and goes on when a hand-over is taken back.
 * @param returns whether an order that had been given up is to be fetched after all: the journey begins anew.
 */
function followOrders(change: Change, { trip, orders }: Pickup, returns: boolean): StoredTrip {
  const command = tripCommandAfter(trip, orders, returns);
  const decision = command && decideTrip(trip.trip, command, change.now);
  if (!decision || 'refused' in decision) return trip;
  return writeTrip(change.manager, trip, { trip: decision.trip }, change.now);
}

function tripCommandAfter(
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

/** The pickup with every order that was given up to be fetched after all; as it is when there is none. */
export async function bringBack(change: Change, pickup: Pickup): Promise<Pickup> {
  let back = pickup;
  for (const order of pickup.orders) {
    const outcome = await commandOrder(change, back, order, { name: 'reopen' });
    if (!('refused' in outcome)) back = outcome.pickup;
  }
  return back;
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

function samePlace(a: TripPlace, b: TripPlace): boolean {
  return (
    a.bay === b.bay &&
    a.placement === b.placement &&
    a.vehicle?.colour === b.vehicle?.colour &&
    a.vehicle?.model === b.vehicle?.model
  );
}

/** When the car stood or left, which may be before we learned of it; now for all else. */
function occurredAtOf({ trip }: StoredTrip, fact: StoreEventType, now: number): number {
  if (fact === 'trip_arrived' || fact === 'arrival_corrected') return trip.arrival?.occurredAt ?? now;
  if (fact === 'trip_approaching') return trip.approachingAt ?? now;
  if (fact === 'trip_departed') return trip.departedAt ?? now;
  if (fact === 'seen_at_other_store') return trip.otherStore?.since ?? now;
  return now;
}
