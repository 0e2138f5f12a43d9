/** API keys of shops: 192 random bits, stored as SHA-256, each for the stores it names or for all. */
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hashToken, newShopKey } from '@curbline/access';
import type { IssuedShopKey, NewShopKey, ShopKeyView } from '@curbline/contracts/http';
import { type EntityManager, IsNull } from 'typeorm';
import { ShopKeyEntity } from './shop-key.entity.js';

const MOST_LISTED = 500;

const toView = ({
  id,
  shopId,
  name,
  storeIds,
  scopes,
  createdAt,
  expiresAt,
  lastUsedAt,
  revokedAt,
}: ShopKeyEntity): ShopKeyView => ({
  id,
  shopId,
  name,
  storeIds,
  scopes,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt?.toISOString() ?? null,
  lastUsedAt: lastUsedAt?.toISOString() ?? null,
  revokedAt: revokedAt?.toISOString() ?? null,
});

@Injectable()
export class ShopKeysRepository {
  /** @param now Unix ms; @returns the key in clear, for the only time. */
  async create(
    manager: EntityManager,
    { shopId, name, storeIds, scopes = ['orders'], expiresAt = null }: NewShopKey,
    now: number,
  ): Promise<IssuedShopKey> {
    const key = newShopKey();
    const row = {
      id: randomUUID(),
      shopId,
      name,
      storeIds,
      scopes: [...new Set(scopes)],
      createdAt: new Date(now),
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
      lastUsedAt: null,
      revokedAt: null,
    };
    await manager.insert(ShopKeyEntity, { ...row, tokenHash: hashToken(key) });
    return { ...toView({ ...row, tokenHash: Buffer.alloc(0) }), key };
  }

  /** Lists the keys that work first, then the revoked ones; the newest come first in both. */
  async list(manager: EntityManager): Promise<ShopKeyView[]> {
    const rows = await manager
      .createQueryBuilder(ShopKeyEntity, 'key')
      .orderBy('key.revokedAt IS NOT NULL')
      .addOrderBy('key.createdAt', 'DESC')
      .addOrderBy('key.id')
      .limit(MOST_LISTED)
      .getMany();
    return rows.map(toView);
  }

  /**
   * Revokes a key, which is refused everywhere within two seconds; a second time changes nothing.
   * @param now Unix ms; @returns undefined when there is no such key.
   */
  async revoke(manager: EntityManager, id: string, now: number): Promise<ShopKeyView | undefined> {
    await manager.update(ShopKeyEntity, { id, revokedAt: IsNull() }, { revokedAt: new Date(now) });
    const row = await manager.findOneBy(ShopKeyEntity, { id });
    return row ? toView(row) : undefined;
  }
}
