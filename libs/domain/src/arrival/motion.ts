/**
 * The smoothed car: a Kalman filter with a constant-velocity model and white noise of acceleration, both
 * axes sharing their variances. Unlike a moving average it follows a braking car: the noise lets the speed
 * fall as fast as brakes make it (method: Bar-Shalom, Li, Kirubarajan, Estimation with Applications to
 * Tracking and Navigation, ch. 6, "white noise acceleration").
 */
import { PARAMETERS } from './parameters.js';
import type { Doubt, Motion } from './track-state.js';

/** One measured position: server's time, local metres, accuracy already capped. */
export interface Sighting {
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly accuracyM: number;
  /** 0 when the phone gave none. */
  readonly reportedMps: number;
}

export type MotionStep =
  { readonly motion: Motion; readonly outlier: false } | { readonly doubt: Doubt; readonly outlier: true };

/** Takes one sighting in. A lone sighting far off the prediction is doubted; a second one beside it is believed. */
export function followCar(motion: Motion | undefined, doubt: Doubt | undefined, seen: Sighting): MotionStep {
  if (!motion) return { motion: fresh(seen), outlier: false };
  const predicted = predict(motion, seen);
  const { x, y, pp, pv, vv, offX, offY, offSquared, spread, dt } = predicted;
  if (offSquared > PARAMETERS.outlierSigmas ** 2 * spread) {
    const again = doubt && agrees(doubt, seen);
    return again
      ? { motion: fresh(seen), outlier: false }
      : { doubt: { at: seen.at, x: seen.x, y: seen.y }, outlier: true };
  }
  if (dt > PARAMETERS.filterMemoryS) return { motion: fresh(seen), outlier: false };
  const gain = pp / spread;
  const speedGain = pv / spread;
  const next = {
    at: seen.at,
    x: x + gain * offX,
    y: y + gain * offY,
    vx: motion.vx + speedGain * offX,
    vy: motion.vy + speedGain * offY,
    pp: (1 - gain) * pp,
    pv: (1 - gain) * pv,
    vv: vv - speedGain * pv,
    accuracyM: seen.accuracyM,
    reportedMps: seen.reportedMps,
    recentMps: recentSpeed(motion, dt),
  };
  return { motion: { ...next, ...courseOf(motion, next.x, next.y, next.vx, next.vy) }, outlier: false };
}

/** How fast it went some seconds ago: a car that came fast and is slow now has braked for this place. */
function recentSpeed(before: Motion, seconds: number): number {
  const share = 1 - Math.exp(-seconds / PARAMETERS.recentS);
  return before.recentMps + share * (Math.hypot(before.vx, before.vy) - before.recentMps);
}

/** Where the car should be by now, how unsure that is, and how far off it was seen. */
function predict(motion: Motion, seen: Sighting) {
  const noise = PARAMETERS.accelerationNoise;
  const dt = (seen.at - motion.at) / 1000;
  const x = motion.x + motion.vx * dt;
  const y = motion.y + motion.vy * dt;
  const pp = motion.pp + 2 * dt * motion.pv + dt * dt * motion.vv + (noise * dt ** 3) / 3;
  const pv = motion.pv + dt * motion.vv + (noise * dt * dt) / 2;
  const vv = Math.min(motion.vv + noise * dt, PARAMETERS.unknownSpeedMps ** 2 * 2);
  const offX = seen.x - x;
  const offY = seen.y - y;
  const spread = pp + Math.max(seen.accuracyM, PARAMETERS.bestAccuracyM) ** 2;
  return { dt, x, y, pp, pv, vv, offX, offY, spread, offSquared: offX * offX + offY * offY };
}

/** The course over the last metres: each stretch driven turns it by its share. */
function courseOf(before: Motion, x: number, y: number, vx: number, vy: number): { cx: number; cy: number } {
  const dx = x - before.x;
  const dy = y - before.y;
  const metres = Math.hypot(dx, dy);
  if (metres === 0 || Math.hypot(vx, vy) < 1.5) return { cx: before.cx, cy: before.cy };
  const share = 1 - Math.exp(-metres / PARAMETERS.courseM);
  return {
    cx: before.cx + share * (dx / metres - before.cx),
    cy: before.cy + share * (dy / metres - before.cy),
  };
}

/** Whether the second surprise tells the same story as the first: close enough to have been driven. */
function agrees(doubt: Doubt, seen: Sighting): boolean {
  const reach = 40 * ((seen.at - doubt.at) / 1000) + 2 * seen.accuracyM;
  return Math.hypot(seen.x - doubt.x, seen.y - doubt.y) <= Math.min(reach, 100 + 2 * seen.accuracyM);
}

function fresh(seen: Sighting): Motion {
  return {
    at: seen.at,
    x: seen.x,
    y: seen.y,
    vx: 0,
    vy: 0,
    pp: Math.max(seen.accuracyM, PARAMETERS.bestAccuracyM) ** 2,
    pv: 0,
    vv: PARAMETERS.unknownSpeedMps ** 2,
    cx: 0,
    cy: 0,
    accuracyM: seen.accuracyM,
    reportedMps: seen.reportedMps,
    recentMps: 2,
  };
}
