/** What a shop does with an order once it is placed. */
import { Injectable } from '@nestjs/common';
import type { ShopPrincipal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type { ChangeService, ChangeWindow, OrderList, OrderQuery, OrderView } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import type { OrderCommand } from '@curbline/domain/order';
import { DataSource } from 'typeorm';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import type { OrderOutcome, Pickup } from '../pickups/pickup.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import type { OrderPlace } from '../pickups/orders.repository.js';
import { CompartmentsService } from '../compartments/compartments.service.js';
import { orderViewOf } from './order-views.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { OrdersRepository } from '../pickups/orders.repository.js';
import { StoresService } from '../stores/stores.service.js';
import { TripLinksService } from '../pickups/trip-links.service.js';
import { ServiceChangesService } from '../service-changes/service-changes.service.js';
import { ExternalOrdersRepository } from './external-orders.repository.js';
import { OrderWindowsService } from './order-windows.service.js';
import { ReferencesRepository } from './references.repository.js';

/** The commands of an order that a shop may give. */
export type ShopCommand = OrderCommand & { readonly name: 'prepare' | 'cancel' | 'reopen' };

interface Found {
  readonly pickup: Pickup;
  readonly order: StoredOrder;
}

/** The shop whose orders may be seen, and at which stores (null means all). All other orders are unknown to it. */
export type ShopScope = Pick<ShopPrincipal, 'shopId' | 'storeIds'>;

/** A reference may occur more than once: it was not always unique. */
const MOST_FOUND = 20;

const covers = ({ shopId, storeIds }: ShopScope, place: OrderPlace): boolean =>
  place.shopId === shopId && (storeIds === null || storeIds.includes(place.storeId));

@Injectable()
export class ShopOrdersService {
  constructor(
    private readonly changes: ChangesService,
    private readonly dataSource: DataSource,
    private readonly pickups: PickupsService,
    private readonly trips: TripsRepository,
    private readonly orders: OrdersRepository,
    private readonly links: TripLinksService,
    private readonly windows: OrderWindowsService,
    private readonly services: ServiceChangesService,
    private readonly references: ReferencesRepository,
    private readonly externals: ExternalOrdersRepository,
    private readonly stores: StoresService,
    private readonly compartments: CompartmentsService,
  ) {}

  /** @throws ProblemException `order-unknown`. */
  async read(orderId: string, scope: ShopScope): Promise<OrderView> {
    const { manager } = this.dataSource;
    const place = await this.locate(orderId, scope);
    if (!place) throw problem('order-unknown');
    const trip = await this.trips.find(manager, place.storeId, place.tripId);
    const orders = await this.orders.findByTrips(manager, place.storeId, [place.tripId]);
    const order = orders.find(({ id }) => id === orderId);
    if (!trip || !order) throw problem('order-unknown');
    return orderViewOf(order, trip);
  }

  /**
   * The shop's order with its own external id; or its orders with its own reference at a store, newest first, without
   * those that were canceled.
   */
  async find({ storeId, reference, externalId }: OrderQuery, scope: ShopScope): Promise<OrderList> {
    if (externalId !== undefined) return this.findByExternalId(externalId, scope);
    if (storeId === undefined || reference === undefined) return { orders: [] };
    if (!covers(scope, { storeId, tripId: '', shopId: scope.shopId })) return { orders: [] };
    const { manager } = this.dataSource;
    const found = await this.references.find(manager, storeId, scope.shopId, reference, MOST_FOUND);
    return { orders: await Promise.all(found.map(({ id }) => this.read(id, scope))) };
  }

  private async findByExternalId(externalId: string, scope: ShopScope): Promise<OrderList> {
    const placed = await this.externals.find(this.dataSource.manager, scope.shopId, externalId);
    const reached = placed && (scope.storeIds?.includes(placed.storeId) ?? true);
    return { orders: reached ? [await this.read(placed.orderId, scope)] : [] };
  }

  /** @throws ProblemException `order-unknown`, `not-possible-now`. */
  command(orderId: string, scope: ShopScope, command: ShopCommand, actor: Actor): Promise<OrderView> {
    return this.change(orderId, scope, actor, (change, { pickup, order }) =>
      this.pickups.commandOrder(change, pickup, order, command),
    );
  }

  /**
   * @throws ProblemException `order-unknown`, `not-possible-now`, and `no-compartment-free` for an order for a locker:
   *   staff mark it ready without one.
   */
  async makeReady(orderId: string, scope: ShopScope, actor: Actor): Promise<OrderView> {
    const storeId = await this.storeOf(orderId, scope);
    const settings = storeId === undefined ? {} : (await this.stores.get(storeId)).settings;
    return this.change(orderId, scope, actor, async (change, found) => {
      const { pickup, order } = await this.compartments.putAway(change, found, settings, undefined);
      return this.pickups.commandOrder(change, pickup, order, { name: 'make_ready' });
    });
  }

  /**
   * Moves the promised window; this also reopens an order that was not collected.
   * @throws ProblemException `order-unknown`, `window-past`, `not-possible-now`.
   */
  changeWindow(
    orderId: string,
    scope: ShopScope,
    { window }: ChangeWindow,
    actor: Actor,
  ): Promise<OrderView> {
    return this.change(orderId, scope, actor, (change, { pickup, order }) =>
      this.windows.move(change, pickup, order, window),
    );
  }

  /**
   * Changes how the order is collected, with its trip as it stands.
   * @throws ProblemException `order-unknown`, `service-fixed`, `service-not-offered`.
   */
  async changeService(
    orderId: string,
    scope: ShopScope,
    { service }: ChangeService,
    actor: Actor,
  ): Promise<OrderView> {
    const move = await this.services.to(service, await this.storeOf(orderId, scope), 'store');
    return this.change(orderId, scope, actor, async (change, { pickup, order }) => {
      const moved = move(change, pickup, order);
      return { pickup: moved, order: moved.orders.find(({ id }) => id === orderId) ?? order };
    });
  }

  private async change(
    orderId: string,
    scope: ShopScope,
    actor: Actor,
    work: (change: Change, found: Found) => Promise<OrderOutcome>,
  ): Promise<OrderView> {
    const storeId = await this.storeOf(orderId, scope);
    // Unknown orders are handled inside the change as well: the Idempotency-Key may belong to an earlier request.
    return this.changes.run({ actor, storeId: storeId ?? CHAIN }, async (change) => {
      const found = storeId && (await this.pickups.lockByOrder(change.manager, storeId, orderId));
      if (!found) throw problem('order-unknown');
      const outcome = await work(change, found);
      // The card is not sent along: it is for staff, and holds what the customer told them.
      if ('refused' in outcome) throw problem(outcome.refused);
      this.links.close(change, outcome.pickup.trip);
      return orderViewOf(outcome.order, outcome.pickup.trip);
    });
  }

  /** The order's store, which never changes; undefined when the shop has no such order. */
  async storeOf(orderId: string, scope: ShopScope): Promise<string | undefined> {
    return (await this.locate(orderId, scope))?.storeId;
  }

  private async locate(orderId: string, scope: ShopScope): Promise<OrderPlace | undefined> {
    const place = await this.orders.locate(this.dataSource.manager, orderId);
    return place && covers(scope, place) ? place : undefined;
  }
}
