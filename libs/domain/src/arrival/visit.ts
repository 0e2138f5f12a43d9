/** The stay in or beside the premises that may become an arrival, and the absence that ends one. */
import { afterglow, presenceAt, type Presence } from './evidence.js';
import { PARAMETERS } from './parameters.js';
import type { PreparedStore } from './store.js';
import type { Absence, Motion, Visit } from './track-state.js';

/** A visit begins this near to the edge, and ends `VISIT_ENDS_M` outside it. */
const VISIT_BEGINS_M = 5;
export const VISIT_ENDS_M = 30;

/**
 * The visit after one more fix.
 * @param before the motion before this fix, absent for the first
 * @param sinceGuess when the car came in, if this fix is the first to show it inside (ms)
 */
export function continueVisit(
  visit: Visit | undefined,
  before: Motion | undefined,
  motion: Motion,
  here: Presence,
  store: PreparedStore,
  sinceGuess: number,
): Visit | undefined {
  if (here.edgeM > VISIT_ENDS_M || (!visit && here.edgeM > VISIT_BEGINS_M)) return undefined;
  if (!visit || !before) return { since: sinceGuess, evidence: 0, fixes: 1, startedInside: !before };
  const gapS = (motion.at - before.at) / 1000;
  const stepS = Math.min(gapS, PARAMETERS.longestStepS);
  const share = PARAMETERS.predictedShare;
  const gained = share * afterglow(before, store, gapS) + (1 - share) * here.rate * stepS;
  const lost = PARAMETERS.absenceWeight * (1 - here.certainty) ** 3 * stepS;
  const evidence = Math.max(0, visit.evidence + gained - lost);
  return { ...visit, evidence, fixes: visit.fixes + 1 };
}

/** Evidence of a visit `silentS` seconds after its last fix. */
export function evidenceAfter(visit: Visit, motion: Motion, store: PreparedStore, silentS: number): number {
  return visit.evidence + afterglow(motion, store, silentS);
}

/**
 * When the car crossed the edge, between the last fix outside and the first inside. After a long silence
 * the estimate made before it (`etaS` seconds from then) says more than the middle of the gap; a little more
 * than it, because too late is bounded by the car being seen and too early by nothing.
 */
export function crossedAt(
  before: Motion | undefined,
  motion: Motion,
  here: Presence,
  store: PreparedStore,
  etaS: number | undefined,
): number {
  if (!before || here.edgeM > VISIT_BEGINS_M) return motion.at;
  const gapS = (motion.at - before.at) / 1000;
  if (gapS > PARAMETERS.filterMemoryS) {
    return etaS === undefined ? motion.at : Math.min(motion.at, before.at + 1.2 * etaS * 1000);
  }
  const was = presenceAt(before, store, 0).edgeM;
  if (was <= here.edgeM || was <= 0) return motion.at;
  const share = Math.min(1, Math.max(0, was / (was - here.edgeM)));
  return Math.round(before.at + share * (motion.at - before.at));
}

/** Seen outside after an arrival; complete when it lasted and was seen twice. */
export function continueAbsence(
  absence: Absence | undefined,
  motion: Motion,
  here: Presence,
): Absence | undefined {
  if (here.edgeM - Math.min(motion.accuracyM, 30) < PARAMETERS.leavingM) return undefined;
  return absence ? { since: absence.since, fixes: absence.fixes + 1 } : { since: motion.at, fixes: 1 };
}

export const hasLeft = (absence: Absence | undefined, at: number): absence is Absence =>
  absence !== undefined && absence.fixes >= 2 && at - absence.since >= PARAMETERS.leavingS * 1000;
