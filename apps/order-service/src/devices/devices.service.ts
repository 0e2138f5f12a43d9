/** Lists a store's devices, makes codes that enroll one, and revokes devices, each change in one transaction. */
import { Injectable } from '@nestjs/common';
import { Sessions } from '@curbline/access';
import type { DeviceView, EnrolCodeView, NewEnrolCode, OpenEnrolCode } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { type AuditedBy, AuditService, changesBetween } from '../audit/audit.service.js';
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
  newEnrolCode(by: AuditedBy, storeId: string, wish: NewEnrolCode): Promise<EnrolCodeView> {
    const now = this.clock.now();
    return this.idempotency.inTransaction(now, storeId, async (manager) => {
      if (!(await manager.existsBy(StoreEntity, { id: storeId }))) throw problem('store-unknown');
      const code = await this.repository.createCode(manager, storeId, wish.kind, now, wish);
      const changes = changesBetween({}, { expiresAt: code.expiresAt });
      const subject = code.name ?? code.kind;
      await this.audit.note(manager, { storeId, by, action: 'screen_code_made', subject, changes }, now);
      return code;
    });
  }

  /** The codes that are still good. */
  openCodes(storeId: string): Promise<OpenEnrolCode[]> {
    return this.repository.openCodes(this.db.manager, storeId, this.clock.now());
  }

  /** @throws ProblemException `not-found` */
  withdrawCode(by: AuditedBy, storeId: string, codeId: string): Promise<OpenEnrolCode> {
    const now = this.clock.now();
    return this.idempotency.inTransaction(now, storeId, async (manager) => {
      const code = await this.repository.withdrawCode(manager, storeId, codeId, now);
      if (!code) throw problem('not-found');
      const subject = code.name ?? code.kind;
      await this.audit.note(manager, { storeId, by, action: 'screen_code_withdrawn', subject }, now);
      return code;
    });
  }

  /** @throws ProblemException `not-found`, `version-outdated` */
  async rename(
    by: AuditedBy,
    storeId: string,
    deviceId: string,
    version: number,
    name: string,
  ): Promise<DeviceView> {
    const now = this.clock.now();
    const device = await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const renamed = await this.repository.rename(manager, storeId, deviceId, version, name);
      const changes = changesBetween({ name: renamed.before }, { name });
      const note = { storeId, by, action: 'screen_changed', subject: name, changes } as const;
      if (changes.length > 0) await this.audit.note(manager, note, now);
      return renamed.device;
    });
    this.sessions.forget();
    return device;
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
