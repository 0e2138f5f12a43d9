import type { Change } from '../changes.js';
import { closeLinks, renewLinks } from '../links/close-links.js';
import { LINK_LIFE_MS } from '../links/issue-link.js';
import type { StoredOrder } from '../orders/order-records.js';
import type { StoredTrip } from './trip-records.js';

/** Lets the customer's links run out once their trip is over; does nothing while it is open. */
export function closeTripLinks(change: Change, { storeId, id, trip }: StoredTrip): void {
  if (trip.closedAt !== null) closeLinks(change.manager, storeId, id, trip.closedAt);
}

/** Past the end of the promised window: who comes late still has a page. */
const GRACE_MS = 24 * 3_600_000;

/**
 * Lets the customer's links live as long as the orders' windows now say. Called whenever a window was changed or a
 * trip that was over goes on; does nothing when the trip is over.
 */
export function renewTripLinks(
  change: Change,
  { trip, orders }: { readonly trip: StoredTrip; readonly orders: readonly StoredOrder[] },
): void {
  if (trip.trip.closedAt !== null) return;
  const ends = orders.map(({ terms }) =>
    terms.window === null ? terms.createdAt + LINK_LIFE_MS : terms.window.to + GRACE_MS,
  );
  renewLinks(change.manager, trip.storeId, trip.id, Math.max(change.now + GRACE_MS, ...ends));
}
