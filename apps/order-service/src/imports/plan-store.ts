/** What the rows about one store come to: the settings that it shall have, and what is said of each row. */
import { isDeepStrictEqual } from 'node:util';
import { type Bay, type ImportRow, StoreSettings, type StoreView } from '@curbline/contracts/http';
import { type FieldError, fieldErrors } from '@curbline/platform';
import { changesBetween } from '../audit/audit.service.js';
import { hoursFaults } from '../stores/check-hours.js';
import { premisesFaults, UNKNOWN_ZONE } from '../stores/check-premises.js';
import { asKept } from '../stores/stores.repository.js';
import { storeWarnings } from '../stores/store-warnings.js';
import { type BayRow, nameOf, refused, remark, type StoreRow } from './read-row.js';
import { wantedSettings, withBays } from './wanted-settings.js';

/** All rows of a file that are about one store. */
export interface StoreRows {
  readonly id: string;
  readonly store?: StoreRow;
  readonly bays: readonly BayRow[];
}

export interface StorePlan {
  readonly id: string;
  /** The store as it is; undefined when there is none. */
  readonly current?: StoreView | undefined;
  /** Undefined when nothing is to be changed. */
  readonly settings?: StoreSettings;
  readonly reports: readonly ImportRow[];
  /** The same rows, refused for a reason that only shows later. */
  refuse(errors: readonly FieldError[]): ImportRow[];
}

/**
 * @param zones how the database spells the time zones that it knows, by their names in small letters
 * @param now Unix ms
 */
export function planStore(
  rows: StoreRows,
  current: StoreView | undefined,
  zones: ReadonlyMap<string, string>,
  now: number,
): StorePlan {
  const refuse = (errors: readonly FieldError[]): ImportRow[] => [
    ...(rows.store ? [refused(rows.store, errors)] : []),
    ...rows.bays.map((row) => refused(row, rows.store ? [SEE_STORE] : errors)),
  ];
  const plan = { id: rows.id, current, refuse };
  const own = rows.store && ownSettings(rows.store, current, zones);
  const ownReport = rows.store && own && reportOf(rows.store, own, current, now);
  const base = own && 'settings' in own ? own.settings : current?.settings;
  if (!base) {
    const unknown = rows.bays.map((row) => refused(row, [rows.store ? SEE_STORE : UNKNOWN_STORE]));
    return { ...plan, reports: [...(ownReport ? [ownReport] : []), ...unknown] };
  }
  const placed = placeBays(base, rows.bays);
  const settings = { ...base, bays: placed.bays };
  const reports = [...(ownReport ? [ownReport] : []), ...placed.reports];
  const isNews = !current || !isDeepStrictEqual(settings, current.settings);
  return { ...plan, reports, ...(isNews && { settings }) };
}

type Own = { readonly settings: StoreSettings } | { readonly errors: readonly FieldError[] };

/** The settings by the store's own row, with its own bays. */
function ownSettings(
  { requested }: StoreRow,
  current: StoreView | undefined,
  zones: ReadonlyMap<string, string>,
): Own {
  const wanted = wantedSettings(current?.settings, requested);
  const parsed = StoreSettings.safeParse(wanted);
  if (!parsed.success) return { errors: missingOnce(fieldErrors(parsed.error.issues, wanted)) };
  const timeZone = zones.get(parsed.data.timeZone.toLowerCase());
  if (timeZone === undefined) return { errors: [UNKNOWN_ZONE] };
  const settings = asKept({ ...parsed.data, timeZone });
  const errors = [...hoursFaults(settings), ...premisesFaults(settings)];
  return errors.length > 0 ? { errors } : { settings };
}

/** Without a position there are neither entrance nor premises: that is one fault, and said as one. */
function missingOnce(errors: readonly FieldError[]): FieldError[] {
  if (!errors.some(({ field }) => field === 'entrance')) return [...errors];
  const others = errors.filter(({ field }) => field !== 'entrance' && field !== 'premises');
  return [...others, { field: 'latitude', message: NO_POSITION }];
}

