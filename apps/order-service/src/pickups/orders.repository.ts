/** Reads orders, and writes what was decided by compare-and-set. */
import { entityOf, pipelineCompareAndSet, pipelineInsert } from '@curbline/database';
import type { Order } from '@curbline/domain/order';
import type { EntityManager } from 'typeorm';
import {
  type HandOverNotes,
  NO_NOTES,
  OrderEntity,
  type OrderTerms,
  type StoredOrder,
} from './order.entity.js';
import { MARK_OF_STORE, markIn } from './order-ids.js';

const toOrder =
  (manager: EntityManager) =>
  (row: Record<string, unknown>): StoredOrder =>
    entityOf(manager, OrderEntity, row);

/** The orders of some trips, in the order they were placed. */
export async function readOrdersOfTrips(
  manager: EntityManager,
  storeId: string,
  tripIds: readonly string[],
): Promise<StoredOrder[]> {
  if (tripIds.length === 0) return [];
  const rows = await manager.query<Record<string, unknown>[]>(
    `SELECT * FROM pickup_order WHERE store_id = $1 AND trip_id = ANY($2::uuid[]) ORDER BY created_at, id`,
    [storeId, tripIds],
  );
  return rows.map(toOrder(manager));
}

/** An order and all others of its trip, in the order they were placed. */
export async function readOrdersBeside(
  manager: EntityManager,
  storeId: string,
  orderId: string,
): Promise<StoredOrder[]> {
  const rows = await manager.query<Record<string, unknown>[]>(
    `SELECT beside.* FROM pickup_order AS placed
     JOIN pickup_order AS beside ON beside.store_id = placed.store_id AND beside.trip_id = placed.trip_id
     WHERE placed.store_id = $1 AND placed.id = $2 ORDER BY beside.created_at, beside.id`,
    [storeId, orderId],
  );
  return rows.map(toOrder(manager));
}

/** Where an order is kept, and whose it is; null for one that no shop placed. */
export type OrderPlace = Pick<StoredOrder, 'storeId' | 'tripId'> & Pick<OrderTerms, 'shopId'>;

/** Where an order is kept, or undefined when there is none with this id. Its store is in the id. */
export async function locateOrder(manager: EntityManager, orderId: string): Promise<OrderPlace | undefined> {
  const mark = markIn(orderId);
  const [place] = mark
    ? await findAt(manager, await storesOf(manager, mark), orderId)
    : await find(manager, orderId);
  return place;
}

const PLACE = 'SELECT store_id AS "storeId", trip_id AS "tripId", shop_id AS "shopId" FROM pickup_order';

/** Finds the stores with this mark, nearly always one. A query of its own: a sharded database picks shards by values. */
async function storesOf(manager: EntityManager, mark: Buffer): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(`SELECT id FROM store WHERE ${MARK_OF_STORE} = $1`, [
    mark,
  ]);
  return rows.map(({ id }) => id);
}

const findAt = (
  manager: EntityManager,
  storeIds: readonly string[],
  orderId: string,
): Promise<OrderPlace[]> =>
  manager.query(`${PLACE} WHERE store_id = ANY($1) AND id = $2`, [storeIds, orderId]);

/** Finds an order whose id has no mark by asking all stores, hence every shard. */
const find = (manager: EntityManager, orderId: string): Promise<OrderPlace[]> =>
  manager.query(`${PLACE} WHERE id = $1`, [orderId]);

export function insertOrder(manager: EntityManager, order: StoredOrder): void {
  pipelineInsert(manager, OrderEntity, order);
}

/**
 * Writes what was decided, if the order is still as it was read. When it is not the change cannot be committed: under
 * the lock of its trip nobody else can have written it.
 */
export function writeOrder(
  manager: EntityManager,
  stored: StoredOrder,
  order: Order,
  more: OrderChanges = {},
): StoredOrder {
  const terms = { ...stored.terms, ...more.terms };
  const handOver = order.proof === null ? NO_NOTES : (more.handOver ?? stored.handOver);
  const next = { ...stored, order, terms, handOver };
  pipelineCompareAndSet(manager, OrderEntity, stored.version, next);
  return { ...next, version: stored.version + 1 };
}

/** What is written along with a decision. */
export interface OrderChanges {
  readonly terms?: { readonly window?: OrderTerms['window']; readonly shortCode?: string };
  readonly handOver?: HandOverNotes;
}
