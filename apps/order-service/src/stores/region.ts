/** A store's region says who reaches the store, so only admins change it. */
import { isAdmin, type ManagerPrincipal } from '@curbline/access';
import type { StoreSettings } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';

const ADMINS_ALONE = {
  en: 'Only an admin changes the region of a store.',
  fr: 'Seul un administrateur change la région d’un magasin.',
};

/** @throws ProblemException `not-allowed` when somebody other than an admin changes the region. */
export function changedBy(by: ManagerPrincipal, current: StoreSettings, next: StoreSettings): StoreSettings {
  if (next.region !== current.region && !isAdmin(by)) throw problem('not-allowed', { detail: ADMINS_ALONE });
  return next;
}

/**
 * As {@link changedBy}, for settings that are given as a whole: whoever may not change the region need not name it.
 * @throws ProblemException `not-allowed`
 */
export function replacedBy(by: ManagerPrincipal, current: StoreSettings, next: StoreSettings): StoreSettings {
  const { region } = current;
  return changedBy(by, current, isAdmin(by) || region === undefined ? next : { region, ...next });
}
