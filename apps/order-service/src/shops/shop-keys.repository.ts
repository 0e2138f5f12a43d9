/** API keys of shops: 192 random bits, kept as SHA-256, each for the stores it names or for all. */
import { randomUUID } from 'node:crypto';
import { hashToken, newShopKey } from '@curbline/access';
import type { IssuedShopKey, NewShopKey, ShopKeyView } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';

interface KeyRow {
  id: string;
  shop_id: string;
  name: string;
  store_ids: string[] | null;
  created_at: Date;
  revoked_at: Date | null;
}

const COLUMNS = 'id, shop_id, name, store_ids, created_at, revoked_at';

const toView = (row: KeyRow): ShopKeyView => ({
  id: row.id,
  shopId: row.shop_id,
  name: row.name,
  storeIds: row.store_ids,
  createdAt: row.created_at.toISOString(),
  revokedAt: row.revoked_at?.toISOString() ?? null,
});

/** @param now Unix ms; @returns the key in clear, for the only time. */
export async function createShopKey(
  manager: EntityManager,
  shop: NewShopKey,
  now: number,
): Promise<IssuedShopKey> {
  const key = newShopKey();
  const rows = await manager.query<KeyRow[]>(
    `INSERT INTO shop_key (id, shop_id, name, token_hash, store_ids, created_at)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
    [randomUUID(), shop.shopId, shop.name, hashToken(key), shop.storeIds, new Date(now)],
  );
  return { ...toView(rows[0]!), key };
}

/** Those that work first, the newest of them on top. */
export async function listShopKeys(manager: EntityManager): Promise<ShopKeyView[]> {
  const rows = await manager.query<KeyRow[]>(
    `SELECT ${COLUMNS} FROM shop_key ORDER BY revoked_at IS NOT NULL, created_at DESC, id LIMIT 500`,
  );
  return rows.map(toView);
}

/**
 * The key is refused everywhere within two seconds; again is harmless.
 * @param now Unix ms; @returns undefined when there is no such key.
 */
export async function revokeShopKey(
  manager: EntityManager,
  id: string,
  now: number,
): Promise<ShopKeyView | undefined> {
  await manager.query('UPDATE shop_key SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1', [
    id,
    new Date(now),
  ]);
  const [row] = await manager.query<KeyRow[]>(`SELECT ${COLUMNS} FROM shop_key WHERE id = $1`, [id]);
  return row && toView(row);
}
