/** What a shop may do with an order once it is placed. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import type { OrderView } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import type { OrderCommand } from '@curbline/domain/order';
import { DataSource } from 'typeorm';
import { Changes } from '../changes.js';
import { commandOrder, lockPickupOfOrder } from '../pickup.js';
import { closeTripLinks } from '../trips/close-trip-links.js';
import { readTrip } from '../trips/trip-records.js';
import { locateOrder, readOrdersOfTrips } from './order-records.js';
import { orderViewOf } from './order-views.js';
import { refusalOf } from './refusals.js';

/** Of the order's machine, the commands that are a shop's. */
export type ShopCommand = OrderCommand & { readonly name: 'prepare' | 'make_ready' | 'cancel' };

/** The stores a shop may see; null means all. An order elsewhere is as unknown as one that is not. */
export type StoreScope = readonly string[] | null;

const covers = (scope: StoreScope, storeId: string): boolean => scope === null || scope.includes(storeId);

@Injectable()
export class ShopOrders {
  constructor(
    private readonly changes: Changes,
    private readonly dataSource: DataSource,
  ) {}

  /** @throws ProblemException `order-unknown`. */
  async read(orderId: string, scope: StoreScope): Promise<OrderView> {
    const { manager } = this.dataSource;
    const place = await locateOrder(manager, orderId);
    if (!place || !covers(scope, place.storeId)) throw problem('order-unknown');
    const trip = await readTrip(manager, place.storeId, place.tripId);
    const orders = await readOrdersOfTrips(manager, place.storeId, [place.tripId]);
    const order = orders.find(({ id }) => id === orderId);
    if (!trip || !order) throw problem('order-unknown');
    return orderViewOf(order, trip);
  }

  /** @throws ProblemException `order-unknown`, `not-possible-now`. */
  command(orderId: string, scope: StoreScope, command: ShopCommand, actor: Actor): Promise<OrderView> {
    return this.changes.run({ actor }, async (change) => {
      const place = await locateOrder(change.manager, orderId);
      if (!place || !covers(scope, place.storeId)) throw problem('order-unknown');
      const found = await lockPickupOfOrder(change.manager, place.storeId, orderId);
      if (!found) throw problem('order-unknown');
      const outcome = await commandOrder(change, found.pickup, found.order, command);
      if ('refused' in outcome) throw refusalOf(outcome, found.pickup, orderId, change.now);
      closeTripLinks(change, outcome.pickup.trip);
      return orderViewOf(outcome.order, outcome.pickup.trip);
    });
  }
}
