/**
 * The smoothed car: a Kalman filter with a constant-velocity model and white noise of acceleration, both
 * axes sharing their variances. Unlike a moving average it follows a braking car: the noise lets the speed
 * fall as fast as brakes make it (method: Bar-Shalom, Li, Kirubarajan, Estimation with Applications to
 * Tracking and Navigation, ch. 6, "white noise acceleration").
 */
import { PARAMETERS } from './parameters.js';
import type { UnconfirmedPosition, Motion } from './track-state.js';

/** One measured position: server's time, local meters, accuracy already capped. */
export interface Sighting {
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly accuracyM: number;
  /** 0 when the phone gave none. */
  readonly reportedMps: number;
}

/** Slower than this, a change of position is the phone's error as likely as driving. */
const DRIVING_MPS = 1.5;

export type MotionStep =
  | { readonly motion: Motion; readonly outlier: false }
  | { readonly doubt: UnconfirmedPosition; readonly outlier: true };

/** Takes in one position. One that is far off the prediction is not believed until a second one beside it confirms it. */
export function followCar(
  motion: Motion | undefined,
  doubt: UnconfirmedPosition | undefined,
  seen: Sighting,
): MotionStep {
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
  const now = {
    x: x + gain * offX,
    y: y + gain * offY,
    vx: motion.vx + speedGain * offX,
    vy: motion.vy + speedGain * offY,
  };
  const course = courseOf(motion, now);
  // Named one by one: a spread of this many numbers is ten times slower on Node 20.
  const next = {
    at: seen.at,
    x: now.x,
    y: now.y,
    vx: now.vx,
    vy: now.vy,
    pp: (1 - gain) * pp,
    pv: (1 - gain) * pv,
    vv: vv - speedGain * pv,
    cx: course.cx,
    cy: course.cy,
    farX: course.farX,
    farY: course.farY,
    accuracyM: seen.accuracyM,
    reportedMps: seen.reportedMps,
  };
  return { motion: next, outlier: false };
}

/** Where the car should be by now, how unsure that is, and how far off it was seen. */
function predict(motion: Motion, seen: Sighting) {
  const noise = PARAMETERS.accelerationNoise;
  const dt = (seen.at - motion.at) / 1000;
  const x = motion.x + motion.vx * dt;
  const y = motion.y + motion.vy * dt;
  const pp = motion.pp + 2 * dt * motion.pv + dt * dt * motion.vv + (noise * dt ** 3) / 3;
  const pv = motion.pv + dt * motion.vv + (noise * dt * dt) / 2;
  const vv = motion.vv + noise * dt;
  const offX = seen.x - x;
  const offY = seen.y - y;
  const spread = pp + Math.max(seen.accuracyM, PARAMETERS.bestAccuracyM) ** 2;
  return { dt, x, y, pp, pv, vv, offX, offY, spread, offSquared: offX * offX + offY * offY };
}

/** The course of the car, near and far back. */
type Course = Pick<Motion, 'cx' | 'cy' | 'farX' | 'farY'>;

/** The course after one more stretch: each meter driven counts, a stand counts for nothing. */
function courseOf(before: Motion, now: Pick<Motion, 'x' | 'y' | 'vx' | 'vy'>): Course {
  const { cx, cy, farX, farY } = before;
  const meters = drivenM(before, now);
  if (meters === 0) return { cx, cy, farX, farY };
  const dx = (now.x - before.x) / meters;
  const dy = (now.y - before.y) / meters;
  const near = 1 - Math.exp(-meters / PARAMETERS.courseM);
  const far = 1 - Math.exp(-meters / PARAMETERS.farCourseM);
  return {
    cx: cx + near * (dx - cx),
    cy: cy + near * (dy - cy),
    farX: farX + far * (dx - farX),
    farY: farY + far * (dy - farY),
  };
}

/** Meters of driving between two moments; what a standing phone's position wanders is none. */
function drivenM(before: Motion, now: Pick<Motion, 'x' | 'y' | 'vx' | 'vy'>): number {
  return Math.hypot(now.vx, now.vy) < DRIVING_MPS ? 0 : Math.hypot(now.x - before.x, now.y - before.y);
}

/** Whether the second surprise tells the same story as the first: close enough to have been driven. */
function agrees(doubt: UnconfirmedPosition, seen: Sighting): boolean {
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
    farX: 0,
    farY: 0,
    accuracyM: seen.accuracyM,
    reportedMps: seen.reportedMps,
  };
}
