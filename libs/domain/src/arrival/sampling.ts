/**
 * How soon the next fix is worth having, in seconds. Far away a fix changes little and costs battery and
 * data; near the lot each second counts.
 *
 * Each trip has an allowance, so that a car that waits around the corner, or in the lot without ever looking
 * parked, costs no more than any other: it fills by one request in 40 s, holds 30, and as it runs out positions are
 * wanted less often. So no 20 minutes of any trip come to more than 60 requests.
 */
import type { Allowance, Phase } from './track-state.js';

const MOST_LEFT = 30;
const REFILL_S = 40;
/** Below this allowance the intervals are stretched towards the rate at which it fills. */
const SPARING_FROM = 8;

/** The allowance after a request at `now`. Several fixes of one request count once. */
export function spend(allowance: Allowance | undefined, now: number): Allowance {
  if (!allowance) return { at: now, left: MOST_LEFT - 1 };
  const sinceS = (now - allowance.at) / 1000;
  if (!(sinceS > 0)) return allowance;
  const filled = Math.min(MOST_LEFT, allowance.left + sinceS / REFILL_S);
  return { at: now, left: Math.max(0, filled - 1) };
}

/** Seconds until the next fix is wanted. */
export function nextFixInS(
  phase: Phase,
  etaS: number | undefined,
  inVisit: boolean,
  allowance: Allowance | undefined,
): number {
  const short = 1 - (allowance?.left ?? MOST_LEFT) / SPARING_FROM;
  return Math.max(wantedInS(phase, etaS, inVisit), Math.ceil(REFILL_S * short));
}

function wantedInS(phase: Phase, etaS: number | undefined, inVisit: boolean): number {
  if (phase === 'here') return 20;
  if (inVisit) return 3;
  if (etaS === undefined) return 5;
  if (etaS < 45) return 4;
  if (etaS < 150) return 8;
  return Math.round(Math.min(60, Math.max(15, etaS / 8)));
}
