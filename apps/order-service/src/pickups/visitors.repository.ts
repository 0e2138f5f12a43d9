/** The orders whose customers stand at a store and should stand at another. */
import { Injectable } from '@nestjs/common';
import { entityOf } from '@curbline/database';
import type { EntityManager } from 'typeorm';
import type { StoredOrder } from './order.entity.js';
import { VisitorEntity } from './visitor.entity.js';

@Injectable()
export class VisitorsRepository {
  /** The visitors of a store, in the order of their coming. */
  find(manager: EntityManager, storeId: string): Promise<VisitorEntity[]> {
    return manager.find(VisitorEntity, { where: { storeId }, order: { since: 'ASC', orderId: 'ASC' } });
  }

  /** Removes a trip from a store's visitors. @returns the ids of its orders that were among them */
  async remove(manager: EntityManager, storeId: string, tripId: string): Promise<ReadonlySet<string>> {
    const [gone] = await manager.query<[{ order_id: string }[], number]>(
      'DELETE FROM visitor WHERE store_id = $1 AND trip_id = $2 RETURNING order_id',
      [storeId, tripId],
    );
    return new Set(gone.map((row) => row.order_id));
  }

  /**
   * Adds an order to the visitors of a store; without the name, where one of the two stores is discreet.
   * @param since Unix ms
   * @returns undefined when the order's own store is gone
   */
  async insert(
    manager: EntityManager,
    storeId: string,
    order: StoredOrder,
    since: number,
  ): Promise<VisitorEntity | undefined> {
    const [row] = await manager.query<Record<string, unknown>[]>(
      `INSERT INTO visitor (store_id, order_id, trip_id, home_store_id, home_store_name, short_code, customer_name, since)
       SELECT $1, $2, $3, home.id, home.name, $5, CASE WHEN home.discreet OR here.discreet THEN '' ELSE $6 END, $7
       FROM store AS home LEFT JOIN store AS here ON here.id = $1 WHERE home.id = $4
       RETURNING *`,
      [
        storeId,
        order.id,
        order.tripId,
        order.storeId,
        order.terms.shortCode,
        order.terms.customerName,
        new Date(since),
      ],
    );
    return row && entityOf(manager, VisitorEntity, row);
  }
}
