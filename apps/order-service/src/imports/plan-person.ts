/** What a row about a person comes to, held against the people there are. */
import type { ImportedPerson } from '@curbline/contracts/http';
import type { FieldError } from '@curbline/platform';
import type { StaffEntity } from '../staff/staff.entity.js';

export type KnownPerson = Pick<StaffEntity, 'id' | 'storeId' | 'name' | 'role' | 'login' | 'disabledAt'>;

export type PersonPlan =
  | { readonly outcome: 'created' | 'unchanged' }
  | { readonly outcome: 'changed'; readonly person: KnownPerson }
  | { readonly outcome: 'refused'; readonly errors: readonly FieldError[] };

/** @param known those who have the login, or work at the store under this name */
export function planPerson(requested: ImportedPerson, known: readonly KnownPerson[]): PersonPlan {
  return requested.role === 'manager' ? planManager(requested, known) : planStaff(requested, known);
}

function planManager({ store, name, login }: ImportedPerson, known: readonly KnownPerson[]): PersonPlan {
  const person = known.find((one) => one.login === login);
  if (!person) return { outcome: 'created' };
  if (person.disabledAt) return refusedFor('login', DISABLED);
  if (person.role !== 'manager') return refusedFor('role', OTHER_ROLE);
  if (person.storeId !== store) return refusedFor('store', OTHER_STORE);
  return person.name === name ? { outcome: 'unchanged' } : { outcome: 'changed', person };
}

function planStaff({ store, name }: ImportedPerson, known: readonly KnownPerson[]): PersonPlan {
  const person = known.find((one) => one.storeId === store && one.name === name);
  if (!person) return { outcome: 'created' };
  if (person.disabledAt) return refusedFor('name', DISABLED);
  return person.role === 'staff' ? { outcome: 'unchanged' } : refusedFor('role', OTHER_ROLE);
}

const refusedFor = (field: string, message: FieldError['message']): PersonPlan => ({
  outcome: 'refused',
  errors: [{ field, message }],
});

const DISABLED = {
  en: 'this person is disabled: a file lets nobody in again',
  fr: 'cette personne est désactivée\u00a0: un fichier ne rouvre aucun accès',
};
const OTHER_ROLE = {
  en: 'this person has another role here: change it in the team, not in a file',
  fr: 'cette personne a ici un autre rôle\u00a0: changez-le dans l’équipe, pas dans un fichier',
};
const OTHER_STORE = {
  en: 'this login belongs to somebody of another store: give another one',
  fr: 'cet identifiant est celui d’une personne d’un autre magasin\u00a0: donnez-en un autre',
};
