import { linkEndsAt } from '@curbline/domain/trip';
import type { Change } from '../changes/changes.service.js';
import { expireLinks, moveLinks } from './trip-links.repository.js';
import type { StoredOrder } from './order.entity.js';
import type { StoredTrip } from './trip.entity.js';

/** Lets the customer's links run out once their trip is over; does nothing while it is open. */
export function closeTripLinks(change: Change, { storeId, id, trip }: StoredTrip): void {
  if (trip.closedAt !== null) expireLinks(change.manager, storeId, id, trip.closedAt);
}

/**
 * Lets the customer's links live as long as the orders' windows now say. Call it whenever a window was changed or a
 * trip that was over goes on; does nothing when the trip is over.
 */
export function renewTripLinks(
  change: Change,
  { trip, orders }: { readonly trip: StoredTrip; readonly orders: readonly StoredOrder[] },
): void {
  if (trip.trip.closedAt === null)
    moveLinks(change.manager, trip.storeId, trip.id, tripLinksEndAt(orders, change.now));
}

/** Until when a link of this trip lives, Unix ms. @param now Unix ms */
export function tripLinksEndAt(orders: readonly Pick<StoredOrder, 'terms'>[], now: number): number {
  return linkEndsAt(
    orders.map(({ terms }) => ({ windowTo: terms.window?.to ?? null, createdAt: terms.createdAt })),
    now,
  );
}
