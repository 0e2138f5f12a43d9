/** People of a store: added and disabled. Usable without HTTP, within the caller's transaction. */
import { Injectable } from '@nestjs/common';
import { hashSecret } from '@curbline/access';
import type { NewStaff, StaffView } from '@curbline/contracts/http';
import { type FieldError, problem } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import { passwordFaults, pinFaults, type Surroundings } from './guessable.js';
import { ManagerSessionsRepository } from '../sessions/manager-sessions.repository.js';
import { StaffRepository } from './staff.repository.js';
import { StaffSessionsRepository } from '../sessions/staff-sessions.repository.js';
import { SurroundingsRepository } from './surroundings.repository.js';

@Injectable()
export class PeopleService {
  constructor(
    private readonly staff: StaffRepository,
    private readonly staffSessions: StaffSessionsRepository,
    private readonly managerSessions: ManagerSessionsRepository,
    private readonly surroundings: SurroundingsRepository,
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
  ): Promise<StaffView> {
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

  list(manager: EntityManager, storeId: string): Promise<StaffView[]> {
    return this.staff.list(manager, storeId);
  }

  /**
   * Disables a person of the store and ends all their sessions; again is harmless.
   * @param now Unix ms
   * @returns undefined when the store has no such person.
   */
  async disable(
    manager: EntityManager,
    storeId: string,
    staffId: string,
    now: number,
  ): Promise<StaffView | undefined> {
    const person = await this.staff.disable(manager, storeId, staffId, now);
    if (!person) return undefined;
    await this.staffSessions.endOfPerson(manager, { storeId, staffId }, now);
    await this.managerSessions.endAll(manager, staffId, now);
    return person;
  }
}

/** Staff sign in by PIN; managers and admins by login and password, and by PIN too if they have one. */
function faultsOf({ role, pin, login, password }: NewStaff, around: Surroundings): FieldError[] {
  const errors: FieldError[] = [];
  const add = (field: string, en: string, fr: string): void =>
    void errors.push({ field, message: { en, fr } });
  if (role === 'staff' && pin === undefined)
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
