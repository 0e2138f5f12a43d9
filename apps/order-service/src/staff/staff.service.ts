/** What managers change about the people of a store, each change in one transaction; sessions that end, end at once here. */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { NewPassword, NewStaff, StaffView } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { type AuditNote, AuditService } from '../audit/audit.service.js';
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
    private readonly audit: AuditService,
  ) {}

  list(storeId: string): Promise<StaffView[]> {
    return this.people.list(this.db.manager, storeId);
  }

  /** @throws ProblemException `not-allowed` when a store's manager makes an admin, `store-unknown`, … */
  async add(by: ManagerPrincipal, storeId: string, person: NewStaff): Promise<StaffView> {
    if (person.role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
    const now = this.clock.now();
    return this.idempotency.inTransaction(now, storeId, async (manager) => {
      if (!(await manager.existsBy(StoreEntity, { id: storeId }))) throw problem('store-unknown');
      const added = await this.people.add(manager, storeId, person, now);
      const role = { field: 'role', before: null, after: added.role };
      await this.note(manager, { storeId, by, action: 'person_added', person: added, changes: [role] }, now);
      return added;
    });
  }

  /** @throws ProblemException `not-found`, `not-allowed` when a store's manager disables an admin. */
  async disable(by: ManagerPrincipal, storeId: string, staffId: string): Promise<StaffView> {
    const now = this.clock.now();
    const person = await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const disabled = await this.people.disable(manager, storeId, staffId, now);
      if (!disabled) throw problem('not-found');
      if (disabled.role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
      await this.note(manager, { storeId, by, action: 'person_disabled', person: disabled }, now);
      return disabled;
    });
    this.sessions.forget();
    return person;
  }

  /** @throws ProblemException see {@link CredentialsService.replacePin}. */
  async newPin(by: ManagerPrincipal, storeId: string, staffId: string, pin: string): Promise<StaffView> {
    const now = this.clock.now();
    const person = await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const changed = await this.credentials.replacePin(manager, storeId, staffId, pin, by, now);
      await this.note(manager, { storeId, by, action: 'pin_replaced', person: changed }, now);
      return changed;
    });
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
    const person = await this.idempotency.inTransaction(now, storeId, async (manager) => {
      const changed = await this.credentials.replacePassword(manager, storeId, staffId, wanted, by, now);
      await this.note(manager, { storeId, by, action: 'password_replaced', person: changed }, now);
      return changed;
    });
    this.sessions.forget();
    return person;
  }

  private note(
    manager: EntityManager,
    { person, ...note }: Omit<AuditNote, 'subject'> & { readonly person: StaffView },
    now: number,
  ): Promise<void> {
    return this.audit.note(manager, { ...note, subject: person.name }, now);
  }
}
