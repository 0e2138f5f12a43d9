import { Injectable } from '@nestjs/common';
import { Sessions } from '@curbline/access';
import type { IssuedShopKey, NewShopKey, ShopKeyView } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { createShopKey, listShopKeys, revokeShopKey } from './shop-keys.repository.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';

/** The use cases of shops' keys, each in one transaction. */
@Injectable()
export class ShopsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly idempotency: IdempotencyService,
  ) {}

  keys(): Promise<ShopKeyView[]> {
    return listShopKeys(this.db.manager);
  }

  /** @throws ProblemException `store-unknown` when one of the stores does not exist. */
  issueKey(shop: NewShopKey): Promise<IssuedShopKey> {
    return this.idempotency.inTransaction(this.clock.now(), CHAIN, async (manager) => {
      const storeIds = shop.storeIds && [...new Set(shop.storeIds)];
      if (storeIds) {
        const found = await manager.query<unknown[]>('SELECT 1 FROM store WHERE id = ANY($1)', [storeIds]);
        if (found.length < storeIds.length) throw problem('store-unknown');
      }
      return createShopKey(manager, { ...shop, storeIds }, this.clock.now());
    });
  }

  /** @throws ProblemException `not-found` */
  async revokeKey(id: string): Promise<ShopKeyView> {
    const now = this.clock.now();
    const key = await this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      const revoked = await revokeShopKey(manager, id, now);
      if (!revoked) throw problem('not-found');
      return revoked;
    });
    this.sessions.forget();
    return key;
  }
}
