/** What managers change about the people of a store, each change in one transaction; sessions that end, end at once here. */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { NewPassword, NewStaff, StaffView } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { StoreEntity } from '../stores/store.entity.js';
import { CredentialsService } from './credentials.service.js';
import { PeopleService } from './people.service.js';

@Injectable()
export class StaffService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly idempotency: IdempotencyService,
    private readonly people: PeopleService,
    private readonly credentials: CredentialsService,
  ) {}

  list(storeId: string): Promise<StaffView[]> {
    return this.people.list(this.db.manager, storeId);
  }

  /** @throws ProblemException `not-allowed` when a store's manager makes an admin, `store-unknown`, … */
  async add(by: ManagerPrincipal, storeId: string, person: NewStaff): Promise<StaffView> {
    if (person.role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
    return this.idempotency.inTransaction(this.clock.now(), storeId, async (manager) => {
      if (!(await manager.existsBy(StoreEntity, { id: storeId }))) throw problem('store-unknown');
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
}
