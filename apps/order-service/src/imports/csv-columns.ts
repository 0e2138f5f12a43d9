/** The columns of each kind of CSV, by the names that French and English headers have for them. */
import type { ImportKind } from '@curbline/contracts/http';
import {
  exceptionsIn,
  geoJsonIn,
  languagesIn,
  numberIn,
  servicesIn,
  spansIn,
  yesOrNoIn,
} from './csv-cells.js';

export interface Column {
  /** Where the value belongs in the schema. */
  readonly path: readonly (string | number)[];
  /** Without accents, in small letters, with `_` between words; the first is the one the docs name. */
  readonly names: readonly string[];
  /** Absent for plain text. */
  readonly read?: (cell: string) => unknown;
}

const column = (path: Column['path'], names: string, read?: Column['read']): Column => ({
  path,
  names: names.split(' '),
  ...(read && { read }),
});

const LATITUDE = column(['latitude'], 'latitude lat', numberIn);
const LONGITUDE = column(['longitude'], 'longitude lon lng long', numberIn);
const STORE_NAMES = 'store store_id id_magasin magasin code_magasin';
const WEEKDAYS = [
  'monday lundi',
  'tuesday mardi',
  'wednesday mercredi',
  'thursday jeudi',
  'friday vendredi',
  'saturday samedi',
  'sunday dimanche',
];

export const COLUMNS: Readonly<Record<ImportKind, readonly Column[]>> = {
  store: [
    column(['id'], `id ${STORE_NAMES} identifiant`),
    column(['name'], 'name nom'),
    column(['region'], 'region'),
    column(['address'], 'address adresse'),
    // Text that may begin with a plus sign.
    column(['phone'], 'phone telephone tel', (cell) => cell),
    column(['timeZone'], 'time_zone timezone fuseau_horaire fuseau'),
    column(['languages'], 'languages langues', languagesIn),
    column(['services'], 'services', servicesIn),
    column(['discreet'], 'discreet discretion', yesOrNoIn),
    LATITUDE,
    LONGITUDE,
    column(['radiusM'], 'radius_m radius rayon_m rayon', numberIn),
    column(['premises'], 'premises site contour', geoJsonIn),
    ...WEEKDAYS.map((names, day) => column(['hours', day], names, spansIn)),
    column(['exceptions'], 'exceptions jours_particuliers', exceptionsIn),
    column(['goalS'], 'goal_s objectif_s', numberIn),
    column(['promiseS'], 'promise_s promesse_s', numberIn),
    column(['leadS'], 'lead_s avance_s', numberIn),
    column(['leadFollows'], 'lead_follows avance_automatique', yesOrNoIn),
    column(['instructions', 'fr'], 'instructions_fr consignes_fr'),
    column(['instructions', 'en'], 'instructions_en consignes_en'),
  ],
  bay: [column(['store'], `${STORE_NAMES} id`), column(['label'], 'bay label place'), LATITUDE, LONGITUDE],
  person: [
    column(['store'], `${STORE_NAMES} id`),
    column(['name'], 'name nom'),
    column(['role'], 'role', roleIn),
    column(['login'], 'login identifiant nom_d_utilisateur email e_mail'),
  ],
};

const ROLES: Readonly<Record<string, string>> = {
  staff: 'staff',
  equipe: 'staff',
  employe: 'staff',
  manager: 'manager',
  responsable: 'manager',
};
function roleIn(cell: string): unknown {
  return ROLES[plain(cell)] ?? cell;
}

/** A header without accents, case and signs: `Fuseau horaire` is `fuseau_horaire`. */
export const plain = (header: string): string =>
  header
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');

/** What a file with these headers is about: bays have a label, people a role. */
export function kindOf(headers: readonly string[]): ImportKind {
  const has = (kind: ImportKind, field: string): boolean =>
    headers.some((header) => columnOf(kind, header)?.path[0] === field);
  if (has('person', 'role')) return 'person';
  return has('bay', 'label') && !has('store', 'name') ? 'bay' : 'store';
}

export const columnOf = (kind: ImportKind, header: string): Column | undefined =>
  COLUMNS[kind].find(({ names }) => names.includes(plain(header)));
