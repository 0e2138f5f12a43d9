/**
 * Admins of all stores: disabled and removed. One at least stays who may sign in: each change holds all of them until it
 * is committed, so that two admins who remove each other at the same moment follow one another.
 */
import { Injectable } from '@nestjs/common';
import type { ManagerPrincipal } from '@curbline/access';
import type { StaffView } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import { NoticesRepository } from '../notices/notices.repository.js';
import { ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';
import { PeopleService } from '../staff/people.service.js';
import { StaffRepository, staffViewOf } from '../staff/staff.repository.js';
import { StaffService } from '../staff/staff.service.js';
import { SecondFactorsRepository } from './second-factors.repository.js';

@Injectable()
export class AdminsService {
  constructor(
    private readonly staff: StaffService,
    private readonly people: PeopleService,
    private readonly repository: StaffRepository,
    private readonly secondFactors: SecondFactorsRepository,
    private readonly managerSessions: ManagerSessionsRepository,
    private readonly notices: NoticesRepository,
  ) {}

  /** @throws ProblemException `last-admin`, `not-found`, `not-allowed` for an admin who was one until a moment ago. */
  disable(by: ManagerPrincipal, staffId: string): Promise<StaffView> {
    return this.staff.change({ by, storeId: null, action: 'person_disabled' }, async (manager, now) => {
      await this.keepOne(manager, by, staffId);
      const person = await this.people.disable(manager, null, staffId, now);
      if (!person) throw problem('not-found');
      return { person };
    });
  }

  /**
   * Deletes an admin with all that is theirs; what they changed stays in the audit trail under their name.
   * @throws ProblemException as {@link disable}
   */
  remove(by: ManagerPrincipal, staffId: string): Promise<StaffView> {
    return this.staff.change({ by, storeId: null, action: 'person_removed' }, async (manager, now) => {
      await this.keepOne(manager, by, staffId);
      const person = await this.repository.lockAny(manager, null, staffId);
      if (!person) throw problem('not-found');
      await this.people.endSessions(manager, staffId, now);
      await this.secondFactors.remove(manager, staffId);
      await this.notices.deleteOf(manager, staffId);
      await this.managerSessions.deleteOf(manager, staffId);
      await this.repository.delete(manager, staffId);
      return { person: staffViewOf(person) };
    });
  }

  private async keepOne(manager: EntityManager, by: ManagerPrincipal, staffId: string): Promise<void> {
    const admins = await this.repository.lockAdmins(manager);
    if (admins.length === 1 && admins[0] === staffId) throw problem('last-admin');
    // Somebody else removed them while this request was on its way.
    if (!admins.includes(by.staffId)) throw problem('not-allowed');
  }
}
