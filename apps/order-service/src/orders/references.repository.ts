/** Orders by the shop's own reference: unique for each shop and store among orders that are not canceled. */
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface Referenced {
  readonly id: string;
  readonly tripId: string;
}

@Injectable()
export class ReferencesRepository {
  /** Keeps a second order with the same reference out until the transaction ends. */
  async lock(
    manager: EntityManager,
    storeId: string,
    shopId: string,
    reference: string,
  ): Promise<Referenced | undefined> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 23))', [
      JSON.stringify([storeId, shopId, reference]),
    ]);
    const [first] = await this.find(manager, storeId, shopId, reference, 1);
    return first;
  }

  /** The newest first; canceled orders do not count. */
  find(
    manager: EntityManager,
    storeId: string,
    shopId: string,
    reference: string,
    most: number,
  ): Promise<Referenced[]> {
    return manager.query<Referenced[]>(
      `SELECT id, trip_id AS "tripId" FROM pickup_order
       WHERE store_id = $1 AND shop_id = $2 AND reference = $3 AND state <> 'canceled'
       ORDER BY created_at DESC, id LIMIT $4`,
      [storeId, shopId, reference, most],
    );
  }
}
