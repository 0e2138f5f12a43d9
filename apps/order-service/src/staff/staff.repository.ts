/** People of a store: made, listed, disabled. Usable without HTTP, within the caller's transaction. */
import { randomUUID } from 'node:crypto';
import { hashSecret } from '@curbline/access';
import type { NewStaff, StaffView } from '@curbline/contracts/http';
import { isUniqueViolation } from '@curbline/database';
import { type FieldError, problem } from '@curbline/platform';
import { type EntityManager, IsNull } from 'typeorm';
import { passwordFaults, pinFaults, type Surroundings } from '../account/guessable.js';
import { surroundingsOf } from '../account/surroundings.repository.js';
import { StaffEntity } from './staff.entity.js';

const toView = ({ id, name, role, disabledAt }: StaffEntity): StaffView => ({
  id,
  name,
  role,
  disabledAt: disabledAt?.toISOString() ?? null,
});

/**
 * @param storeId the store they work at; null, for admins only: all stores.
 * @param now Unix ms
 * @throws ProblemException `invalid-input` when the role lacks its way in, or a secret is guessable;
 *   `login-taken`.
 */
export async function createStaff(
  manager: EntityManager,
  storeId: string | null,
  person: NewStaff,
  now: number,
): Promise<StaffView> {
  const around = await surroundingsOf(manager, storeId, person.login, person.name);
  const errors = faultsOf(person, around);
  if (errors.length > 0) throw problem('invalid-input', { errors });
  const [pinHash, passwordHash] = await Promise.all([
    person.pin === undefined ? null : hashSecret(person.pin),
    person.password === undefined ? null : hashSecret(person.password),
  ]);
  const { name, role } = person;
  const id = randomUUID();
  try {
    await manager.insert(StaffEntity, {
      id,
      storeId,
      name,
      role,
      pinHash,
      login: person.login?.toLowerCase() ?? null,
      passwordHash,
      createdAt: new Date(now),
    });
    return { id, name, role, disabledAt: null };
  } catch (error) {
    if (isUniqueViolation(error, 'staff_login')) throw problem('login-taken');
    throw error;
  }
}

/** Staff come in by PIN; managers and admins by login and password, and by PIN too if they have one. */
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

export async function listStaff(manager: EntityManager, storeId: string): Promise<StaffView[]> {
  const rows = await manager
    .createQueryBuilder(StaffEntity, 'person')
    .where({ storeId })
    .orderBy('person.disabledAt IS NOT NULL')
    .addOrderBy('person.name')
    .addOrderBy('person.id')
    .getMany();
  return rows.map(toView);
}

/**
 * Disables a person of the store and ends all their sessions; again is harmless.
 * @param now Unix ms
 * @returns undefined when the store has no such person.
 */
export async function disableStaff(
  manager: EntityManager,
  storeId: string,
  staffId: string,
  now: number,
): Promise<StaffView | undefined> {
  const person = { storeId, id: staffId };
  await manager.update(StaffEntity, { ...person, disabledAt: IsNull() }, { disabledAt: new Date(now) });
  const row = await manager.findOneBy(StaffEntity, person);
  if (!row) return undefined;
  await manager.query(
    'UPDATE staff_session SET ended_at = $3 WHERE store_id = $1 AND staff_id = $2 AND ended_at IS NULL',
    [storeId, staffId, new Date(now)],
  );
  await manager.query('UPDATE manager_session SET ended_at = $2 WHERE staff_id = $1 AND ended_at IS NULL', [
    staffId,
    new Date(now),
  ]);
  return toView(row);
}
