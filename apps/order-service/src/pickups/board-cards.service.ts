/** The cards that belong on a store's board now. */
import { Injectable } from '@nestjs/common';
import type { Card } from '@curbline/contracts/events';
import { JUST_HANDED_OVER_MS } from '@curbline/domain/wait';
import type { EntityManager } from 'typeorm';
import { cardOf } from './cards.js';
import type { StoredOrder } from './order.entity.js';
import { OrdersRepository } from './orders.repository.js';
import { TripsRepository } from './trips.repository.js';

@Injectable()
export class BoardCardsService {
  constructor(
    private readonly orders: OrdersRepository,
    private readonly trips: TripsRepository,
  ) {}

  /**
   * Reads the cards of every trip that is under way, and of what was handed over in the last half hour (it may be
   * recalled). Orders whose customer has not set off are hidden: they lead to no walk yet.
   * @param now Unix ms.
   */
  async read(manager: EntityManager, storeId: string, now: number): Promise<Card[]> {
    const recallableSince = now - JUST_HANDED_OVER_MS;
    const trips = await this.trips.findWhere(
      manager,
      storeId,
      `trip.state IN ('started', 'approaching', 'arrived', 'departed')
       OR (trip.state = 'completed' AND trip.id IN (
             SELECT trip_id FROM pickup_order WHERE store_id = $1 AND handed_over_at > $2))
       OR trip.id IN (SELECT trip_id FROM locker_use WHERE store_id = $1 AND empty_since IS NOT NULL)`,
      [new Date(recallableSince)],
    );
    const byId = new Map(trips.map((trip) => [trip.id, trip]));
    const orders = await this.orders.findByTrips(manager, storeId, [...byId.keys()]);
    return orders.flatMap((order) => {
      const trip = byId.get(order.tripId);
      return trip && isOnBoard(order, recallableSince) ? [cardOf(order, trip)] : [];
    });
  }
}

/** What is to be taken out of a compartment stands in no column, but staff are told of it. */
function isOnBoard({ order, locker }: StoredOrder, recallableSince: number): boolean {
  if (locker?.emptySince !== undefined) return true;
  if (order.state === 'handed_over') return (order.handedOverAt ?? 0) > recallableSince;
  return order.state !== 'canceled' && order.state !== 'not_collected';
}
