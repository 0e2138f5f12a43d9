/**
 * Seconds left until the car stands on the premises, without a map: from the distance as the crow flies and
 * how fast the journey has been going. The interval holds 80 % of the time on recorded trips.
 */
import type { Pace } from './pace.js';

export interface Remaining {
  readonly seconds: number;
  readonly low: number;
  readonly high: number;
}

/** Estimate for a car `crowM` metres from its goal. */
export function remainingByPace(crowM: number, pace: Pace | undefined): Remaining {
  const known = pace ? Math.min(1, pace.seenS / 180) : 0;
  const speed = known * (0.5 * (pace?.quickMps ?? 0) + 0.5 * (pace?.slowMps ?? 0)) + (1 - known) * 7;
  const seconds = (1.3 * crowM) / Math.max(3, speed);
  return { seconds, low: seconds * 0.6, high: seconds * 1.8 + 20 };
}

/** The same estimate after `silentS` seconds without news: it runs down, and is trusted less and less. */
export function remainingAfter(then: Remaining, silentS: number): Remaining {
  return {
    seconds: Math.max(0, then.seconds - silentS),
    low: Math.max(0, then.low - 1.2 * silentS),
    high: then.high + 0.3 * silentS,
  };
}

/** What the customer said, until positions say more: people's round numbers hold within about a half. */
export function remainingDeclared(declaredS: number, elapsedS: number): Remaining {
  return {
    seconds: Math.max(0, declaredS - elapsedS),
    low: Math.max(0, declaredS * 0.7 - elapsedS),
    high: Math.max(declaredS * 1.6 + 60 - elapsedS, 60),
  };
}
