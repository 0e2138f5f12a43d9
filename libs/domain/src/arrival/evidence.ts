/**
 * How likely is it that this car has come to stay?
 *
 * Signs are weighed into the logarithm of the odds, and an arrival is told when they pass the bar. No sign decides
 * alone. A car that came fast and turned in, and is slow and deep in the lot, is told as it brakes; one that crept
 * up in a queue, straight along the edge, is not told for minutes. So nobody waits for a fixed time: the wait is
 * short when the signs are strong and long when they are weak.
 *
 * Between fixes the car is taken to brake, and its uncertainty grows; time going on adds little by itself.
 * What each sign weighs, and how that was found, stands in parameters.ts and docs/arrival.md.
 */
import { nearestEdge } from '../geo/index.js';
import { PARAMETERS } from './parameters.js';
import { atPlace } from './places.js';
import type { PreparedStore } from './store.js';
import type { Motion, Visit } from './track-state.js';

/** Where the car is at one instant, as far as can be told. */
export interface Presence {
  /** Metres to the edge of the premises, negative inside. */
  readonly edgeM: number;
  /** Probability of being inside, 0 to 1. */
  readonly certainty: number;
  readonly speedMps: number;
  /** By how much the position's error blurs depths: 1 for none, 2 for twice as shallow. */
  readonly blur: number;
  /** How near to where customers stand, as far as the store knows; 0 says nothing. */
  readonly place: number;
}

/** Further outside than this the rest is not worth working out. */
const FAR_M = 150;

/** Presence `afterS` seconds after the motion's last fix. */
export function presenceAt(motion: Motion, store: PreparedStore, afterS: number): Presence {
  const speedMps = possibleSpeed(motion);
  const reachS = afterS === 0 ? 0 : PARAMETERS.brakingS * (1 - Math.exp(-afterS / PARAMETERS.brakingS));
  const x = motion.x + motion.vx * reachS;
  const y = motion.y + motion.vy * reachS;
  const { minX, minY, maxX, maxY } = store.outline;
  if (x < minX - FAR_M || x > maxX + FAR_M || y < minY - FAR_M || y > maxY + FAR_M) {
    return { edgeM: FAR_M, certainty: 0, speedMps, blur: 1, place: 0 };
  }
  const edgeM = nearestEdge(store.outline, x, y).signedM;
  const variance = motion.pp + 2 * reachS * motion.pv + reachS * reachS * motion.vv;
  // The logistic curve with 1.7 in place of the normal distribution: within 0.01 of it, and cheap.
  const certainty = 1 / (1 + Math.exp((1.7 * edgeM) / Math.sqrt(variance)));
  const blur = Math.sqrt(1 + variance / PARAMETERS.noiseM ** 2);
  return { edgeM, certainty, speedMps, blur, place: atPlace(store.places, x, y, variance) };
}

/** The log odds that the car has come to stay, less the bar: above 0 an arrival is told. */
export function stayingAt(visit: Visit, motion: Motion, here: Presence, afterS: number): number {
  const weight = PARAMETERS.weights;
  if (here.edgeM > PARAMETERS.tellWithinM) return -Infinity;
  const depthM = -here.edgeM;
  const pace = Math.log(here.speedMps + 0.5);
  const depths =
    weight.depth * within(depthM - PARAMETERS.depthFromM, 0, PARAMETERS.depthRangeM) +
    weight.deepAndFast * within(depthM, -5, 12) * pace +
    weight.meanDepth * within(visit.meanDepthM, -8, 12);
  return (
    weight.bar +
    depths / here.blur +
    weight.fast * Math.max(0, here.speedMps - PARAMETERS.fastMps) +
    weight.cameFast * Math.log(motion.recentMps + 0.5) +
    weight.turns * Math.min(PARAMETERS.mostTurnsRad, motion.turnedRad) +
    weight.turnedAndFast * turnedIn(motion) * pace +
    weight.stay * Math.log1p((motion.at - visit.seenAt) / 1000 + afterS) +
    weight.longStand * Math.max(0, visit.stoodS - PARAMETERS.longStandS) +
    weight.place * here.place +
    (visit.startedInside ? weight.startedInside : 0)
  );
}

/** How far the course of the last metres has turned from that of the last hundred: 0 straight on, 1 across, 2 back. */
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
const LOOKS_S = [1, 2, 4, 7, 11, 16, 22, 30] as const;

/** Seconds of silence after which the odds will have passed the bar; `undefined` when they never do. */
export function silenceThatTells(visit: Visit, motion: Motion, store: PreparedStore): number | undefined {
  return LOOKS_S.find((s) => stayingAt(visit, motion, presenceAt(motion, store, s), s) > 0);
}
