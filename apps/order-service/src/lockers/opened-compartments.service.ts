/** A compartment was opened: the lockers of a shop report it, or the customer says so. It is the end of the order. */
import { Injectable } from '@nestjs/common';
import type { CustomerPrincipal, ShopPrincipal } from '@curbline/access';
import type { Actor, CardLocker } from '@curbline/contracts/events';
import type { CompartmentOpened, CustomerView, OrderView } from '@curbline/contracts/http';
import { isoOf, problem, type ProblemException } from '@curbline/platform';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { isLabel } from '../compartments/compartments.service.js';
import { orderViewOf } from '../orders/order-views.js';
import { ShopOrdersService } from '../orders/shop-orders.service.js';
import { NO_NOTES, type StoredOrder } from '../pickups/order.entity.js';
import type { Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { TripLinksService } from '../pickups/trip-links.service.js';
import { CustomerViewsService } from '../trips/customer-views.service.js';

const CUSTOMER: Actor = { kind: 'customer', id: null, name: null };

interface Found {
  readonly pickup: Pickup;
  readonly order: StoredOrder;
}

@Injectable()
export class OpenedCompartmentsService {
  constructor(
    private readonly changes: ChangesService,
    private readonly pickups: PickupsService,
    private readonly links: TripLinksService,
    private readonly shopOrders: ShopOrdersService,
    private readonly views: CustomerViewsService,
  ) {}

  /**
   * As the shop's lockers report it. The report of another compartment than the order's is refused, and staff are told.
   * @throws ProblemException `order-unknown`, `wrong-compartment`, `not-possible-now` when it lies in none.
   */
  async byShop(shop: ShopPrincipal, orderId: string, { compartment }: CompartmentOpened): Promise<OrderView> {
    const storeId = await this.shopOrders.storeOf(orderId, shop);
    const actor: Actor = { kind: 'shop', id: shop.shopId, name: shop.name };
    return this.changes.run<OrderView>({ actor, storeId: storeId ?? CHAIN }, async (change) => {
      const found = storeId && (await this.pickups.lockByOrder(change.manager, storeId, orderId));
      if (!found) throw problem('order-unknown');
      const outcome = this.isOpenedAlready(found.order, compartment)
        ? found
        : await this.open(change, found, compartment);
      return 'pickup' in outcome ? orderViewOf(outcome.order, outcome.pickup.trip) : outcome;
    });
  }

  /**
   * As the customer says, who had its code: they are there.
   * @throws ProblemException `order-unknown` for an order of another trip, `wrong-compartment`, `not-possible-now` when
   *   they are not known to be there or it lies in none.
   */
  async byCustomer(
    { storeId, tripId, role }: Pick<CustomerPrincipal, 'storeId' | 'tripId' | 'role'>,
    orderId: string,
    { compartment }: CompartmentOpened,
  ): Promise<CustomerView> {
    await this.changes.run({ actor: CUSTOMER, storeId }, async (change) => {
      const found = await this.pickups.lockByOrder(change.manager, storeId, orderId);
      if (found?.pickup.trip.id !== tripId) throw problem('order-unknown');
      if (this.isOpenedAlready(found.order, compartment)) return null;
      const { trip } = found.pickup.trip;
      if (trip.state !== 'arrived' || trip.arrival?.confirmed !== true) throw problem('not-possible-now');
      const outcome = await this.open(change, found, compartment, role);
      return 'pickup' in outcome ? null : outcome;
    });
    return this.views.read(storeId, tripId, role);
  }

  /** The same report again is the same end. */
  private isOpenedAlready({ order, locker }: StoredOrder, compartment: string): boolean {
    return order.proof === 'opened' && locker !== null && isLabel(locker.compartment)(compartment);
  }

  private async open(
    change: Change,
    found: Found,
    reported: string,
    by?: CustomerPrincipal['role'],
  ): Promise<Found | ProblemException> {
    const { locker } = found.order;
    const assigned = locker === null || locker.emptySince !== undefined ? null : locker.compartment;
    const compartment = assigned !== null && isLabel(assigned)(reported) ? assigned : reported;
    const command = { name: 'open', compartment, assigned } as const;
    const { pickup, order } = found;
    const collectedBy = by === 'substitute' ? by : null;
    const notes = { handOver: { ...NO_NOTES, collectedBy } };
    const outcome = await this.pickups.commandOrder(change, pickup, order, command, change.now, notes);
    if (!('refused' in outcome)) {
      this.links.close(change, outcome.pickup.trip);
      return outcome;
    }
    if (outcome.refused !== 'wrong-compartment' || locker === null) return problem('not-possible-now');
    this.noteMismatch(change, found, locker, reported);
    // Returned, not thrown: what staff are told has to be committed.
    return problem('wrong-compartment');
  }

  private noteMismatch(
    change: Change,
    { pickup, order }: Found,
    locker: CardLocker,
    compartment: string,
  ): void {
    const { heldUntil, holdToldAt } = order;
    const openedInstead = { compartment, at: isoOf(change.now) };
    const held = { locker: { ...locker, openedInstead }, heldUntil, holdToldAt };
    this.pickups.changeBeside(change, pickup, order, { held }, 'locker_mismatch');
  }
}
