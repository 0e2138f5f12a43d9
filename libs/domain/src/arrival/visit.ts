/** The stay in or beside the premises that may become an arrival, and the absence that ends one. */
import { possibleSpeed, presenceAt, type Presence } from './evidence.js';
import { PARAMETERS } from './parameters.js';
import type { PreparedStore } from './store.js';
import type { Absence, Motion, Visit } from './track-state.js';

/** A visit begins this near to the edge, and ends `VISIT_ENDS_M` outside it. */
const VISIT_BEGINS_M = 5;
export const VISIT_ENDS_M = 30;
/** The mean depth is that of about this long. */
const MEAN_S = 30;
/** One gap between two fixes counts for no more than this. */
const LONGEST_STEP_S = 20;

/**
 * The visit after one more fix.
 * @param before the motion before this fix, absent for the first
 * @param cameInAt when the car came in, if this fix is the first to show it inside (ms)
 */
export function continueVisit(
  visit: Visit | undefined,
  before: Motion | undefined,
  motion: Motion,
  here: Presence,
  cameInAt: number,
): Visit | undefined {
  if (here.edgeM > VISIT_ENDS_M || (!visit && here.edgeM > VISIT_BEGINS_M)) return undefined;
  const depthM = -here.edgeM;
  if (!visit || !before) {
    return {
      since: cameInAt,
      seenAt: motion.at,
      meanDepthM: depthM,
      weighedS: 1,
      stoodS: 0,
      fixes: 1,
      startedInside: !before,
    };
  }
  const stepS = Math.min((motion.at - before.at) / 1000, LONGEST_STEP_S);
  const weightS = stepS * Math.max(0.1, (slowness(before) + slowness(motion)) / 2);
  // The third power makes standing at the edge cost little, and standing outside end the count.
  const absent = (1 - here.certainty) ** 3;
  const weighedS = Math.min(MEAN_S, visit.weighedS + weightS);
  return {
    since: visit.since,
    seenAt: visit.seenAt,
    startedInside: visit.startedInside,
    meanDepthM: visit.meanDepthM + Math.min(1, weightS / weighedS) * (depthM - visit.meanDepthM),
    weighedS,
    stoodS: Math.max(0, visit.stoodS + stepS * (here.certainty * slowness(motion) - absent)),
    fixes: visit.fixes + 1,
  };
}

/** The weight of a moment for where the car stands: 1 when standing, a half at 2 m/s, little when driving. */
function slowness(motion: Motion): number {
  const speedMps = possibleSpeed(motion);
  return 1 / (1 + (speedMps * speedMps) / 4);
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

/**
 * @param returns how often this phone has "left" and come back already: positions that jump to and fro deserve a longer
 *   look each time, and a car that really leaves is gone for longer than that.
 */
export function hasLeft(absence: Absence | undefined, at: number, returns: number): absence is Absence {
  if (absence === undefined || absence.fixes < 2) return false;
  const { leavingS, leavingAgainS, leavingAgainMostS } = PARAMETERS;
  const lookS = returns === 0 ? leavingS : Math.min(leavingAgainMostS, leavingAgainS * 2 ** (returns - 1));
  return at - absence.since >= lookS * 1000;
}
