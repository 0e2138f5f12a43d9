/**
 * Shows the other store's board a customer who stands there by mistake, and that they left. The log entries there
 * carry the visitor and nothing of the card, which stays in the customer's own store.
 */
import { Injectable } from '@nestjs/common';
import type { Visitor } from '@curbline/contracts/events';
import { isoOf } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import type { Change } from '../changes/changes.service.js';
import { draftOf } from './cards.js';
import type { StoredOrder } from './order.entity.js';
import type { Pickup } from './pickup.js';
import type { StoredTrip } from './trip.entity.js';
import type { VisitorEntity } from './visitor.entity.js';
import { VisitorsRepository } from './visitors.repository.js';

const OPEN: ReadonlySet<string> = new Set<StoredOrder['order']['state']>(['placed', 'preparing', 'ready']);

@Injectable()
export class VisitorsService {
  constructor(private readonly visitors: VisitorsRepository) {}

  /** Those who stand at a store and should stand at another, in the order of their coming. */
  async read(manager: EntityManager, storeId: string): Promise<Visitor[]> {
    return (await this.visitors.find(manager, storeId)).map(toVisitor);
  }

  /** Moves a customer between the boards of other stores, if what was decided about their trip did. */
  async move(change: Change, before: StoredTrip, { trip, orders }: Pickup): Promise<void> {
    const from = before.trip.otherStore;
    const to = trip.trip.otherStore;
    if (from?.storeId === to?.storeId) return;
    if (from) {
      const gone = await this.visitors.remove(change.manager, from.storeId, trip.id);
      change.append(
        from.storeId,
        orders
          .filter(({ id }) => gone.has(id))
          .map((order) => ({ ...draftOf(order, trip, 'visitor_left', change.now), payload: {} })),
      );
    }
    if (!to) return;
    for (const order of orders.filter(({ order: { state } }) => OPEN.has(state))) {
      const visitor = await this.visitors.insert(change.manager, to.storeId, order, to.since);
      if (!visitor) continue;
      const draft = draftOf(order, trip, 'visitor_seen', to.since);
      change.append(to.storeId, [{ ...draft, payload: { visitor: toVisitor(visitor) } }]);
    }
  }
}

function toVisitor(visitor: VisitorEntity): Visitor {
  const { orderId, tripId, shortCode, customerName, homeStoreId, homeStoreName, since } = visitor;
  return {
    orderId,
    tripId,
    shortCode,
    customerName,
    homeStore: { storeId: homeStoreId, name: homeStoreName },
    since: isoOf(since.getTime()),
  };
}
