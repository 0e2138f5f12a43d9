/**
 * Changes how an order is collected while its customer is on the way, or is there already. Nothing begins anew: the
 * journey, the arrival, the wait and the place in line are those of the trip, which stays the same.
 */
import { Injectable } from '@nestjs/common';
import type { Service } from '@curbline/contracts/ids';
import { decideOrder } from '@curbline/domain/order';
import { offeredOf } from '@curbline/domain/offered-services';
import { changesFrom, keepsPlace } from '@curbline/domain/service-change';
import { problem } from '@curbline/platform';
import type { Change } from '../changes/changes.service.js';
import { CompartmentsService } from '../compartments/compartments.service.js';
import { cardOf } from '../pickups/cards.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import { OrdersRepository } from '../pickups/orders.repository.js';
import { appendCards, type Pickup } from '../pickups/pickup.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { StoresService } from '../stores/stores.service.js';
import { changesByCustomer, chosenByCustomers } from './services-of.js';

/** @param named the order that a shop or staff want changed; undefined when the customer wants it for their trip */
type Move = (change: Change, pickup: Pickup, named?: StoredOrder) => Pickup;

@Injectable()
export class ServiceChangesService {
  constructor(
    private readonly stores: StoresService,
    private readonly orders: OrdersRepository,
    private readonly trips: TripsRepository,
    private readonly compartments: CompartmentsService,
  ) {}

  /**
   * How the orders of a trip get another service: all that are still to be handed over, since one person comes one way. A
   * place that means nothing any more is given up, and a compartment is free again.
   * @param storeId of the order; undefined when there is none
   * @throws ProblemException (the mover) `service-fixed` once it is handed over or closed, `service-not-offered`
   */
  async to(service: Service, storeId: string | undefined, by: 'customer' | 'store'): Promise<Move> {
    const settings = storeId === undefined ? undefined : (await this.stores.get(storeId)).settings;
    const mayBecome = (order: StoredOrder): boolean =>
      settings !== undefined &&
      (by === 'customer'
        ? changesByCustomer(order, chosenByCustomers(settings))
        : changesFrom(order.terms.service, offeredOf(settings.services))
      ).includes(service);
    return (change, pickup, named) => this.move(change, pickup, named, service, mayBecome);
  }

  private move(
    change: Change,
    pickup: Pickup,
    named: StoredOrder | undefined,
    service: Service,
    mayBecome: (order: StoredOrder) => boolean,
  ): Pickup {
    const open = pickup.orders.filter(
      ({ order }) => !('refused' in decideOrder(order, { name: 'change_service' }, change.now)),
    );
    if (open.length === 0 || (named && !open.includes(named))) {
      throw problem('service-fixed', named && { card: cardOf(named, pickup.trip) });
    }
    const changing = open.filter(({ terms }) => terms.service !== service);
    if (changing.length === 0) return pickup;
    if (!changing.every(mayBecome)) throw problem('service-not-offered');
    const ids = new Set(changing.map(({ id }) => id));
    const out = this.outOfLockers(change, pickup, changing);
    return this.write(
      change,
      out,
      out.orders.filter(({ id }) => ids.has(id)),
      service,
    );
  }

  private outOfLockers(change: Change, pickup: Pickup, changing: readonly StoredOrder[]): Pickup {
    return changing
      .filter(({ locker }) => locker !== null)
      .reduce((next, order) => this.compartments.takeOut(change, { pickup: next, order }).pickup, pickup);
  }

  private write(change: Change, pickup: Pickup, changing: readonly StoredOrder[], service: Service): Pickup {
    const { manager, now } = change;
    const { trip: journey, place } = pickup.trip;
    const stays = place.bay === null || changing.every(({ terms }) => keepsPlace(terms.service, service));
    const trip = stays
      ? pickup.trip
      : this.trips.update(manager, pickup.trip, { trip: journey, place: { ...place, bay: null } }, now);
    const changed = changing.map((order) =>
      this.orders.update(manager, order, order.order, {
        terms: { service, serviceChange: { from: order.terms.service, at: now } },
      }),
    );
    const orders = pickup.orders.map((order) => changed.find(({ id }) => id === order.id) ?? order);
    const next = { trip, orders };
    appendCards(change, next, changed, 'service_changed', now);
    return next;
  }
}
