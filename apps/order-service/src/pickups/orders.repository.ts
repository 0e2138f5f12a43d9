/** Reads orders, and writes what was decided by compare-and-set. */
import { Injectable } from '@nestjs/common';
import { entityOf, pipelineCompareAndSet, pipelineInsert } from '@curbline/database';
import type { Service } from '@curbline/contracts/ids';
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

type PickupRow = Record<string, unknown>;

/** Where an order is stored, and whose it is; null for one that no shop placed. */
export type OrderPlace = Pick<StoredOrder, 'storeId' | 'tripId'> & Pick<OrderTerms, 'shopId'>;

/** What a shop may change of an order that is under way. */
export type EditedTerms = Partial<
  Pick<OrderTerms, 'reference' | 'customerName' | 'language' | 'itemsCount' | 'flags' | 'note'>
>;

/** What is written along with a decision. */
export interface OrderChanges {
  readonly terms?: {
    readonly window?: OrderTerms['window'];
    readonly shortCode?: string;
    readonly service?: Service;
    readonly serviceChange?: OrderTerms['serviceChange'];
  } & EditedTerms;
  readonly handOver?: HandOverNotes;
  readonly shortages?: StoredOrder['shortages'];
  readonly held?: Pick<StoredOrder, 'locker' | 'heldUntil' | 'holdToldAt'>;
  readonly gestures?: StoredOrder['gestures'];
}

const PLACE = 'SELECT store_id AS "storeId", trip_id AS "tripId", shop_id AS "shopId" FROM pickup_order';

@Injectable()
export class OrdersRepository {
  /** The orders of some trips, in the order they were placed. */
  async findByTrips(
    manager: EntityManager,
    storeId: string,
    tripIds: readonly string[],
  ): Promise<StoredOrder[]> {
    if (tripIds.length === 0) return [];
    const rows = await manager.query<PickupRow[]>(
      `SELECT * FROM pickup_order WHERE store_id = $1 AND trip_id = ANY($2::uuid[]) ORDER BY created_at, id`,
      [storeId, tripIds],
    );
    return rows.map((row) => entityOf(manager, OrderEntity, row));
  }

  /** An order and all others of its trip, in the order they were placed. */
  async findOfSameTrip(manager: EntityManager, storeId: string, orderId: string): Promise<StoredOrder[]> {
    const rows = await manager.query<PickupRow[]>(
      `SELECT beside.* FROM pickup_order AS placed
       JOIN pickup_order AS beside ON beside.store_id = placed.store_id AND beside.trip_id = placed.trip_id
       WHERE placed.store_id = $1 AND placed.id = $2 ORDER BY beside.created_at, beside.id`,
      [storeId, orderId],
    );
    return rows.map((row) => entityOf(manager, OrderEntity, row));
  }

  /** Open orders that lie in no compartment, the oldest first. */
  async findOutsideLockers(manager: EntityManager, storeId: string): Promise<StoredOrder[]> {
    const rows = await manager.query<PickupRow[]>(
      `SELECT * FROM pickup_order
       WHERE store_id = $1 AND state IN ('placed', 'preparing', 'ready') AND locker IS NULL ORDER BY created_at, id`,
      [storeId],
    );
    return rows.map((row) => entityOf(manager, OrderEntity, row));
  }

  /** Where an order is stored, or undefined when there is none with this id. Its store is in the id. */
  async locate(manager: EntityManager, orderId: string): Promise<OrderPlace | undefined> {
    const mark = markIn(orderId);
    const [place] = mark
      ? await manager.query<OrderPlace[]>(`${PLACE} WHERE store_id = ANY($1) AND id = $2`, [
          await storesOf(manager, mark),
          orderId,
        ])
      : // An id without a mark: this asks all stores, hence every shard.
        await manager.query<OrderPlace[]>(`${PLACE} WHERE id = $1`, [orderId]);
    return place;
  }

  insert(manager: EntityManager, order: StoredOrder): void {
    pipelineInsert(manager, OrderEntity, order);
  }

  /**
   * Writes what was decided, if the order is still as it was read. When it is not the change cannot be committed: under
   * the lock of its trip nobody else can have written it.
   */
  update(manager: EntityManager, stored: StoredOrder, order: Order, more: OrderChanges = {}): StoredOrder {
    const terms = { ...stored.terms, ...more.terms };
    const handOver = order.proof === null ? NO_NOTES : (more.handOver ?? stored.handOver);
    const { shortages = stored.shortages, gestures = stored.gestures, held } = more;
    const next = { ...stored, order, terms, handOver, shortages, gestures, ...held };
    pipelineCompareAndSet(manager, OrderEntity, stored.version, next);
    return { ...next, version: stored.version + 1 };
  }
}

/** Finds the stores with this mark, nearly always one. A query of its own: a sharded database picks shards by values. */
async function storesOf(manager: EntityManager, mark: Buffer): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(`SELECT id FROM store WHERE ${MARK_OF_STORE} = $1`, [
    mark,
  ]);
  return rows.map(({ id }) => id);
}
