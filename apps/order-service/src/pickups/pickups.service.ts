/**
 * Changes a pickup: one trip with its orders, read under the trip's lock, changed by commands of the domain.
 *
 * Two state machines, one lock. The journey and the work go their own ways, but a log entry carries
 * the whole card, so both are read after the lock is held and no other change of the same pickup can
 * come between reading and writing. Writes are compare-and-set all the same.
 */
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { StoreEventType } from '@curbline/contracts/events';
import { decideOrder, type OrderCommand } from '@curbline/domain/order';
import { decideTrip, type TripCommand } from '@curbline/domain/trip';
import type { EntityManager } from 'typeorm';
import type { Change } from '../changes/changes.service.js';
import type { StoredOrder } from './order.entity.js';
import { lockerAfter } from './locker-of-order.js';
import { LockerUsesRepository } from './locker-uses.repository.js';
import { type EditedTerms, type OrderChanges, OrdersRepository } from './orders.repository.js';
import {
  appendCards,
  occurredAtOf,
  type OrderOutcome,
  type Pickup,
  samePlace,
  tripCommandAfter,
  type TripOutcome,
} from './pickup.js';
import { PickupRecordsRepository } from './pickup-records.repository.js';
import { ShortCodesRepository } from './short-codes.repository.js';
import type { StoredTrip, TripPlace } from './trip.entity.js';
import { TripLinksService } from './trip-links.service.js';
import { TripsRepository } from './trips.repository.js';
import { VisitorsService } from './visitors.service.js';

