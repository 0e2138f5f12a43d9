/** Another name or role for a person, and their sign-out everywhere. */
import { Injectable } from '@nestjs/common';
import type { ManagerPrincipal } from '@curbline/access';
import type { StaffChanges, StaffView } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import { PeopleService } from './people.service.js';
import { StaffRepository, staffViewOf } from './staff.repository.js';
import { mayChange, StaffService } from './staff.service.js';

const OWN_ROLE = {
  en: 'You cannot change your own role: ask another manager or an admin.',
  fr: 'Vous ne pouvez pas changer votre propre rôle : demandez à un autre responsable ou à un administrateur.',
};

@Injectable()
export class StaffChangesService {
  constructor(
    private readonly staff: StaffService,
    private readonly people: PeopleService,
    private readonly repository: StaffRepository,
  ) {}

  /**
   * @param storeId null: an admin of all stores.
   * @param version that the caller has seen
   * @throws ProblemException `not-found`, `not-allowed` for one’s own role and for the admins of a manager; see
   *   {@link PeopleService.change} for the rest.
   */
  edit(
    by: ManagerPrincipal,
    storeId: string | null,
    staffId: string,
    version: number,
    changes: StaffChanges,
  ): Promise<StaffView> {
    if (staffId === by.staffId && changes.role !== undefined)
      throw problem('not-allowed', { detail: OWN_ROLE });
    return this.staff.change({ by, storeId, action: 'person_changed' }, async (manager, now) => {
      const person = mayChange(by, await this.repository.lockAny(manager, storeId, staffId));
      return this.people.change(manager, person, version, changes, now);
    });
  }

  /** Whoever they are signed in as and wherever. @throws ProblemException `not-found`, `not-allowed` */
  signOut(by: ManagerPrincipal, storeId: string | null, staffId: string): Promise<StaffView> {
    return this.staff.change({ by, storeId, action: 'person_signed_out' }, async (manager, now) => {
      const person = mayChange(by, await this.repository.lockAny(manager, storeId, staffId));
      await this.people.endSessions(manager, storeId, staffId, now);
      return { person: staffViewOf(person) };
    });
  }
}
