/** Another name, role or reach for a person, and their sign-out everywhere. */
import { Injectable } from '@nestjs/common';
import type { ManagerPrincipal } from '@curbline/access';
import type { StaffChanges, StaffView } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import { PeopleService } from './people.service.js';
import { ReachService } from './reach.service.js';
import { staffViewOf } from './staff.repository.js';
import { StaffService } from './staff.service.js';

const OWN = {
  en: 'You cannot change your own role or stores: ask another manager or an admin.',
  fr: 'Vous ne pouvez changer ni votre rôle ni vos magasins\u00a0: demandez à un autre responsable ou à un administrateur.',
};

@Injectable()
export class StaffChangesService {
  constructor(
    private readonly staff: StaffService,
    private readonly people: PeopleService,
    private readonly reach: ReachService,
  ) {}

  /**
   * @param storeId null: an admin of all stores.
   * @param version that the caller has seen
   * @throws ProblemException `not-found`; `not-allowed` for one’s own role and reach, and see
   *   {@link ReachService}; {@link PeopleService.change} for the rest.
   */
  edit(
    by: ManagerPrincipal,
    storeId: string | null,
    staffId: string,
    version: number,
    changes: StaffChanges,
  ): Promise<StaffView> {
    const { role, stores, regions } = changes;
    if (staffId === by.staffId && [role, stores, regions].some((given) => given !== undefined))
      throw problem('not-allowed', { detail: OWN });
    return this.staff.change({ by, storeId, action: 'person_changed' }, async (manager, now) => {
      const person = await this.staff.lock(manager, by, storeId, staffId);
      const reach = await this.reach.wanted(manager, by, person, changes);
      return this.people.change(manager, person, version, { ...changes, ...reach }, now);
    });
  }

  /** Whoever they are signed in as and wherever. @throws ProblemException `not-found`, `not-allowed` */
  signOut(by: ManagerPrincipal, storeId: string | null, staffId: string): Promise<StaffView> {
    return this.staff.change({ by, storeId, action: 'person_signed_out' }, async (manager, now) => {
      const person = await this.staff.lock(manager, by, storeId, staffId);
      await this.people.endSessions(manager, staffId, now);
      return { person: staffViewOf(person) };
    });
  }
}
