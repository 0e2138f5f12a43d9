/**
 * Tells the other store's board of a customer who stands there by mistake, and of their leaving. The log
 * entries there carry the visitor and nothing of the card, which stays in the customer's own store.
 */
import type { Visitor } from '@curbline/contracts/events';
import { isoOf } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import type { Change } from '../changes/changes.service.js';
import { draftOf } from './cards.js';
import type { StoredOrder } from './order.entity.js';
import type { StoredTrip } from './trip.entity.js';

interface VisitorRow {
  order_id: string;
  trip_id: string;
  short_code: string;
  customer_name: string;
  home_store_id: string;
  home_store_name: string;
  since: Date;
}

/** Those who stand at a store and should stand at another, in the order of their coming. */
export async function readVisitors(manager: EntityManager, storeId: string): Promise<Visitor[]> {
  const rows = await manager.query<VisitorRow[]>(
    'SELECT * FROM visitor WHERE store_id = $1 ORDER BY since, order_id',
    [storeId],
  );
  return rows.map(toVisitor);
}

/** Moves a customer between the boards of other stores, if what was decided about their trip did. */
export async function moveVisitor(
  change: Change,
  before: StoredTrip,
  { trip, orders }: { readonly trip: StoredTrip; readonly orders: readonly StoredOrder[] },
): Promise<void> {
  const from = before.trip.otherStore;
  const to = trip.trip.otherStore;
  if (from?.storeId === to?.storeId) return;
  if (from) {
    const gone = await change.manager.query<[{ order_id: string }[], number]>(
      'DELETE FROM visitor WHERE store_id = $1 AND trip_id = $2 RETURNING order_id',
      [from.storeId, trip.id],
    );
    const ids = new Set(gone[0].map((row) => row.order_id));
    change.append(
      from.storeId,
      orders
        .filter(({ id }) => ids.has(id))
        .map((order) => ({ ...draftOf(order, trip, 'visitor_left', change.now), payload: {} })),
    );
  }
  if (!to) return;
  for (const order of orders.filter(({ order: { state } }) => OPEN.has(state))) {
    const [row] = await change.manager.query<VisitorRow[]>(
      `INSERT INTO visitor (store_id, order_id, trip_id, home_store_id, home_store_name, short_code, customer_name, since)
       SELECT $1, $2, $3, id, name, $5, $6, $7 FROM store WHERE id = $4
       RETURNING *`,
      [
        to.storeId,
        order.id,
        trip.id,
        trip.storeId,
        order.terms.shortCode,
        order.terms.customerName,
        new Date(to.since),
      ],
    );
    if (!row) continue;
    const draft = draftOf(order, trip, 'visitor_seen', to.since);
    change.append(to.storeId, [{ ...draft, payload: { visitor: toVisitor(row) } }]);
  }
}

const OPEN: ReadonlySet<string> = new Set<StoredOrder['order']['state']>(['placed', 'preparing', 'ready']);

function toVisitor(row: VisitorRow): Visitor {
  return {
    orderId: row.order_id,
    tripId: row.trip_id,
    shortCode: row.short_code,
    customerName: row.customer_name,
    homeStore: { storeId: row.home_store_id, name: row.home_store_name },
    since: isoOf(row.since.getTime()),
  };
}