@Injectable()
export class PickupsService {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly trips: TripsRepository,
    private readonly links: TripLinksService,
    private readonly shortCodes: ShortCodesRepository,
    private readonly visitors: VisitorsService,
    private readonly records: PickupRecordsRepository,
    private readonly lockers: LockerUsesRepository,
  ) {}

  /** @returns undefined when the store has no such trip. */
  async lock(manager: EntityManager, storeId: string, tripId: string): Promise<Pickup | undefined> {
    // Two statements in one message: the second begins once the lock is held and sees what its last holder committed.
    const [trip, orders] = await Promise.all([
      this.trips.find(manager, storeId, tripId, 'lock'),
      this.orders.findByTrips(manager, storeId, [tripId]),
    ]);
    return trip && { trip, orders };
  }

  /** The pickup that an order belongs to, and the order; undefined when the store has no such order. */
  async lockByOrder(
    manager: EntityManager,
    storeId: string,
    orderId: string,
  ): Promise<{ pickup: Pickup; order: StoredOrder } | undefined> {
    // As in lock().
    const [trip, orders] = await Promise.all([
      this.trips.lockByOrder(manager, storeId, orderId),
      this.orders.findOfSameTrip(manager, storeId, orderId),
    ]);
    const order = orders.find(({ id }) => id === orderId);
    return trip && order && { pickup: { trip, orders }, order };
  }

  /**
   * Decides a command on the trip, writes it and appends one log entry for each order's card.
   * @param place new bay, vehicle and placement, written along with it.
   */
  async commandTrip(
    change: Change,
    pickup: Pickup,
    command: TripCommand,
    place: TripPlace = pickup.trip.place,
  ): Promise<TripOutcome> {
    const decision = decideTrip(pickup.trip.trip, command, change.now);
    if ('refused' in decision) return decision;
    const fact = decision.fact ?? (samePlace(place, pickup.trip.place) ? null : 'details_changed');
    if (fact === null && decision.trip === pickup.trip.trip) return { pickup };
    const trip = this.trips.update(change.manager, pickup.trip, { trip: decision.trip, place }, change.now);
    const next = { trip, orders: pickup.orders };
    await this.visitors.move(change, pickup.trip, next);
    if (fact !== null) this.append(change, next, pickup.orders, fact, occurredAtOf(trip, fact, change.now));
    return { pickup: next };
  }

  /** Writes new bay, vehicle and placement where no command goes with them. */
  placeTrip(change: Change, pickup: Pickup, place: TripPlace): Pickup {
    if (samePlace(place, pickup.trip.place)) return pickup;
    const trip = this.trips.update(
      change.manager,
      pickup.trip,
      { trip: pickup.trip.trip, place },
      change.now,
    );
    this.append(change, { trip, orders: pickup.orders }, pickup.orders, 'details_changed', change.now);
    return { trip, orders: pickup.orders };
  }

  /**
   * Decides a command on one order, lets the trip follow (it is over when its last order is), writes
   * both and appends the log entry.
   * @param at when it was done, Unix ms; before `change.now` for a tap that was sent later.
   * @param more what is written along with it: a new window, the notes of a hand-over.
   */
  async commandOrder(
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
    const { use, ...held } = lockerAfter(order, decision.order.state, change.now);
    this.lockers.follow(change.manager, order, { use, ...held }, change.now);
    const written = this.orders.update(change.manager, order, decision.order, {
      held,
      ...more,
      ...(returns && { terms: { ...more.terms, shortCode: await this.codeOnReturn(change, order) } }),
    });
    const orders = pickup.orders.map((o) => (o.id === order.id ? written : o));
    const found = command.name === 'hand_over' ? this.foundAt(change, pickup.trip, at) : pickup.trip;
    const trip = this.followOrders(change, { trip: found, orders }, returns);
    const next = { trip, orders };
    const goesOn = pickup.trip.trip.closedAt !== null && trip.trip.closedAt === null;
    if (goesOn || command.name === 'change_window') this.links.renew(change, next);
    await this.visitors.move(change, pickup.trip, next);
    this.append(change, next, [written], decision.fact, at);
    if (trip !== pickup.trip) {
      const others = orders.filter(({ id }) => id !== order.id);
      this.append(change, next, others, 'details_changed', at);
    }
    return { pickup: next, order: written };
  }

  /** Writes other terms of an order than its window, which has a command of its own; boards show the card anew. */
  changeTerms(change: Change, pickup: Pickup, order: StoredOrder, terms: EditedTerms): Pickup {
    const edited = { ...order.terms, ...terms };
    if (isDeepStrictEqual(edited, { ...order.terms })) return pickup;
    const written = this.orders.update(change.manager, order, order.order, { terms });
    const orders = pickup.orders.map((o) => (o.id === order.id ? written : o));
    this.append(change, { trip: pickup.trip, orders }, [written], 'details_changed', change.now);
    return { trip: pickup.trip, orders };
  }

  /** Writes what the card of an order says beside its work, and appends what happened. */
  changeBeside(
    change: Change,
    pickup: Pickup,
    order: StoredOrder,
    more: Pick<OrderChanges, 'gestures' | 'held' | 'shortages'>,
    fact: StoreEventType,
  ): { readonly pickup: Pickup; readonly order: StoredOrder } {
    const written = this.orders.update(change.manager, order, order.order, more);
    const orders = pickup.orders.map((o) => (o.id === order.id ? written : o));
    const next = { trip: pickup.trip, orders };
    this.append(change, next, [written], fact, change.now);
    return { pickup: next, order: written };
  }

  /** The pickup with every order that was given up to be fetched after all; as it is when there is none. */
  async bringBack(change: Change, pickup: Pickup): Promise<Pickup> {
    let back = pickup;
    for (const order of pickup.orders) {
      const outcome = await this.commandOrder(change, back, order, { name: 'reopen' });
      if (!('refused' in outcome)) back = outcome.pickup;
    }
    return back;
  }

  private codeOnReturn({ manager, now }: Change, { storeId, terms }: StoredOrder): Promise<string> {
    return this.shortCodes.onReturn(manager, storeId, terms.shortCode, now);
  }

  /** Staff looked for the customer and have handed over: the customer was there all along. */
  private foundAt(change: Change, trip: StoredTrip, at: number): StoredTrip {
    if (trip.trip.questionedAt === null) return trip;
    const news = { evidence: 'staff_entered', reasons: null } as const;
    const decision = decideTrip(trip.trip, { name: 'note_arrival', occurredAt: at, ...news }, change.now);
    return 'refused' in decision
      ? trip
      : this.trips.update(change.manager, trip, { trip: decision.trip }, change.now);
  }

  /**
   * The trip ends with its last order, and goes on when a hand-over is taken back.
   * @param returns whether an order that had been given up is to be fetched after all: the journey begins anew.
   */
  private followOrders(change: Change, { trip, orders }: Pickup, returns: boolean): StoredTrip {
    const command = tripCommandAfter(trip, orders, returns);
    const decision = command && decideTrip(trip.trip, command, change.now);
    if (!decision || 'refused' in decision) return trip;
    return this.trips.update(change.manager, trip, { trip: decision.trip }, change.now);
  }

  /** Adds the event to the log for each of `orders`, and records what the statistics know of it. */
  private append(
    change: Change,
    pickup: Pickup,
    orders: readonly StoredOrder[],
    type: StoreEventType,
    at: number,
  ): void {
    appendCards(change, pickup, orders, type, at);
    this.records.save(change.manager, pickup.trip, orders, type, at);
  }
}
