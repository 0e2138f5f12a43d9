/** API keys of shops: 192 random bits, kept as SHA-256, each for the stores it names or for all. */
import { randomUUID } from 'node:crypto';
import { hashToken, newShopKey } from '@curbline/access';
import type { EntityManager } from 'typeorm';

export interface NewShopKey {
  /** Orders are the shop's, not the key's: a new key of the same shop sees them all. */
  readonly shopId: string;
  readonly name: string;
  /** null: every store. */
  readonly storeIds: readonly string[] | null;
}

export interface IssuedShopKey {
  readonly id: string;
  /** `cbk_…`, for the only time. */
  readonly key: string;
}

/** @param now Unix ms */
export async function createShopKey(
  manager: EntityManager,
  shop: NewShopKey,
  now: number,
): Promise<IssuedShopKey> {
  const key = newShopKey();
  const id = randomUUID();
  await manager.query(
    'INSERT INTO shop_key (id, shop_id, name, token_hash, store_ids, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [id, shop.shopId, shop.name, hashToken(key), shop.storeIds, new Date(now)],
  );
  return { id, key };
}

/** The key is refused everywhere within two seconds. @param now Unix ms; @returns whether there was one. */
export async function revokeShopKey(manager: EntityManager, id: string, now: number): Promise<boolean> {
  const found = await manager.query<unknown[]>('SELECT 1 FROM shop_key WHERE id = $1', [id]);
  await manager.query('UPDATE shop_key SET revoked_at = COALESCE(revoked_at, $2) WHERE id = $1', [
    id,
    new Date(now),
  ]);
  return found.length > 0;
}
