import { Injectable } from '@nestjs/common';
import { Sessions } from '@curbline/access';
import type { IssuedShopKey, NewShopKey, ShopKeyView } from '@curbline/contracts/http';
import { Clock, type FieldError, problem } from '@curbline/platform';
import { DataSource, In } from 'typeorm';
import { type AuditedBy, AuditService, changesBetween } from '../audit/audit.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { StoreEntity } from '../stores/store.entity.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { ShopKeysRepository } from './shop-keys.repository.js';

const EXPIRED: FieldError = {
  field: 'expiresAt',
  message: {
    en: 'this moment is past: give one that is to come, or null for a key without an end',
    fr: 'ce moment est passé\u00a0: donnez-en un à venir, ou null pour une clé sans fin',
  },
};

/** Lists, issues and revokes the API keys of shops, each change in one transaction. */
@Injectable()
export class ShopKeysService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly idempotency: IdempotencyService,
    private readonly repository: ShopKeysRepository,
    private readonly audit: AuditService,
  ) {}

  list(): Promise<ShopKeyView[]> {
    return this.repository.list(this.db.manager);
  }

  /**
   * @throws ProblemException `store-unknown` when one of the stores does not exist, `invalid-input` when the key would
   *   have expired already.
   */
  async issue(by: AuditedBy, shop: NewShopKey): Promise<IssuedShopKey> {
    const now = this.clock.now();
    if (shop.expiresAt && Date.parse(shop.expiresAt) <= now)
      throw problem('invalid-input', { errors: [EXPIRED] });
    return this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      const storeIds = shop.storeIds && [...new Set(shop.storeIds)];
      if (storeIds) {
        const found = await manager.countBy(StoreEntity, { id: In(storeIds) });
        if (found < storeIds.length) throw problem('store-unknown');
      }
      const issued = await this.repository.create(manager, { ...shop, storeIds }, now);
      const { shopId, scopes, expiresAt } = issued;
      const changes = changesBetween({}, { shopId, scopes, storeIds: issued.storeIds, expiresAt });
      const note = { storeId: null, by, action: 'shop_key_issued', subject: issued.name, changes } as const;
      await this.audit.note(manager, note, now);
      return issued;
    });
  }

  /** @throws ProblemException `not-found` */
  async revoke(by: AuditedBy, id: string): Promise<ShopKeyView> {
    const now = this.clock.now();
    const key = await this.idempotency.inTransaction(now, CHAIN, async (manager) => {
      const revoked = await this.repository.revoke(manager, id, now);
      if (!revoked) throw problem('not-found');
      await this.audit.note(
        manager,
        { storeId: null, by, action: 'shop_key_revoked', subject: revoked.name },
        now,
      );
      return revoked;
    });
    this.sessions.forget();
    return key;
  }
}
