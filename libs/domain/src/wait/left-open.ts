/**
 * An arrival that nobody closed: the bag was handed over without a tap, or the customer gave up. It must not lead
 * the line for days, so it leaves it once the store has closed. Pure.
 */

/** How long the store has to be closed: who came at the last minute is still served. */
export const CLOSED_FOR_MS = 3_600_000;
/** And for this long to come: a break at noon is no end of the day. */
export const CLOSED_YET_MS = 2 * 3_600_000;
/** Nobody waits longer than this, also where the store never closes. */
export const LONGEST_WAIT_MS = 12 * 3_600_000;

export interface OpenArrival {
  /** Unix ms, as all here. */
  readonly arrivedAt: number;
  /** The last claim of its orders; null when nobody is going. */
  readonly claimedAt: number | null;
}

/** @param closed whether the store has been closed for `CLOSED_FOR_MS` and will be for `CLOSED_YET_MS`. */
export function isLeftOpen({ arrivedAt, claimedAt }: OpenArrival, closed: boolean, now: number): boolean {
  const lastSign = Math.max(arrivedAt, claimedAt ?? arrivedAt);
  return now - lastSign >= (closed ? CLOSED_FOR_MS : LONGEST_WAIT_MS);
}
