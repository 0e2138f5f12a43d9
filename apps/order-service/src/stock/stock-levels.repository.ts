/** Stock levels as rows: the newest of each SKU of a store. */
import { Injectable } from '@nestjs/common';
import type { ReportStock } from '@curbline/contracts/http';
import { FARTHEST_STORE_M, type StoreWithGoods, WORTHLESS_LEVEL_MS } from '@curbline/domain/stock';
import type { EntityManager } from 'typeorm';

/** So many stores are a choice; more would be a list to read. */
const MOST_STORES = 3;

/** In the order of the SKUs, so that two reports at once never wait for each other's rows in a circle. */
const PUT = `
  INSERT INTO stock_level AS kept (store_id, sku, quantity, at)
  SELECT $1, given.sku, given.quantity, $4
  FROM unnest($2::text[], $3::numeric[]) AS given (sku, quantity) ORDER BY given.sku
  ON CONFLICT (store_id, sku) DO UPDATE SET quantity = excluded.quantity, at = excluded.at
  WHERE kept.at <= excluded.at
  RETURNING sku`;

/** $1 the customer's store, $2 the SKU, $3 how many, $4 since when a level counts. */
const STORES_WITH = `
  SELECT other.id, other.name, other.address, level.quantity, level.at,
    ST_Distance(other.entrance, here.entrance) AS distance
  FROM store AS here
  JOIN store AS other ON other.id <> here.id AND ST_DWithin(other.entrance, here.entrance, ${FARTHEST_STORE_M})
  JOIN stock_level AS level ON level.store_id = other.id AND level.sku = $2
  WHERE here.id = $1 AND level.quantity >= $3 AND level.at > $4
  ORDER BY distance, other.id LIMIT ${MOST_STORES}`;

interface StoreRow extends Pick<StoreWithGoods, 'id' | 'name' | 'address'> {
  readonly quantity: string;
  readonly at: Date;
  readonly distance: number;
}

@Injectable()
export class StockLevelsRepository {
  /** Keeps each level unless a newer one is known. @returns how many were kept */
  async put(
    manager: EntityManager,
    storeId: string,
    levels: ReportStock['levels'],
    at: Date,
  ): Promise<number> {
    const [skus, quantities] = [levels.map(({ sku }) => sku), levels.map(({ quantity }) => quantity)];
    const kept = await manager.query<{ sku: string }[]>(PUT, [storeId, skus, quantities, at]);
    return kept.length;
  }

  async find(
    manager: EntityManager,
    storeId: string,
    sku: string,
  ): Promise<Pick<StoreWithGoods, 'quantity' | 'at'> | undefined> {
    const [row] = await manager.query<{ quantity: string; at: Date }[]>(
      'SELECT quantity, at FROM stock_level WHERE store_id = $1 AND sku = $2',
      [storeId, sku],
    );
    return row && { quantity: Number(row.quantity), at: row.at.getTime() };
  }

  /** The other stores that have so many of a SKU, the nearest first. @param now Unix ms */
  async storesWith(
    manager: EntityManager,
    storeId: string,
    sku: string,
    quantity: number,
    now: number,
  ): Promise<StoreWithGoods[]> {
    const rows = await manager.query<StoreRow[]>(STORES_WITH, [
      ...[storeId, sku, quantity],
      new Date(now - WORTHLESS_LEVEL_MS),
    ]);
    return rows.map(({ distance, ...store }) => ({
      ...store,
      quantity: Number(store.quantity),
      at: store.at.getTime(),
      distanceM: Math.round(distance),
    }));
  }
}
