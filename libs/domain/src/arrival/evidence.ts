/**
 * The probability that a car has come to stay.
 *
 * Signs are weighed into the logarithm of the odds, and an arrival is reported when they pass a threshold. No sign decides
 * alone. A car that turned in, and is slow and deep in the lot, is reported as it brakes; one that creeps straight along
 * the edge in a queue is not reported for minutes. There is no fixed waiting time: the decision is quick when the signs are
 * strong and slow when they are weak.
 *
 * Between fixes the car is taken to brake, and its uncertainty grows; time going on adds little by itself.
 * What each sign weighs, and how that was found, stands in parameters.ts and docs/arrival.md.
 */
import { nearestEdge } from '../geo/index.js';
import { PARAMETERS } from './parameters.js';
import { atPlace } from './places.js';
import type { PreparedStore } from './store.js';
import type { Motion, Visit } from './track-state.js';

/** Where the car is at one instant, as far as is known. */
export interface Presence {
  /** Meters to the edge of the premises, negative inside. */
  readonly edgeM: number;
  /** Probability of being inside, 0 to 1. */
  readonly certainty: number;
  readonly speedMps: number;
  /** What a depth is held against, meters: the position's own error, and less where the lot is narrow. */
  readonly scaleM: number;
  /** How near the car is to where customers usually park; 0 if the store knows no such places. */
  readonly place: number;
}

/** Further outside than this the certainty is not computed. */
const FAR_M = 150;

/** Presence `afterS` seconds after the motion's last fix. */
export function presenceAt(motion: Motion, store: PreparedStore, afterS: number): Presence {
  const speedMps = possibleSpeed(motion);
  const reachS = afterS === 0 ? 0 : PARAMETERS.brakingS * (1 - Math.exp(-afterS / PARAMETERS.brakingS));
  const x = motion.x + motion.vx * reachS;
  const y = motion.y + motion.vy * reachS;
  const { minX, minY, maxX, maxY } = store.outline;
  if (x < minX - FAR_M || x > maxX + FAR_M || y < minY - FAR_M || y > maxY + FAR_M) {
    return { edgeM: FAR_M, certainty: 0, speedMps, scaleM: 1, place: 0 };
  }
  const edgeM = nearestEdge(store.outline, x, y).signedM;
  const variance = motion.pp + 2 * reachS * motion.pv + reachS * reachS * motion.vv;
  // The logistic curve with 1.7 in place of the normal distribution: within 0.01 of it, and cheap.
  const certainty = 1 / (1 + Math.exp((1.7 * edgeM) / Math.sqrt(variance)));
  const scaleM = depthScaleM(variance, motion.accuracyM, store.deepestM);
  return { edgeM, certainty, speedMps, scaleM, place: atPlace(store.places, x, y, variance) };
}

/**
 * The scale that a depth is divided by. Four meters behind the edge say much where a phone is 3 m off and little
 * where it is 20 m off; in a strip 8 m wide they are all that anybody can have. So it is the position's error, and never
 * more than the depth of the lot's deepest place.
 */
function depthScaleM(variance: number, accuracyM: number, deepestM: number): number {
  const { steadyErrorM, steadyShare } = PARAMETERS;
  const squared = variance + steadyErrorM ** 2 + (steadyShare * accuracyM) ** 2;
  return 1 / Math.sqrt(1 / squared + 1 / deepestM ** 2);
}

/** Each sign that a car has come to stay, as a number; what it weighs stands in `PARAMETERS.weights`. */
export function signsOf(
  visit: Visit,
  motion: Motion,
  here: Presence,
  afterS: number,
): Readonly<Record<keyof typeof PARAMETERS.weights, number>> {
  // A silent car is assumed to slow down as well, though not to have been slow.
  const pace = Math.log(here.speedMps * Math.exp(-afterS / PARAMETERS.slowingS) + 0.5);
  const depth = within(-here.edgeM / here.scaleM, -3, 2);
  return {
    bar: 1,
    depth,
    deepAndFast: depth * pace,
    meanDepth: within(visit.meanDepthM / here.scaleM, -3, 2),
    pace,
    fast: Math.max(0, here.speedMps - PARAMETERS.fastMps),
    turnedAndFast: turnedIn(motion) * pace,
    // A silent car is assumed to have braked and to stand there.
    stood: Math.log1p(visit.stoodS + afterS * here.certainty),
    place: here.place,
  };
}

/** Whether an arrival may be reported at all: the car is near enough, and one that was first seen inside has stood. */
export function mayHaveArrived(visit: Visit, here: Presence, afterS: number): boolean {
  if (here.edgeM > PARAMETERS.tellWithinM) return false;
  return !visit.startedInside || visit.stoodS + afterS >= PARAMETERS.unseenStandS;
}

/** The log odds that the car has come to stay, minus the threshold: above 0 an arrival is reported. */
export function stayingAt(visit: Visit, motion: Motion, here: Presence, afterS: number): number {
  if (!mayHaveArrived(visit, here, afterS)) return -Infinity;
  const signs = signsOf(visit, motion, here, afterS);
  let sum = 0;
  for (const sign of SIGNS) sum += PARAMETERS.weights[sign] * signs[sign];
  return sum;
}

export const SIGNS = Object.keys(PARAMETERS.weights) as (keyof typeof PARAMETERS.weights)[];

/** The turn of the last meters against the course of the last hundred: 0 straight on, 1 across, 2 back. */
function turnedIn({ cx, cy, farX, farY }: Motion): number {
  const near = Math.hypot(cx, cy);
  const far = Math.hypot(farX, farY);
  if (near <= 0.2 || far <= 0.05) return 0;
  return (1 - (cx * farX + cy * farY) / (near * far)) * Math.min(1, 2 * far);
}

const within = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** The filtered speed; a phone that reports more is believed, zeros are not. */
export const possibleSpeed = ({ vx, vy, reportedMps }: Motion): number =>
  Math.max(Math.hypot(vx, vy), reportedMps);

/** Seconds of silence at which the odds are looked at again. */
export const LOOKS_S = [1, 2, 4, 7, 11, 16, 22, 30] as const;

/** Seconds of silence after which the odds will have passed the bar; `undefined` when they never do. */
export function silenceThatTells(visit: Visit, motion: Motion, store: PreparedStore): number | undefined {
  return LOOKS_S.find((s) => stayingAt(visit, motion, presenceAt(motion, store, s), s) > 0);
}
