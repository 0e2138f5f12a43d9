/**
 * New PINs and passwords, each set within the caller's transaction. Whoever is signed in with the old one is signed out
 * (OWASP ASVS 5.0.0 7.4.3), and its failed attempts are deleted.
 */
import { hashSecret, verifySecret } from '@curbline/access';
import type { ChangePassword, NewPassword, StaffView } from '@curbline/contracts/http';
import type { StaffRole } from '@curbline/contracts/ids';
import { isUniqueViolation } from '@curbline/database';
import { problem } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import { passwordFaults, pinFaults } from './guessable.js';
import { type ChangedBy, notifyOwner } from './notices.repository.js';
import { endManagerSessions } from './manager-sessions.repository.js';
import { deleteFailedAttempts } from './sign-in-attempts.service.js';
import { surroundingsOf } from './surroundings.repository.js';

interface PersonRow {
  id: string;
  name: string;
  role: StaffRole;
  store_id: string | null;
  login: string | null;
  password_hash: string | null;
  disabled_at: Date | null;
}

const toView = ({ id, name, role }: PersonRow): StaffView => ({ id, name, role, disabledAt: null });

/** The person who changes another's credential. */
type Changer = NonNullable<ChangedBy> & { readonly role: StaffRole };

/** Locks the person who gets the new credential. @throws ProblemException `not-found` when disabled or unknown. */
async function lockPerson(
  manager: EntityManager,
  condition: string,
  values: readonly unknown[],
): Promise<PersonRow> {
  const [person] = await manager.query<PersonRow[]>(
    `SELECT id, name, role, store_id, login, password_hash, disabled_at FROM staff
     WHERE ${condition} AND disabled_at IS NULL FOR UPDATE`,
    [...values],
  );
  if (!person) throw problem('not-found');
  return person;
}

/** Locks a person of the store. Only admins replace the credentials of admins. */
async function lockMember(
  manager: EntityManager,
  storeId: string,
  staffId: string,
  by: Changer,
): Promise<PersonRow> {
  const person = await lockPerson(manager, 'store_id = $1 AND id = $2', [storeId, staffId]);
  if (person.role === 'admin' && by.role !== 'admin') throw problem('not-allowed');
  return person;
}

/** @param now Unix ms; @throws ProblemException `not-found`, `not-allowed`, `invalid-input` when guessable. */
export async function replacePin(
  manager: EntityManager,
  storeId: string,
  staffId: string,
  pin: string,
  by: Changer,
  now: number,
): Promise<StaffView> {
  const person = await lockMember(manager, storeId, staffId, by);
  const errors = pinFaults(pin, await surroundingsOf(manager, storeId));
  if (errors.length > 0) throw problem('invalid-input', { errors });
  await manager.query('UPDATE staff SET pin_hash = $2 WHERE id = $1', [staffId, await hashSecret(pin)]);
  await manager.query(
    'UPDATE staff_session SET ended_at = $3 WHERE store_id = $1 AND staff_id = $2 AND ended_at IS NULL',
    [storeId, staffId, new Date(now)],
  );
  await deleteFailedAttempts(manager, pinSubject(storeId, staffId));
  await notifyOwner(manager, staffId, 'pin-changed', by, now);
  return toView(person);
}

/** The subject under which failed attempts at a PIN are counted. */
export const pinSubject = (storeId: string, staffId: string): string => `pin ${storeId} ${staffId}`;

const OWN_PASSWORD = {
  en: 'Change your own password under “My account”, with the current one.',
  fr: 'Changez votre propre mot de passe dans « Mon compte », avec l’actuel.',
};

/**
 * @param now Unix ms
 * @throws ProblemException `not-found`; `not-allowed` for one's own, which takes the current one; `not-possible-now` for staff, who come in by PIN alone;
 *   `invalid-input` when guessable or the login is missing; `login-taken`.
 */
export async function replacePassword(
  manager: EntityManager,
  storeId: string,
  staffId: string,
  wanted: NewPassword,
  by: Changer,
  now: number,
): Promise<StaffView> {
  if (staffId === by.staffId) throw problem('not-allowed', { detail: OWN_PASSWORD });
  const person = await lockMember(manager, storeId, staffId, by);
  if (person.role === 'staff') throw problem('not-possible-now');
  const login = wanted.login?.toLowerCase() ?? person.login;
  if (login === null) {
    const message = { en: 'a manager needs a login', fr: 'un responsable a besoin d’un identifiant' };
    throw problem('invalid-input', { errors: [{ field: 'login', message }] });
  }
  await writePassword(manager, person, login, wanted.password);
  await endManagerSessions(manager, person.id, now);
  await notifyOwner(manager, person.id, 'password-changed', by, now);
  return toView(person);
}

/**
 * One's own, by who knows the current one; the session that asks goes on, all others end.
 * @returns false when `current` is not right.
 */
export async function changeOwnPassword(
  manager: EntityManager,
  { staffId, name }: NonNullable<ChangedBy>,
  { current, password }: ChangePassword,
  keptSession: Buffer,
  now: number,
): Promise<boolean> {
  const person = await lockPerson(manager, 'id = $1', [staffId]);
  if (!(await verifySecret(person.password_hash, current))) return false;
  await writePassword(manager, person, person.login ?? '', password);
  await endManagerSessions(manager, staffId, now, keptSession);
  await notifyOwner(manager, staffId, 'password-changed', { staffId, name }, now);
  return true;
}

/** Runs from the command line of the server, for the only admin who forgot the password. */
export async function replaceAdminPassword(
  manager: EntityManager,
  login: string,
  password: string,
  now: number,
): Promise<StaffView> {
  const name = login.toLowerCase();
  const person = await lockPerson(manager, "login = $1 AND role = 'admin'", [name]);
  await writePassword(manager, person, name, password);
  await endManagerSessions(manager, person.id, now);
  await notifyOwner(manager, person.id, 'password-changed', null, now);
  return toView(person);
}

async function writePassword(
  manager: EntityManager,
  person: PersonRow,
  login: string,
  password: string,
): Promise<void> {
  const errors = passwordFaults(password, await surroundingsOf(manager, person.store_id, login, person.name));
  if (errors.length > 0) throw problem('invalid-input', { errors });
  try {
    await manager.query('UPDATE staff SET login = $2, password_hash = $3 WHERE id = $1', [
      person.id,
      login,
      await hashSecret(password),
    ]);
  } catch (error) {
    if (isUniqueViolation(error, 'staff_login')) throw problem('login-taken');
    throw error;
  }
}
