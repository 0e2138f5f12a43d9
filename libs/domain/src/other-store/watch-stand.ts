/**
 * Detects customers of this store who stand at another store of the chain.
 *
 * The detection has two steps, because only the database knows the stores: {@link watchStand} follows the fixes until a
 * standing car makes a lookup worthwhile ({@link questionOf}); {@link answerStand} takes in the nearest other store and
 * decides whether the customer is there. A car inside the other premises is recognized after half a minute; beside them it
 * takes a minute and a half, so that a car at a traffic light is not taken for one.
 */
import { distanceM, shortestDegrees, type Position } from '../geo/index.js';

/** A phone that has not moved, far from its own store. Instants are the server's, Unix ms. */
export interface Stand {
  readonly since: number;
  readonly until: number;
  /** The mean of its fixes. */
  readonly longitude: number;
  readonly latitude: number;
  readonly fixes: number;
  /** Questions asked so far. */
  readonly asked: number;
}

/** Plain JSON; holds positions, so it lives and is erased with the trip's track. */
export interface StandWatch {
  readonly stand?: Stand | undefined;
  /** The other store that the customer was told to be at, and where they stood. */
  readonly at?:
    { readonly storeId: string; readonly longitude: number; readonly latitude: number } | undefined;
}

/** What the watch needs of a fix; `at` is when it was taken, by the server's clock. */
export interface StandFix {
  readonly at: number;
  readonly longitude: number;
  readonly latitude: number;
  readonly accuracyM: number;
  /** Distance from the edge of the own premises, negative inside, meters. */
  readonly awayM: number;
}

/** Nearer to the own store than this (the fix's accuracy allowed for), nobody is at a wrong one. Meters. */
export const OWN_STORE_M = 200;
/** Coarser fixes say nothing about where somebody stands. Meters. */
const COARSEST_M = 65;
/** The fixes of a standing car may lie this far apart, besides their own accuracy. Meters. */
const STAND_M = 15;
/** This far from where they stood, beyond the fix's accuracy, they have left. Meters. */
const LEFT_M = 100;

/** When to ask, and how near the other store's premises must then be: GPS error inside, then the curb beside. */
const QUESTIONS = [
  { afterMs: 30_000, withinM: 5 },
  { afterMs: 90_000, withinM: 30 },
] as const;

/** Takes in one believed fix. `left`: the customer has just left the other store. */
export function watchStand(watch: StandWatch, fix: StandFix): { watch: StandWatch; left: boolean } {
  if (fix.accuracyM > COARSEST_M || (watch.stand && fix.at < watch.stand.until))
    return { watch, left: false };
  const here: Position = [fix.longitude, fix.latitude];
  const left =
    watch.at !== undefined &&
    distanceM(here, [watch.at.longitude, watch.at.latitude]) - fix.accuracyM > LEFT_M;
  const at = left ? undefined : watch.at;
  return { watch: { at, stand: standAfter(watch.stand, fix, here) }, left };
}

function standAfter(stand: Stand | undefined, fix: StandFix, here: Position): Stand | undefined {
  if (fix.awayM - fix.accuracyM < OWN_STORE_M) return undefined;
  const { at, longitude, latitude, accuracyM } = fix;
  if (!stand || distanceM(here, [stand.longitude, stand.latitude]) > STAND_M + accuracyM) {
    return { since: at, until: at, longitude, latitude, fixes: 1, asked: 0 };
  }
  const fixes = stand.fixes + 1;
  return {
    ...stand,
    until: at,
    fixes,
    longitude: shortestDegrees(stand.longitude + shortestDegrees(longitude - stand.longitude) / fixes),
    latitude: stand.latitude + (latitude - stand.latitude) / fixes,
  };
}

/** Where to look for another store, or undefined when no lookup is due. */
export function questionOf({ stand, at }: StandWatch): Position | undefined {
  if (!stand || at) return undefined;
  const question = QUESTIONS[stand.asked];
  const due = question !== undefined && stand.until - stand.since >= question.afterMs;
  return due ? [stand.longitude, stand.latitude] : undefined;
}

/**
 * Takes the answer to {@link questionOf} in.
 * @param nearest the nearest other store and how far its premises are, or undefined when there is none.
 * @returns `seenAt`: the store the customer turns out to be at, if they do.
 */
export function answerStand(
  watch: StandWatch,
  nearest: { readonly storeId: string; readonly distanceM: number } | undefined,
): { watch: StandWatch; seenAt?: string } {
  const { stand } = watch;
  const question = stand && QUESTIONS[stand.asked];
  if (!question) return { watch };
  const asked = { ...watch, stand: { ...stand, asked: stand.asked + 1 } };
  if (!nearest || nearest.distanceM > question.withinM) return { watch: asked };
  const { longitude, latitude } = stand;
  return {
    watch: { ...asked, at: { storeId: nearest.storeId, longitude, latitude } },
    seenAt: nearest.storeId,
  };
}