function reportOf(row: StoreRow, own: Own, current: StoreView | undefined, now: number): ImportRow {
  if ('errors' in own) return refused(row, own.errors);
  const fields = current
    ? changesBetween(current.settings, own.settings).map(({ field }) => row.nameInFile(field))
    : [];
  const changed = fields.length > 0 ? 'changed' : 'unchanged';
  const warnings = storeWarnings(own.settings, now).map(({ field, code, message }) =>
    remark({ field: row.nameInFile(field), message: code === 'swapped_coordinates' ? SWAPPED : message }),
  );
  return {
    row: row.row,
    kind: 'store',
    name: nameOf(row),
    outcome: current ? changed : 'created',
    fields: [...new Set(fields)],
    errors: [],
    warnings,
  };
}

/** Adds the rows' bays, but for those that cannot be where they are said to be. */
function placeBays(base: StoreSettings, rows: readonly BayRow[]): { bays: Bay[]; reports: ImportRow[] } {
  if (rows.length === 0) return { bays: base.bays, reports: [] };
  const all = withBays(
    base.bays,
    rows.map(({ requested }) => requested),
  );
  const faults = Map.groupBy(premisesFaults({ ...base, bays: all }), ({ field }) => labelAt(all, field));
  const others = faults.get(undefined) ?? [];
  const faultsOf = ({ requested }: BayRow): readonly FieldError[] => {
    if (others.length > 0) return others;
    return (faults.get(requested.label.toUpperCase()) ?? []).map((fault) => ({
      ...fault,
      field: 'latitude',
    }));
  };
  const good = rows
    .filter((row) => faultsOf(row).length === 0)
    .slice(0, Math.max(0, MOST_BAYS - base.bays.length));
  const bays = withBays(
    base.bays,
    good.map(({ requested }) => requested),
  );
  const reports = rows.map((row): ImportRow => {
    const errors = faultsOf(row);
    if (errors.length > 0) return refused(row, errors);
    if (!good.includes(row)) return refused(row, [TOO_MANY_BAYS]);
    const there = find(base.bays, row.requested.label);
    const isSame = isDeepStrictEqual(there, find(bays, row.requested.label));
    const outcome = there ? (isSame ? 'unchanged' : 'changed') : 'created';
    const fields = outcome === 'changed' ? [row.nameInFile('latitude'), row.nameInFile('longitude')] : [];
    return { row: row.row, kind: 'bay', name: nameOf(row), outcome, fields, errors: [], warnings: [] };
  });
  return { bays, reports };
}

const MOST_BAYS = 200;
const find = (bays: readonly Bay[], label: string): Bay | undefined =>
  bays.find((bay) => bay.label.toUpperCase() === label.toUpperCase());

/** The bay that a fault is about, in capitals: `bays[3].position`. */
function labelAt(bays: readonly Bay[], field: string): string | undefined {
  const [, index] = /^bays\[(\d+)\]/.exec(field) ?? [];
  return index === undefined ? undefined : bays[Number(index)]?.label.toUpperCase();
}

/** Without what only holds for the API, where a position is GeoJSON. */
const SWAPPED = {
  en: 'latitude and longitude may be swapped: the other way round, the store fits its time zone',
  fr: 'la latitude et la longitude semblent inversées\u00a0: dans l’autre sens, le magasin correspond à son fuseau horaire',
};
const NO_POSITION = {
  en: 'a new store needs the latitude and longitude of its entrance',
  fr: 'un nouveau magasin a besoin de la latitude et de la longitude de son entrée',
};
export const UNKNOWN_STORE: FieldError = {
  field: 'store',
  message: {
    en: 'there is no store with this id: import the stores first',
    fr: 'aucun magasin ne porte cet identifiant\u00a0: importez d’abord les magasins',
  },
};
const SEE_STORE: FieldError = {
  field: 'store',
  message: {
    en: 'the store’s own row was refused: mend it first',
    fr: 'la ligne du magasin a été refusée\u00a0: corrigez-la d’abord',
  },
};
const TOO_MANY_BAYS: FieldError = {
  field: 'store',
  message: {
    en: `a store has ${MOST_BAYS} bays at most`,
    fr: `un magasin compte ${MOST_BAYS} places au plus`,
  },
};
