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
import { ReachRepository } from './reach.repository.js';
import { ReachService } from './reach.service.js';
import type { StaffEntity } from './staff.entity.js';
import { type PersonView, StaffRepository } from './staff.repository.js';

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
    private readonly staff: StaffRepository,
    private readonly reach: ReachRepository,
    private readonly rights: ReachService,
  ) {}

  /** Whoever works at the store, at home or by what they were given besides. */
  async list(storeId: string | null): Promise<StaffView[]> {
    const { manager } = this.db;
    const people = await this.people.list(manager, storeId);
    const reachOf = await this.reach.shown(
      manager,
      people.map(({ id }) => id),
    );
    return people.map((person) => ({ ...person, ...reachOf(person.id) }));
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

  /** @throws ProblemException `not-found`, `not-allowed`, see {@link lock}. */
  disable(by: ManagerPrincipal, storeId: string, staffId: string): Promise<StaffView> {
    return this.change({ by, storeId, action: 'person_disabled' }, async (manager, now) => {
      await this.lock(manager, by, storeId, staffId);
      return { person: await found(this.people.disable(manager, storeId, staffId, now)) };
    });
  }

  /** @throws ProblemException `not-found`, `not-allowed`, see {@link lock}. */
  enable(by: ManagerPrincipal, storeId: string | null, staffId: string): Promise<StaffView> {
    return this.change({ by, storeId, action: 'person_enabled' }, async (manager) => {
      await this.lock(manager, by, storeId, staffId);
      return { person: await found(this.people.enable(manager, storeId, staffId)) };
    });
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

  /**
   * Somebody whom the manager may change, held to the end of the transaction.
   * @throws ProblemException `not-found`; `not-allowed`, see {@link ReachService.requireMayChange}.
   */
  async lock(
    manager: EntityManager,
    by: ManagerPrincipal,
    storeId: string | null,
    staffId: string,
  ): Promise<StaffEntity> {
    const person = await found(this.staff.lockAny(manager, storeId, staffId));
    await this.rights.requireMayChange(manager, by, person);
    return person;
  }

  /** One change, its entry in the audit trail, and the sessions that it ended. */
  async change(
    { by, storeId, action }: Change,
    work: (
      manager: EntityManager,
      now: number,
    ) => Promise<{ readonly person: PersonView; readonly changes?: readonly AuditChange[] }>,
  ): Promise<StaffView> {
    const now = this.clock.now();
    const person = await this.idempotency.inTransaction(now, storeId ?? CHAIN, async (manager) => {
      const { person: changed, changes } = await work(manager, now);
      const note = { storeId, by, action, subject: changed.name, ...(changes && { changes }) };
      if (changes?.length !== 0) await this.audit.note(manager, note, now);
      return { ...changed, ...(await this.reach.shown(manager, [changed.id]))(changed.id) };
    });
    this.sessions.forget();
    return person;
  }
}

/** @throws ProblemException `not-found` when there is none. */
async function found<T>(asked: Promise<T | undefined>): Promise<T> {
  const one = await asked;
  if (one === undefined) throw problem('not-found');
  return one;
}
