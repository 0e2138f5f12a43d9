/** The use cases of a store's people and devices, each in one transaction; what ends, ends at once here. */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { DeviceView, EnrolCodeView, NewPassword, NewStaff, StaffView } from '@curbline/contracts/http';
import type { DeviceKind } from '@curbline/contracts/ids';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { StoreEntity } from '../stores/store.entity.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { DevicesRepository } from './devices.repository.js';
import { PeopleService } from '../account/people.service.js';
import { CredentialsService } from '../account/credentials.service.js';
import { SecondFactorResetService } from '../account/second-factor-reset.service.js';

@Injectable()
export class TeamService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly idempotency: IdempotencyService,
    private readonly deviceRows: DevicesRepository,
    private readonly people: PeopleService,
    private readonly credentials: CredentialsService,
    private readonly secondFactorReset: SecondFactorResetService,
  ) {}

  devices(storeId: string): Promise<DeviceView[]> {
    return this.deviceRows.list(this.db.manager, storeId);
  }

  /** @throws ProblemException `store-unknown` */
  newEnrolCode(storeId: string, kind: DeviceKind): Promise<EnrolCodeView> {
    return this.idempotency.inTransaction(this.clock.now(), storeId, async (manager) => {
      await requireStore(manager, storeId);
      return this.deviceRows.createCode(manager, storeId, kind, this.clock.now());
    });
  }

  /** @throws ProblemException `not-found` */
  async revokeDevice(storeId: string, deviceId: string): Promise<DeviceView> {
    const now = this.clock.now();
    const device = await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const revoked = await this.deviceRows.revoke(manager, storeId, deviceId, now);
      if (!revoked) throw problem('not-found');
      return revoked;
    });
    this.sessions.forget();
    return device;
  }

  staff(storeId: string): Promise<StaffView[]> {
    return this.people.list(this.db.manager, storeId);
  }

  /** @throws ProblemException `not-allowed` when a store's manager makes an admin, `store-unknown`, … */
  async add(by: ManagerPrincipal, storeId: string, person: NewStaff): Promise<StaffView> {
    if (person.role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
    return this.idempotency.inTransaction(this.clock.now(), storeId, async (manager) => {
      await requireStore(manager, storeId);
      return this.people.add(manager, storeId, person, this.clock.now());
    });
  }

  /** @throws ProblemException `not-found`, `not-allowed` when a store's manager disables an admin. */
  async disable(by: ManagerPrincipal, storeId: string, staffId: string): Promise<StaffView> {
    const now = this.clock.now();
    const person = await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const disabled = await this.people.disable(manager, storeId, staffId, now);
      if (!disabled) throw problem('not-found');
      if (disabled.role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
      return disabled;
    });
    this.sessions.forget();
    return person;
  }

  /** @throws ProblemException see {@link CredentialsService.replacePin}. */
  async newPin(by: ManagerPrincipal, storeId: string, staffId: string, pin: string): Promise<StaffView> {
    const now = this.clock.now();
    const person = await this.idempotency.inTransaction(now, storeId, (manager) =>
      this.credentials.replacePin(manager, storeId, staffId, pin, by, now),
    );
    this.sessions.forget();
    return person;
  }

  /** @throws ProblemException see {@link CredentialsService.replacePassword}. */
  async newPassword(
    by: ManagerPrincipal,
    storeId: string,
    staffId: string,
    wanted: NewPassword,
  ): Promise<StaffView> {
    const now = this.clock.now();
    const person = await this.idempotency.inTransaction(now, storeId, (manager) =>
      this.credentials.replacePassword(manager, storeId, staffId, wanted, by, now),
    );
    this.sessions.forget();
    return person;
  }

  /** @throws ProblemException `not-found`; `not-allowed` for managers, who have no say about each other's. */
  async resetSecondFactors(by: ManagerPrincipal, storeId: string, staffId: string): Promise<StaffView> {
    if (by.role !== 'admin' || by.storeId !== null) throw problem('not-allowed');
    const now = this.clock.now();
    const person = await this.idempotency.inTransaction(now, storeId, (manager) =>
      this.secondFactorReset.reset(manager, storeId, staffId, by, now),
    );
    this.sessions.forget();
    return person;
  }
}

async function requireStore(manager: EntityManager, storeId: string): Promise<void> {
  if (!(await manager.existsBy(StoreEntity, { id: storeId }))) throw problem('store-unknown');
}
