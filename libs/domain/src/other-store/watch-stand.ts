/**
 * Does somebody who should come to this store stand at another one of the chain?
 *
 * Pure, and in two steps, because the stores are known to a database alone: {@link watchStand} follows the
 * fixes and says when a stand is worth a question ({@link questionOf}); {@link answerStand} takes the
 * nearest other store in and says whether the customer is there. Who only waits at a traffic light beside
 * another store is not told anything: inside its premises half a minute is enough, beside them it takes
 * a minute and a half.
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
  /** From the own premises' edge, negative inside. Metres. */
  readonly awayM: number;
}

/** Nearer to the own store than this (the fix's accuracy allowed for), nobody is at a wrong one. Metres. */
export const OWN_STORE_M = 200;
/** Coarser fixes say nothing about where somebody stands. Metres. */
const COARSEST_M = 65;
/** How far the fixes of a standing car may lie apart, besides their own accuracy. Metres. */
const STAND_M = 15;
/** This far from where they stood, beyond the fix's accuracy, they have left. Metres. */
const LEFT_M = 100;

/** When to ask, and how near the other store's premises must then be: GPS error inside, then the kerb beside. */
const QUESTIONS = [
  { afterMs: 30_000, withinM: 5 },
  { afterMs: 90_000, withinM: 30 },
] as const;

/** Takes one believed fix in. `left` says that they have just gone from the other store. */
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

/** Where to look for another store, or undefined when there is nothing to ask just now. */
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
