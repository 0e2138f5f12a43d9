/** Lists a store's devices, makes codes that enroll one, and revokes devices, each change in one transaction. */
import { Injectable } from '@nestjs/common';
import { Sessions } from '@curbline/access';
import type { DeviceView, EnrolCodeView } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { type AuditedBy, AuditService } from '../audit/audit.service.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { StoreEntity } from '../stores/store.entity.js';
import { DevicesRepository } from './devices.repository.js';

@Injectable()
export class DevicesService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly idempotency: IdempotencyService,
    private readonly repository: DevicesRepository,
    private readonly audit: AuditService,
  ) {}

  list(storeId: string): Promise<DeviceView[]> {
    return this.repository.list(this.db.manager, storeId);
  }

  /** @throws ProblemException `store-unknown` */
  newEnrolCode(by: AuditedBy, storeId: string, kind: DeviceKind): Promise<EnrolCodeView> {
    const now = this.clock.now();
    return this.idempotency.inTransaction(now, storeId, async (manager) => {
      if (!(await manager.existsBy(StoreEntity, { id: storeId }))) throw problem('store-unknown');
      await this.audit.note(manager, { storeId, by, action: 'screen_code_made', subject: kind }, now);
      return this.repository.createCode(manager, storeId, kind, now);
    });
  }

  /** @throws ProblemException `not-found` */
  async revoke(by: AuditedBy, storeId: string, deviceId: string): Promise<DeviceView> {
    const now = this.clock.now();
    const device = await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const revoked = await this.repository.revoke(manager, storeId, deviceId, now);
      if (!revoked) throw problem('not-found');
      await this.audit.note(manager, { storeId, by, action: 'screen_revoked', subject: revoked.name }, now);
      return revoked;
    });
    this.sessions.forget();
    return device;
  }
}
