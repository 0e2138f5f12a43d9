/**
 * The first admin of an installation. Nobody can sign in before, so the operator gets an address that makes one: it is
 * valid for a day, and for nothing once an admin exists.
 */
import { Injectable } from '@nestjs/common';
import type { FirstAdmin } from '@curbline/contracts/http';
import { inTransaction } from '@curbline/database';
import { Clock, problem, SecretBox } from '@curbline/platform';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { type CameFrom, ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';
import { PeopleService } from '../staff/people.service.js';
import { adminAdded, AuditService } from '../audit/audit.service.js';
import { StaffEntity } from '../staff/staff.entity.js';

export const INVITATION_MS = 24 * 3_600_000;

/** Two people who open the address at the same moment wait for each other here. "CADM" as a number. */
const FIRST_ADMIN_LOCK = 0x4341444d;
/** What an invitation is sealed for, so that nothing else that the key seals is taken for one. */
const SEALED_FOR = 'first-admin';

@Injectable()
export class FirstAdminService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly people: PeopleService,
    private readonly managerSessions: ManagerSessionsRepository,
    private readonly audit: AuditService,
  ) {}

  /** Whether anybody manages all stores. */
  adminExists(manager: EntityManager = this.db.manager): Promise<boolean> {
    return manager.existsBy(StaffEntity, { role: 'admin', storeId: IsNull(), disabledAt: IsNull() });
  }

  /**
   * The secret part of the address. Nothing is saved: whoever has the installation's key can make one, and the first
   * admin ends them all.
   * @returns undefined when an admin exists, or the program was given no key to seal with.
   */
  async invite(): Promise<string | undefined> {
    if (!this.box.isOpen || (await this.adminExists())) return undefined;
    const expiresAt = String(this.clock.now() + INVITATION_MS);
    return Buffer.from(this.box.seal(expiresAt, SEALED_FOR), 'base64').toString('base64url');
  }

  /**
   * @returns the session's secret, for the cookie.
   * @throws ProblemException `invitation-invalid`, `admin-exists`; `invalid-input` when the password is guessable.
   */
  async accept({ invitation, ...person }: FirstAdmin, came: CameFrom): Promise<string> {
    const now = this.clock.now();
    if (!this.isValid(invitation, now)) throw problem('invitation-invalid');
    return inTransaction(this.db, async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [FIRST_ADMIN_LOCK]);
      if (await this.adminExists(manager)) throw problem('admin-exists');
      const { id, name } = await this.people.add(manager, null, { ...person, role: 'admin' }, now);
      await this.audit.note(manager, { storeId: null, by: { staffId: id, name }, ...adminAdded(name) }, now);
      return this.managerSessions.begin(manager, id, came, false, now);
    });
  }

  private isValid(invitation: string, now: number): boolean {
    const until = this.box.tryOpen(Buffer.from(invitation, 'base64url').toString('base64'), SEALED_FOR);
    return until !== null && Number(until) > now;
  }
}
