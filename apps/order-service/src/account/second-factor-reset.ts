/** Removes all second factors of a person who lost them, by an admin or from the command line. */
import type { StaffView } from '@curbline/contracts/http';
import type { StaffRole } from '@curbline/contracts/ids';
import { problem } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import { removeSecondFactors } from './second-factors.repository.js';
import { type ChangedBy, notifyOwner } from './notices.repository.js';
import { endManagerSessions } from './manager-sessions.repository.js';

interface PersonRow {
  id: string;
  name: string;
  role: StaffRole;
}

/** @param now Unix ms; @throws ProblemException `not-found` when the store has no such person. */
export async function resetSecondFactors(
  manager: EntityManager,
  storeId: string,
  staffId: string,
  by: ChangedBy,
  now: number,
): Promise<StaffView> {
  const [person] = await manager.query<PersonRow[]>(
    'SELECT id, name, role FROM staff WHERE store_id = $1 AND id = $2 AND disabled_at IS NULL FOR UPDATE',
    [storeId, staffId],
  );
  return reset(manager, person, by, now);
}

/** Runs from the command line of the server, so that the last admin is never locked out. */
export async function resetAdminSecondFactors(
  manager: EntityManager,
  login: string,
  now: number,
): Promise<StaffView> {
  const [person] = await manager.query<PersonRow[]>(
    `SELECT id, name, role FROM staff
     WHERE login = $1 AND role IN ('manager', 'admin') AND disabled_at IS NULL FOR UPDATE`,
    [login.toLowerCase()],
  );
  return reset(manager, person, null, now);
}

async function reset(
  manager: EntityManager,
  person: PersonRow | undefined,
  by: ChangedBy,
  now: number,
): Promise<StaffView> {
  if (!person) throw problem('not-found');
  await removeSecondFactors(manager, person.id);
  await endManagerSessions(manager, person.id, now);
  await notifyOwner(manager, person.id, 'second-factor-reset', by, now);
  return { ...person, disabledAt: null };
}
