/** How long a customer's link opens its trip, as long as the trip itself is open. */
const HOUR_MS = 3_600_000;

/** Time after the end of the promised window, so that customers who come late still have a page. */
export const LINK_GRACE_MS = 24 * HOUR_MS;
/** An order without a window may be fetched this long after it was placed. */
export const LINK_LIFE_WITHOUT_WINDOW_MS = 7 * 24 * HOUR_MS;

export interface LinkedOrder {
  /** The end of the promised window, Unix ms; null when there is none. */
  readonly windowTo: number | null;
  /** When the order was placed, Unix ms. */
  readonly createdAt: number;
}

/**
 * Until when the links of a trip live: the end of its latest window and the grace. A link that is issued or renewed
 * later than that lives for the grace.
 * @param now Unix ms
 */
export function linkEndsAt(orders: readonly LinkedOrder[], now: number): number {
  const ends = orders.map(({ windowTo, createdAt }) =>
    windowTo === null ? createdAt + LINK_LIFE_WITHOUT_WINDOW_MS : windowTo + LINK_GRACE_MS,
  );
  return Math.max(now + LINK_GRACE_MS, ...ends);
}
