/**
 * How much a position speaks for a car that has come to stay.
 *
 * Evidence is counted in seconds: a second of standing certainly inside is worth one, less the less certain
 * the inside, less the faster the car. So a fix in the middle of a lot decides in a few seconds, one near
 * the edge in a minute, one beside the lot never, by one and the same rule.
 * Between fixes the filter's own prediction goes on to count for a short while: the car is taken to brake,
 * its uncertainty grows until it no longer speaks for anything.
 */
import { nearestEdge, signedDistanceM } from '../geo/index.js';
import { PARAMETERS } from './parameters.js';
import type { PreparedStore } from './store.js';
import type { Motion } from './track-state.js';

/** What one instant says. */
export interface Presence {
  /** Metres to the edge of the premises, negative inside. */
  readonly edgeM: number;
  /** Probability of being inside by `depthM`, 0 to 1. */
  readonly certainty: number;
  /** Speed that cannot be ruled out, metres a second. */
  readonly speedMps: number;
  /** Evidence a second, 0 to 1. */
  readonly rate: number;
}

/** Further outside than this the rest is not worth working out. */
const FAR_M = 150;

/** Presence `afterS` seconds after the motion's last fix. */
export function presenceAt(motion: Motion, store: PreparedStore, afterS: number): Presence {
  const fade = afterS === 0 ? 1 : Math.exp(-afterS / PARAMETERS.brakingS);
  const reach = PARAMETERS.brakingS * (1 - fade);
  const x = motion.x + motion.vx * reach;
  const y = motion.y + motion.vy * reach;
  const doubtMps2 = PARAMETERS.speedDoubt * 2 * motion.vv;
  const drivenMps = Math.sqrt(motion.vx ** 2 + motion.vy ** 2 + doubtMps2);
  const speedMps = Math.max(drivenMps * fade, PARAMETERS.reportedWeight * motion.reportedMps);
  const { minX, minY, maxX, maxY } = store.outline;
  if (x < minX - FAR_M || x > maxX + FAR_M || y < minY - FAR_M || y > maxY + FAR_M) {
    return { edgeM: FAR_M, certainty: 0, speedMps, rate: 0 };
  }
  const edge = nearestEdge(store.outline, x, y);
  const variance =
    motion.pp + 2 * reach * motion.pv + reach * reach * motion.vv + PARAMETERS.lastingErrorM ** 2;
  const certainty = 1 / (1 + Math.exp((1.7 * edge.signedM) / Math.sqrt(variance)));
  const inward = -(motion.cx * edge.outX + motion.cy * edge.outY);
  const along = Math.max(0, motion.cx ** 2 + motion.cy ** 2 - inward ** 2);
  const aheadS = PARAMETERS.aheadS * fade;
  const aheadM = signedDistanceM(store.outline, x + motion.vx * aheadS, y + motion.vy * aheadS);
  const noise = Math.sqrt(1 + variance / PARAMETERS.noiseM2);
  const weight =
    (PARAMETERS.depthWeight * within(-edge.signedM, PARAMETERS.deepestM)) / noise +
    (PARAMETERS.aheadWeight * within(-aheadM, PARAMETERS.deepestAheadM)) / noise -
    PARAMETERS.speedWeight * Math.log(speedMps + 0.5) +
    PARAMETERS.brakingWeight * Math.log(motion.recentMps + 0.5) -
    PARAMETERS.alongWeight * along +
    PARAMETERS.inwardWeight * inward;
  const slow = 1 / (1 + (speedMps / PARAMETERS.halfEvidenceSpeedMps) ** PARAMETERS.speedPower);
  const rate =
    (slow * certainty ** PARAMETERS.certaintyPower) /
    (1 + Math.exp(PARAMETERS.sharpness * (PARAMETERS.bar - weight)));
  return { edgeM: edge.signedM, certainty, speedMps, rate };
}

const within = (depthM: number, deepestM: number): number =>
  Math.max(-PARAMETERS.shallowestM, Math.min(deepestM, depthM));

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
