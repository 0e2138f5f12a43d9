/**
 * Arrivals that were never closed, because the order was handed over without a tap or the customer gave up. They leave
 * the queue once the store has closed, so that they do not stay at its head for days.
 */

/** The store must have been closed for this long, because customers who came at the last minute are still served. */
export const CLOSED_FOR_MS = 3_600_000;
/** It must stay closed for this long, because a break at noon is not the end of the day. */
export const CLOSED_YET_MS = 2 * 3_600_000;
/** No wait is longer than this, also at a store that never closes. */
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
