/** Orders by the id that they have in a shop's system: unique for the shop, at all of its stores. */
import { Injectable } from '@nestjs/common';
import { pipeline } from '@curbline/database';
import type { EntityManager } from 'typeorm';

export interface OrderPlacedBefore {
  readonly storeId: string;
  readonly orderId: string;
}

@Injectable()
export class ExternalOrdersRepository {
  /** Keeps a second order with the same id out until the transaction ends. */
  async lock(
    manager: EntityManager,
    shopId: string,
    externalId: string,
  ): Promise<OrderPlacedBefore | undefined> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 29))', [
      JSON.stringify([shopId, externalId]),
    ]);
    return this.find(manager, shopId, externalId);
  }

  async find(
    manager: EntityManager,
    shopId: string,
    externalId: string,
  ): Promise<OrderPlacedBefore | undefined> {
    const [found] = await manager.query<OrderPlacedBefore[]>(
      `SELECT store_id AS "storeId", order_id AS "orderId" FROM external_order
       WHERE shop_id = $1 AND external_id = $2`,
      [shopId, externalId],
    );
    return found;
  }

  /** From now on the id means this order. */
  put(manager: EntityManager, shopId: string, externalId: string, placed: OrderPlacedBefore): void {
    pipeline(
      manager,
      `INSERT INTO external_order (shop_id, external_id, store_id, order_id) VALUES ($1, $2, $3, $4)
       ON CONFLICT (shop_id, external_id) DO UPDATE SET store_id = excluded.store_id, order_id = excluded.order_id`,
      [shopId, externalId, placed.storeId, placed.orderId],
    );
  }
}
