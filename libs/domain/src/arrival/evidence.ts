/**
 * How much an instant speaks for a car that has come to stay.
 *
 * Evidence is counted in seconds of an ordinary stay: a clear second is worth several, a doubtful one a fraction.
 * What speaks for it, and how much, was fitted by logistic regression on recorded trips, arrivals against passes
 * and halts beside the lot: being deep inside, and still inside a moment from now; having come fast and being slow
 * now (it braked for this place); a course across the edge instead of along it (the road beside a lot runs along
 * it). So a fix deep in the lot decides in a few seconds, one near the edge in a minute, one beside it never.
 *
 * Between fixes the filter's own prediction goes on to count for a short while: the car is taken to brake, and
 * its uncertainty grows until it no longer speaks for anything.
 */
import { nearestEdge, signedDistanceM, type NearestEdge } from '../geo/index.js';
import { PARAMETERS } from './parameters.js';
import type { PreparedStore } from './store.js';
import type { Motion } from './track-state.js';

/** What one instant says. */
export interface Presence {
  /** Metres to the edge of the premises, negative inside. */
  readonly edgeM: number;
  /** Probability of being inside, 0 to 1. */
  readonly certainty: number;
  readonly speedMps: number;
  /** Evidence a second. */
  readonly rate: number;
}

/** Further outside than this the rest is not worth working out. */
const FAR_M = 150;

/** Presence `afterS` seconds after the motion's last fix. */
export function presenceAt(motion: Motion, store: PreparedStore, afterS: number): Presence {
  const fade = afterS === 0 ? 1 : Math.exp(-afterS / PARAMETERS.brakingS);
  const reachS = PARAMETERS.brakingS * (1 - fade);
  const x = motion.x + motion.vx * reachS;
  const y = motion.y + motion.vy * reachS;
  const speedMps = possibleSpeed(motion);
  const { minX, minY, maxX, maxY } = store.outline;
  if (x < minX - FAR_M || x > maxX + FAR_M || y < minY - FAR_M || y > maxY + FAR_M) {
    return { edgeM: FAR_M, certainty: 0, speedMps, rate: 0 };
  }
  const edge = nearestEdge(store.outline, x, y);
  const variance =
    motion.pp + 2 * reachS * motion.pv + reachS * reachS * motion.vv + PARAMETERS.lastingErrorM ** 2;
  // The logistic curve with 1.7 in place of the normal distribution: within 0.01 of it, and cheap.
  const certainty = 1 / (1 + Math.exp((1.7 * edge.signedM) / Math.sqrt(variance)));
  const aheadS = PARAMETERS.aheadS * fade;
  const aheadM = signedDistanceM(store.outline, x + motion.vx * aheadS, y + motion.vy * aheadS);
  const sign = signOf(motion, edge, aheadM, speedMps, Math.sqrt(1 + variance / PARAMETERS.noiseM ** 2));
  const rate = certainty * Math.exp(PARAMETERS.sharpness * (sign - PARAMETERS.bar));
  return { edgeM: edge.signedM, certainty, speedMps, rate };
}

/** The log odds of staying, up to a constant. `noise`: by how much the position's error blurs depths. */
function signOf(motion: Motion, edge: NearestEdge, aheadM: number, speedMps: number, noise: number): number {
  const across = motion.cx * edge.outX + motion.cy * edge.outY;
  const along = Math.max(0, motion.cx ** 2 + motion.cy ** 2 - across ** 2);
  return (
    (PARAMETERS.depthWeight * depthWithin(edge.signedM, PARAMETERS.deepestM) +
      PARAMETERS.aheadWeight * depthWithin(aheadM, PARAMETERS.deepestAheadM)) /
      noise -
    PARAMETERS.speedWeight * Math.log(speedMps + 0.5) +
    PARAMETERS.brakingWeight * Math.log(motion.recentMps + 0.5) -
    PARAMETERS.alongWeight * along
  );
}

/** Metres inside, cut where more of it says nothing more. */
const depthWithin = (signedM: number, deepestM: number): number =>
  Math.max(-PARAMETERS.shallowestM, Math.min(deepestM, -signedM));

/** The filtered speed with a part of its uncertainty; a phone that reports more is believed, zeros are not. */
function possibleSpeed({ vx, vy, vv, reportedMps }: Motion): number {
  return Math.max(Math.sqrt(vx * vx + vy * vy + PARAMETERS.speedDoubt * 2 * vv), reportedMps);
}

/** Evidence gathered by prediction alone in the `silentS` seconds after the last fix. */
export function afterglow(motion: Motion, store: PreparedStore, silentS: number): number {
  const until = Math.min(silentS, PARAMETERS.afterglowS);
  let sum = 0;
  for (let s = 0.5; s < until; s += 1) {
    sum += presenceAt(motion, store, s).rate * Math.min(1, until - (s - 0.5));
  }
  return sum * PARAMETERS.afterglowWeight;
}

/** Seconds of silence after which prediction would complete the evidence; `undefined` when it never will. */
export function afterglowUntil(motion: Motion, store: PreparedStore, missing: number): number | undefined {
  let sum = 0;
  for (let s = 0.5; s < PARAMETERS.afterglowS; s += 1) {
    const rate = presenceAt(motion, store, s).rate * PARAMETERS.afterglowWeight;
    if (sum + rate >= missing) return s - 0.5 + (rate > 0 ? (missing - sum) / rate : 0);
    sum += rate;
  }
  return undefined;
}
