/** Lists a store's devices, makes codes that enroll one, and revokes devices, each change in one transaction. */
import { Injectable } from '@nestjs/common';
import { Sessions } from '@curbline/access';
import type { DeviceView, EnrolCodeView } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
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
  ) {}

  list(storeId: string): Promise<DeviceView[]> {
    return this.repository.list(this.db.manager, storeId);
  }

  /** @throws ProblemException `store-unknown` */
  newEnrolCode(storeId: string, kind: DeviceKind): Promise<EnrolCodeView> {
    return this.idempotency.inTransaction(this.clock.now(), storeId, async (manager) => {
      if (!(await manager.existsBy(StoreEntity, { id: storeId }))) throw problem('store-unknown');
      return this.repository.createCode(manager, storeId, kind, this.clock.now());
    });
  }

  /** @throws ProblemException `not-found` */
  async revoke(storeId: string, deviceId: string): Promise<DeviceView> {
    const now = this.clock.now();
    const device = await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const revoked = await this.repository.revoke(manager, storeId, deviceId, now);
      if (!revoked) throw problem('not-found');
      return revoked;
    });
    this.sessions.forget();
    return device;
  }
}
