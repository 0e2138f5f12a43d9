/**
 * What managers change about the people of a store, and admins about each other (`storeId` null), each change in one
 * transaction with its entry in the audit trail; sessions that end, end at once here.
 */
import { Injectable } from '@nestjs/common';
import { type ManagerPrincipal, Sessions } from '@curbline/access';
import type { AuditAction, AuditChange, NewPassword, NewStaff, StaffView } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { IdempotencyService } from '../idempotency/idempotency.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { StoreEntity } from '../stores/store.entity.js';
import { CredentialsService } from './credentials.service.js';
import { PeopleService } from './people.service.js';

/** What one change is about: whose, by whom, and what is noted of it. */
interface Change {
  readonly by: ManagerPrincipal;
  readonly storeId: string | null;
  readonly action: AuditAction;
}

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

  list(storeId: string | null): Promise<StaffView[]> {
    return this.people.list(this.db.manager, storeId);
  }

  /** @throws ProblemException `not-allowed` when a store's manager makes an admin, `store-unknown`, … */
  async add(by: ManagerPrincipal, storeId: string | null, person: NewStaff): Promise<StaffView> {
    if (person.role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
    return this.change({ by, storeId, action: 'person_added' }, async (manager, now) => {
      const isUnknown = storeId !== null && !(await manager.existsBy(StoreEntity, { id: storeId }));
      if (isUnknown) throw problem('store-unknown');
      const added = await this.people.add(manager, storeId, person, now);
      return { person: added, changes: [{ field: 'role', before: null, after: added.role }] };
    });
  }

  /** @throws ProblemException `not-found`, `not-allowed` when a store's manager disables an admin. */
  disable(by: ManagerPrincipal, storeId: string, staffId: string): Promise<StaffView> {
    return this.change({ by, storeId, action: 'person_disabled' }, async (manager, now) => {
      const person = await this.people.disable(manager, storeId, staffId, now);
      return { person: mayChange(by, person) };
    });
  }

  /** @throws ProblemException `not-found`, `not-allowed` when a store's manager lets an admin in again. */
  enable(by: ManagerPrincipal, storeId: string | null, staffId: string): Promise<StaffView> {
    return this.change({ by, storeId, action: 'person_enabled' }, async (manager) => ({
      person: mayChange(by, await this.people.enable(manager, storeId, staffId)),
    }));
  }

  /** @throws ProblemException see {@link CredentialsService.replacePin}. */
  newPin(by: ManagerPrincipal, storeId: string, staffId: string, pin: string): Promise<StaffView> {
    return this.change({ by, storeId, action: 'pin_replaced' }, async (manager, now) => ({
      person: await this.credentials.replacePin(manager, storeId, staffId, pin, by, now),
    }));
  }

  /** @throws ProblemException see {@link CredentialsService.replacePassword}. */
  newPassword(
    by: ManagerPrincipal,
    storeId: string | null,
    staffId: string,
    wanted: NewPassword,
  ): Promise<StaffView> {
    return this.change({ by, storeId, action: 'password_replaced' }, async (manager, now) => ({
      person: await this.credentials.replacePassword(manager, storeId, staffId, wanted, by, now),
    }));
  }

  /** One change, its entry in the audit trail, and the sessions that it ended. */
  async change(
    { by, storeId, action }: Change,
    work: (
      manager: EntityManager,
      now: number,
    ) => Promise<{ readonly person: StaffView; readonly changes?: readonly AuditChange[] }>,
  ): Promise<StaffView> {
    const now = this.clock.now();
    const person = await this.idempotency.inTransaction(now, storeId ?? CHAIN, async (manager) => {
      const { person: changed, changes } = await work(manager, now);
      const note = { storeId, by, action, subject: changed.name, ...(changes && { changes }) };
      if (changes?.length !== 0) await this.audit.note(manager, note, now);
      return changed;
    });
    this.sessions.forget();
    return person;
  }
}

/** Only admins change admins. @throws ProblemException `not-found`, `not-allowed` */
export function mayChange<Person extends Pick<StaffView, 'role'>>(
  by: ManagerPrincipal,
  person: Person | undefined,
): Person {
  if (!person) throw problem('not-found');
  if (person.role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
  return person;
}
