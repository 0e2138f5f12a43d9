/** When the customer will be there, from what the server projects or the customer said. */
import type { FixesAnswer } from '@curbline/contracts/http';

export interface ArrivalTime {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  readonly declared: boolean;
}

type Eta = NonNullable<FixesAnswer['eta']>;

/** An ETA in seconds, as of `asOf` (Unix ms, server's time), as points in time. */
export const arrivalTimeOf = (eta: Eta, asOf: number): ArrivalTime => ({
  at: asOf + eta.seconds * 1000,
  low: asOf + eta.lowSeconds * 1000,
  high: asOf + eta.highSeconds * 1000,
  declared: eta.source === 'declared',
});

const STEP_MS = 60_000;
const UNSURE_MS = 4 * 60_000;

export type Headline =
  | { readonly kind: 'at'; readonly at: number }
  | { readonly kind: 'between'; readonly from: number; readonly to: number }
  | { readonly kind: 'now' };

/**
 * What the headline says: a time to the minute, or a range when the estimate is loose. A time that has
 * passed reads as "now": a page that names a minute gone by looks broken.
 */
export function headlineOf(time: ArrivalTime, now: number): Headline {
  if (time.high - time.low > UNSURE_MS) {
    const from = Math.max(now, Math.floor(time.low / STEP_MS) * STEP_MS);
    const to = Math.ceil(time.high / STEP_MS) * STEP_MS;
    if (to > now) return { kind: 'between', from, to };
  }
  if (time.at - now < 45_000) return { kind: 'now' };
  return { kind: 'at', at: Math.round(time.at / STEP_MS) * STEP_MS };
}

/**
 * How far along the way the car is drawn, 0 to 1: the share of the longest estimate seen so far that is
 * already gone. Never back: a car that reverses at each new estimate looks wrong.
 */
export function alongTheWay(previous: number, secondsLeft: number | null, longestS: number): number {
  if (secondsLeft === null || longestS <= 0) return previous;
  const share = 1 - Math.min(1, Math.max(0, secondsLeft / longestS));
  return Math.max(previous, share);
}
