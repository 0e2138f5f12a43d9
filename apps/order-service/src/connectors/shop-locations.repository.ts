/** The places that shops' orders name, and the store that each is. */
import { Injectable } from '@nestjs/common';
import type { ShopLocationView } from '@curbline/contracts/http';
import { likestStores, type LocationMapping, type NamedStore } from '@curbline/domain/shop-order';
import type { EntityManager } from 'typeorm';
import type { ShopLocation } from './shop-adapter.js';

@Injectable()
export class ShopLocationsRepository {
  /** Notes that an order named the place, and returns where its orders go. @param now Unix ms */
  async seen(
    manager: EntityManager,
    connectionId: string,
    { key, name, address }: ShopLocation,
    now: number,
  ): Promise<LocationMapping> {
    const [row] = await manager.query<MappingRow[]>(
      `INSERT INTO shop_location AS known (connection_id, key, name, address, seen_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (connection_id, key) DO UPDATE SET name = $3, address = $4, seen_at = $5
       RETURNING store_id AS "storeId", ignored`,
      [connectionId, key, name.slice(0, 120), address?.slice(0, 300) ?? null, new Date(now)],
    );
    return mappingOf(row);
  }

  async find(manager: EntityManager, connectionId: string, key: string): Promise<LocationMapping> {
    const [row] = await manager.query<MappingRow[]>(
      'SELECT store_id AS "storeId", ignored FROM shop_location WHERE connection_id = $1 AND key = $2',
      [connectionId, key],
    );
    return mappingOf(row);
  }

  /** @param storeId null: its orders are ignored. @returns its name; undefined when no order has named the place. */
  async map(
    manager: EntityManager,
    connectionId: string,
    key: string,
    storeId: string | null,
  ): Promise<string | undefined> {
    const [[row]] = await manager.query<[{ name: string }[], number]>(
      `UPDATE shop_location SET store_id = $3, ignored = $4 WHERE connection_id = $1 AND key = $2 RETURNING name`,
      [connectionId, key, storeId, storeId === null],
    );
    return row?.name;
  }

  /** Those that nobody has mapped first, each with the store that is most like it; then by name. */
  async list(manager: EntityManager, connectionId: string): Promise<ShopLocationView[]> {
    const places = await manager.query<Omit<ShopLocationView, 'suggestion'>[]>(
      `SELECT key, place.name, place.address, store_id AS "storeId", store.name AS "storeName", ignored,
         (SELECT count(*)::int FROM shop_order
          WHERE shop_order.connection_id = place.connection_id AND location_key = place.key AND held IS NOT NULL) AS held
       FROM shop_location AS place LEFT JOIN store ON store.id = store_id WHERE connection_id = $1
       ORDER BY (store_id IS NOT NULL OR ignored), place.name, key LIMIT 500`,
      [connectionId],
    );
    const open = places.filter(({ storeId, ignored }) => storeId === null && !ignored);
    const stores =
      open.length > 0 ? await manager.query<NamedStore[]>('SELECT id, name, address FROM store') : [];
    const suggestions = new Map(
      likestStores(open, stores).map((store, index) => [open[index]?.key, store] as const),
    );
    return places.map((place) => {
      const store = suggestions.get(place.key);
      return { ...place, suggestion: store ? { id: store.id, name: store.name } : null };
    });
  }
}

interface MappingRow {
  readonly storeId: string | null;
  readonly ignored: boolean;
}

function mappingOf(row: MappingRow | undefined): LocationMapping {
  if (row?.storeId) return { kind: 'store', storeId: row.storeId };
  return { kind: row?.ignored ? 'ignored' : 'unknown' };
}
