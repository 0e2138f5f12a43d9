/**
 * New PINs and passwords, each set within the caller's transaction. Whoever is signed in with the old one is signed out
 * (OWASP ASVS 5.0.0 7.4.3), and its failed attempts are deleted.
 */
import { Injectable } from '@nestjs/common';
import { hashSecret, verifySecret } from '@curbline/access';
import type { ChangePassword, NewPassword } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import type { EntityManager, FindOptionsWhere } from 'typeorm';
import { FailedAttemptsRepository } from './failed-attempts.repository.js';
import { passwordFaults, pinFaults } from './guessable.js';
import { ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';
import { type ChangedBy, NoticesRepository } from '../notices/notices.repository.js';
import type { StaffEntity } from './staff.entity.js';
import { type Reaching, ReachService } from './reach.service.js';
import {
  type PersonView,
  type PersonWithSecrets,
  StaffRepository,
  staffViewOf,
  whoIs,
} from './staff.repository.js';
import { StaffSessionsRepository } from '../sessions/staff-sessions.repository.js';
import { SurroundingsRepository } from './surroundings.repository.js';

/** The person who changes another's credential. */
type Changer = NonNullable<ChangedBy> & Reaching;

/** The subject under which failed attempts at a PIN are counted. */
export const pinSubject = (storeId: string, staffId: string): string => `pin ${storeId} ${staffId}`;

const OWN_PASSWORD = {
  en: 'Change your own password under “My account”, with the current one.',
  fr: 'Changez votre propre mot de passe dans «\u00a0Mon compte\u00a0», avec l’actuel.',
};

@Injectable()
export class CredentialsService {
  constructor(
    private readonly staff: StaffRepository,
    private readonly staffSessions: StaffSessionsRepository,
    private readonly managerSessions: ManagerSessionsRepository,
    private readonly failedAttempts: FailedAttemptsRepository,
    private readonly notices: NoticesRepository,
    private readonly surroundings: SurroundingsRepository,
    private readonly reach: ReachService,
  ) {}

  /** @param now Unix ms; @throws ProblemException `not-found`, `not-allowed`, `invalid-input` when guessable. */
  async replacePin(
    manager: EntityManager,
    storeId: string,
    staffId: string,
    pin: string,
    by: Changer,
    now: number,
  ): Promise<PersonView> {
    const person = await this.lockMember(manager, storeId, staffId, by);
    const errors = pinFaults(pin, await this.surroundings.read(manager, storeId));
    if (errors.length > 0) throw problem('invalid-input', { errors });
    await this.staff.setPin(manager, staffId, await hashSecret(pin));
    await this.staffSessions.endOfPerson(manager, staffId, now);
    await this.failedAttempts.delete(manager, pinSubject(storeId, staffId));
    await this.notices.add(manager, staffId, 'pin-changed', by, now);
    return staffViewOf(person);
  }

  /**
   * @param now Unix ms
   * @throws ProblemException `not-found`; `not-allowed` for one's own, which takes the current one; `not-possible-now` for staff, who come in by PIN alone;
   *   `invalid-input` when guessable or the login is missing; `login-taken`.
   */
  async replacePassword(
    manager: EntityManager,
    storeId: string | null,
    staffId: string,
    wanted: NewPassword,
    by: Changer,
    now: number,
  ): Promise<PersonView> {
    if (staffId === by.staffId) throw problem('not-allowed', { detail: OWN_PASSWORD });
    const person = await this.lockMember(manager, storeId, staffId, by);
    if (person.role === 'staff') throw problem('not-possible-now');
    const login = wanted.login?.toLowerCase() ?? person.login;
    if (login === null) {
      const message = { en: 'a manager needs a login', fr: 'un responsable a besoin d’un identifiant' };
      throw problem('invalid-input', { errors: [{ field: 'login', message }] });
    }
    await this.writePassword(manager, person, login, wanted.password);
    await this.staff.unlinkProvider(manager, person.id);
    await this.managerSessions.endAll(manager, person.id, now);
    await this.notices.add(manager, person.id, 'password-changed', by, now);
    return staffViewOf(person);
  }

  /**
   * One's own, by who knows the current one; the session that asks goes on, all others end.
   * @returns false when `current` is not right.
   */
  async changeOwnPassword(
    manager: EntityManager,
    { staffId, name }: NonNullable<ChangedBy>,
    { current, password }: ChangePassword,
    keptSession: Buffer,
    now: number,
  ): Promise<boolean> {
    const person = await this.lockPerson(manager, { id: staffId });
    if (!(await verifySecret(person.passwordHash, current))) return false;
    await this.writePassword(manager, person, person.login ?? '', password);
    await this.managerSessions.endAll(manager, staffId, now, keptSession);
    await this.notices.add(manager, staffId, 'password-changed', { staffId, name }, now);
    return true;
  }

  /** Runs from the command line of the server, for the only admin who forgot the password. */
  async replaceAdminPassword(
    manager: EntityManager,
    login: string,
    password: string,
    now: number,
  ): Promise<PersonView> {
    const name = login.toLowerCase();
    const person = await this.lockPerson(manager, { login: name, role: 'admin' });
    await this.writePassword(manager, person, name, password);
    await this.staff.unlinkProvider(manager, person.id);
    await this.managerSessions.endAll(manager, person.id, now);
    await this.notices.add(manager, person.id, 'password-changed', null, now);
    return staffViewOf(person);
  }

  /** Locks the person who gets the new credential. @throws ProblemException `not-found` when disabled or unknown. */
  private async lockPerson(
    manager: EntityManager,
    where: FindOptionsWhere<StaffEntity>,
  ): Promise<PersonWithSecrets> {
    const person = await this.staff.find(manager, where, 'lock');
    if (!person) throw problem('not-found');
    return person;
  }

  private async writePassword(
    manager: EntityManager,
    { id, storeId, name }: PersonWithSecrets,
    login: string,
    password: string,
  ): Promise<void> {
    const errors = passwordFaults(password, await this.surroundings.read(manager, storeId, login, name));
    if (errors.length > 0) throw problem('invalid-input', { errors });
    await this.staff.setPassword(manager, id, login, await hashSecret(password));
  }

  /**
   * Locks a person who works at the store, or with null an admin of all stores.
   * @throws ProblemException `not-found`; `not-allowed`, see {@link ReachService.requireMayChange}.
   */
  private async lockMember(
    manager: EntityManager,
    storeId: string | null,
    staffId: string,
    by: Changer,
  ): Promise<PersonWithSecrets> {
    const person = await this.lockPerson(manager, whoIs(storeId, staffId));
    await this.reach.requireMayChange(manager, by, person);
    return person;
  }
}
