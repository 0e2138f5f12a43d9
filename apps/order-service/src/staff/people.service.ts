/** People of a store and admins of all stores: added, changed and disabled. Usable without HTTP, within the caller's transaction. */
import { Injectable } from '@nestjs/common';
import { hashSecret } from '@curbline/access';
import type { AuditChange, NewStaff, StaffChanges } from '@curbline/contracts/http';
import { type FieldError, problem } from '@curbline/platform';
import type { StaffRole } from '@curbline/contracts/ids';
import type { EntityManager } from 'typeorm';
import { changesBetween } from '../audit/audit.service.js';
import { passwordFaults, pinFaults, type Surroundings } from './guessable.js';
import { ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';
import type { StaffEntity } from './staff.entity.js';
import { ReachRepository } from './reach.repository.js';
import { type PersonView, StaffRepository, staffViewOf } from './staff.repository.js';
import { StaffSessionsRepository } from '../sessions/staff-sessions.repository.js';
import { SurroundingsRepository } from './surroundings.repository.js';

@Injectable()
export class PeopleService {
  constructor(
    private readonly staff: StaffRepository,
    private readonly staffSessions: StaffSessionsRepository,
    private readonly managerSessions: ManagerSessionsRepository,
    private readonly surroundings: SurroundingsRepository,
    private readonly reach: ReachRepository,
  ) {}

  /**
   * @param storeId the store they work at; null, for admins only: all stores.
   * @param now Unix ms
   * @throws ProblemException `invalid-input` when the role lacks its credential, or a secret is guessable;
   *   `login-taken`.
   */
  async add(
    manager: EntityManager,
    storeId: string | null,
    person: NewStaff,
    now: number,
  ): Promise<PersonView> {
    const { name, role, pin, login, password } = person;
    const errors = faultsOf(person, await this.surroundings.read(manager, storeId, login, name));
    if (errors.length > 0) throw problem('invalid-input', { errors });
    const [pinHash, passwordHash] = await Promise.all([
      pin === undefined ? null : hashSecret(pin),
      password === undefined ? null : hashSecret(password),
    ]);
    const lowerLogin = login?.toLowerCase() ?? null;
    return this.staff.insert(manager, { storeId, name, role, pinHash, login: lowerLogin, passwordHash }, now);
  }

  /** @param storeId null, here and below: the admins of all stores. */
  list(manager: EntityManager, storeId: string | null): Promise<PersonView[]> {
    return this.staff.list(manager, storeId);
  }

  /**
   * Disables a person and ends all their sessions; again is harmless.
   * @param now Unix ms
   * @returns undefined when there is no such person.
   */
  async disable(
    manager: EntityManager,
    storeId: string | null,
    staffId: string,
    now: number,
  ): Promise<PersonView | undefined> {
    const person = await this.staff.setDisabled(manager, storeId, staffId, new Date(now));
    if (person) await this.endSessions(manager, staffId, now);
    return person;
  }

  /** Lets a disabled person sign in again, with what they signed in with before. */
  enable(manager: EntityManager, storeId: string | null, staffId: string): Promise<PersonView | undefined> {
    return this.staff.setDisabled(manager, storeId, staffId, null);
  }

  /** Signs a person out wherever they are. @param now Unix ms */
  async endSessions(manager: EntityManager, staffId: string, now: number): Promise<void> {
    await this.staffSessions.endOfPerson(manager, staffId, now);
    await this.managerSessions.endAll(manager, staffId, now);
  }

  /**
   * Another name, role or reach. With another role a person signs in as it wants, and out of what it does not open.
   * @param person as they are, held to the end of the transaction
   * @param version that the caller has seen
   * @param wanted of which stores and regions are as {@link ReachService.wanted} has found them
   * @param now Unix ms
   * @returns the person, and what changed
   * @throws ProblemException `version-outdated`; `invalid-input` when the role lacks its credential; `login-taken`
   */
  async change(
    manager: EntityManager,
    person: StaffEntity,
    version: number,
    wanted: StaffChanges,
    now: number,
  ): Promise<{ readonly person: PersonView; readonly changes: AuditChange[] }> {
    if (version !== person.version) throw problem('version-outdated');
    const { name = person.name, role = person.role } = wanted;
    if (role === person.role) refuseSecrets(wanted);
    const before = await this.reach.read(manager, person.id);
    const reach = { stores: wanted.stores ?? before.stores, regions: wanted.regions ?? before.regions };
    const reachChanges = changesBetween(before, reach);
    const changes = [
      ...changesBetween({ name: person.name, role: person.role }, { name, role }),
      ...reachChanges,
    ];
    const newRole = role === person.role ? {} : await this.newRole(manager, person, wanted, role);
    if (changes.length > 0) await this.staff.change(manager, person, { name, role, ...newRole });
    if (reachChanges.length > 0) await this.reach.replace(manager, person.id, reach);
    if (role !== person.role) {
      await this.staff.unlinkProvider(manager, person.id);
      await this.managerSessions.endAll(manager, person.id, now);
    }
    const grown = version + (changes.length > 0 ? 1 : 0);
    return { person: staffViewOf({ ...person, name, role, version: grown }), changes };
  }

  /** What somebody signs in with from now on. */
  private async newRole(
    manager: EntityManager,
    { storeId, name: oldName, pinHash }: StaffEntity,
    { name = oldName, pin, login, password }: StaffChanges,
    role: StaffRole,
  ): Promise<Partial<Pick<StaffEntity, 'pinHash' | 'login' | 'passwordHash'>>> {
    const errors = faultsOf(
      { role, pin, login, password },
      await this.surroundings.read(manager, storeId, login, name),
      pinHash !== null,
    );
    if (errors.length > 0) throw problem('invalid-input', { errors });
    return {
      ...(pin !== undefined && { pinHash: await hashSecret(pin) }),
      login: login?.toLowerCase() ?? null,
      passwordHash: password === undefined ? null : await hashSecret(password),
    };
  }
}

/** Secrets come with a new role only; by themselves they have addresses of their own. @throws ProblemException `invalid-input` */
function refuseSecrets(wanted: StaffChanges): void {
  const errors = (['pin', 'login', 'password'] as const)
    .filter((field) => wanted[field] !== undefined)
    .map((field): FieldError => ({ field, message: WITH_ROLE }));
  if (errors.length > 0) throw problem('invalid-input', { errors });
}

const WITH_ROLE = {
  en: 'goes with a new role only: set it by the address that ends in /pin or /password',
  fr: 'ne va qu’avec un nouveau rôle\u00a0: changez-le par l’adresse qui finit par /pin ou /password',
};

/** Staff sign in by PIN; managers and admins by login and password, and by PIN too if they have one. */
function faultsOf(
  { role, pin, login, password }: Omit<NewStaff, 'name'>,
  around: Surroundings,
  hasPin = false,
): FieldError[] {
  const errors: FieldError[] = [];
  const add = (field: string, en: string, fr: string): void =>
    void errors.push({ field, message: { en, fr } });
  if (role === 'staff' && pin === undefined && !hasPin)
    add('pin', 'give the person a PIN to sign in with', 'donnez à la personne un code PIN');
  if (role !== 'staff' && login === undefined)
    add('login', 'a manager needs a login', 'un responsable a besoin d’un identifiant');
  if ((login === undefined) !== (password === undefined))
    add('password', 'a login and a password go together', 'identifiant et mot de passe vont ensemble');
  return [
    ...errors,
    ...(pin === undefined ? [] : pinFaults(pin, around)),
    ...(password === undefined ? [] : passwordFaults(password, around)),
  ];
}
