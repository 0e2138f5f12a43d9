/** Removes all second factors of a person who lost them, by an admin or from the command line. */
import { Injectable } from '@nestjs/common';
import { problem } from '@curbline/platform';
import { type EntityManager, In } from 'typeorm';
import { ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';
import { type ChangedBy, NoticesRepository } from '../notices/notices.repository.js';
import { SecondFactorsRepository } from './second-factors.repository.js';
import {
  type PersonView,
  type PersonWithSecrets,
  StaffRepository,
  staffViewOf,
  whoIs,
} from '../staff/staff.repository.js';

@Injectable()
export class SecondFactorResetService {
  constructor(
    private readonly staff: StaffRepository,
    private readonly secondFactors: SecondFactorsRepository,
    private readonly managerSessions: ManagerSessionsRepository,
    private readonly notices: NoticesRepository,
  ) {}

  /**
   * @param storeId null: an admin of all stores
   * @param now Unix ms
   * @throws ProblemException `not-found` when there is no such person.
   */
  async reset(
    manager: EntityManager,
    storeId: string | null,
    staffId: string,
    by: ChangedBy,
    now: number,
  ): Promise<PersonView> {
    const person = await this.staff.find(manager, whoIs(storeId, staffId), 'lock');
    return this.resetOf(manager, person, by, now);
  }

  /** Runs from the command line of the server, so that the last admin is never locked out. */
  async resetByLogin(manager: EntityManager, login: string, now: number): Promise<PersonView> {
    const manages = { login: login.toLowerCase(), role: In(['manager', 'admin']) };
    return this.resetOf(manager, await this.staff.find(manager, manages, 'lock'), null, now);
  }

  private async resetOf(
    manager: EntityManager,
    person: PersonWithSecrets | undefined,
    by: ChangedBy,
    now: number,
  ): Promise<PersonView> {
    if (!person) throw problem('not-found');
    const { id } = person;
    await this.secondFactors.remove(manager, id);
    await this.managerSessions.endAll(manager, id, now);
    await this.notices.add(manager, id, 'second-factor-reset', by, now);
    return staffViewOf(person);
  }
}
