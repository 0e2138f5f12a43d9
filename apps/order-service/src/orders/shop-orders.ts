/** What a shop may do with an order once it is placed. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import type { OrderView } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import type { OrderCommand } from '@curbline/domain/order';
import { DataSource } from 'typeorm';
import { Changes } from '../changes.js';
import { CHAIN } from '../idempotency/answers.js';
import { commandOrder, lockPickupOfOrder } from '../pickup.js';
import { closeTripLinks } from '../trips/close-trip-links.js';
import { readTrip } from '../trips/trip-records.js';
import { locateOrder, type OrderPlace, readOrdersOfTrips } from './order-records.js';
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
    const place = await this.locate(orderId, scope);
    if (!place) throw problem('order-unknown');
    const trip = await readTrip(manager, place.storeId, place.tripId);
    const orders = await readOrdersOfTrips(manager, place.storeId, [place.tripId]);
    const order = orders.find(({ id }) => id === orderId);
    if (!trip || !order) throw problem('order-unknown');
    return orderViewOf(order, trip);
  }

  /** @throws ProblemException `order-unknown`, `not-possible-now`. */
  async command(orderId: string, scope: StoreScope, command: ShopCommand, actor: Actor): Promise<OrderView> {
    const storeId = await this.storeOf(orderId, scope);
    // Unknown orders go in as well: the key may be that of another request, which is answered first.
    return this.changes.run({ actor, storeId: storeId ?? CHAIN }, async (change) => {
      const found = storeId && (await lockPickupOfOrder(change.manager, storeId, orderId));
      if (!found) throw problem('order-unknown');
      const outcome = await commandOrder(change, found.pickup, found.order, command);
      if ('refused' in outcome) throw refusalOf(outcome, found.pickup, orderId, change.now);
      closeTripLinks(change, outcome.pickup.trip);
      return orderViewOf(outcome.order, outcome.pickup.trip);
    });
  }

  /** The order's store, which never changes; undefined when the shop has no such order. */
  async storeOf(orderId: string, scope: StoreScope): Promise<string | undefined> {
    return (await this.locate(orderId, scope))?.storeId;
  }

  private async locate(orderId: string, scope: StoreScope): Promise<OrderPlace | undefined> {
    const place = await locateOrder(this.dataSource.manager, orderId);
    return place && covers(scope, place.storeId) ? place : undefined;
  }
}
