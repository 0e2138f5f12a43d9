/** Two people edit one store: which settings each of them changed, and which both did. */
import { offeredOf } from '@curbline/domain/offered-services';
import type { ShortagePolicy, StoreChanges, StoreSettings } from '@curbline/contracts/http';
import { DEFAULT_SHORTAGE_POLICY } from '@curbline/domain/shortage';
import { USUAL_OBJECTIVE_PERCENT } from '@curbline/domain/wait';

export type Field = keyof StoreChanges;

/** Every setting with a value, so that an absent one and the usual one are no difference. */
export type FilledSettings = StoreSettings &
  Required<
    Pick<
      StoreSettings,
      | 'counters'
      | 'country'
      | 'discreet'
      | 'exceptions'
      | 'gestures'
      | 'leadFollows'
      | 'lockerHoldHours'
      | 'lockers'
      | 'messages'
      | 'objectivePercent'
      | 'proofPolicy'
      | 'region'
      | 'services'
      | 'shortages'
    >
  >;

/** What holds where the store has said nothing. */
export const USUAL_SHORTAGES: ShortagePolicy = {
  ...DEFAULT_SHORTAGE_POLICY,
  choices: [...DEFAULT_SHORTAGE_POLICY.choices],
};

const USUAL_LOCKER_HOLD_HOURS = 24;

export const filled = (settings: StoreSettings): FilledSettings => ({
  ...settings,
  region: settings.region ?? '',
  country: settings.country ?? '',
  counters: settings.counters ?? [],
  lockers: settings.lockers ?? [],
  lockerHoldHours: settings.lockerHoldHours ?? USUAL_LOCKER_HOLD_HOURS,
  messages: settings.messages ?? {},
  exceptions: settings.exceptions ?? [],
  gestures: settings.gestures ?? [],
  leadFollows: settings.leadFollows ?? false,
  objectivePercent: settings.objectivePercent ?? USUAL_OBJECTIVE_PERCENT,
  discreet: settings.discreet ?? false,
  services: [...offeredOf(settings.services)],
  shortages: settings.shortages ?? USUAL_SHORTAGES,
  proofPolicy: settings.proofPolicy ?? { none: 'with_reason', idCheck: 'id_checked', noneForIdCheck: false },
});

/** Keys in any order: what the database gives back need not have the order in which it was sent. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}
const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));

/** The settings that differ. */
export function changedFields(from: FilledSettings, to: FilledSettings): Field[] {
  return (Object.keys({ ...from, ...to }) as Field[]).filter((field) => !same(from[field], to[field]));
}

/** What is to be sent so that `from` becomes `to`. */
export function changesBetween(from: FilledSettings, to: FilledSettings): StoreChanges {
  return Object.fromEntries(changedFields(from, to).map((field) => [field, to[field]]));
}

export interface Merge {
  /** Changed by both, to different values: somebody has to choose. */
  readonly contested: readonly Field[];
  /** Changed by the others alone: theirs stay. */
  readonly theirs: readonly Field[];
}

/**
 * @param base the settings that both began with
 * @param theirs as they are now
 * @param mine as this editor wants them
 */
export function mergeOf(base: FilledSettings, theirs: FilledSettings, mine: FilledSettings): Merge {
  const mineChanged = new Set(changedFields(base, mine));
  const others = changedFields(base, theirs);
  return {
    contested: others.filter((field) => mineChanged.has(field) && !same(theirs[field], mine[field])),
    theirs: others.filter((field) => !mineChanged.has(field)),
  };
}

/** The settings now, with this editor's changes, except where they chose to take what the others wrote. */
export function merged(
  base: FilledSettings,
  theirs: FilledSettings,
  mine: FilledSettings,
  taken: ReadonlySet<Field>,
): FilledSettings {
  const kept = changedFields(base, mine).filter((field) => !taken.has(field));
  return { ...theirs, ...Object.fromEntries(kept.map((field) => [field, mine[field]])) };
}
