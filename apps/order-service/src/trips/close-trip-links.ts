import type { Change } from '../changes.js';
import { closeLinks } from '../links/close-links.js';
import type { StoredTrip } from './trip-records.js';

/** Lets the customer's links run out once their trip is over; does nothing while it is open. */
export function closeTripLinks(change: Change, { storeId, id, trip }: StoredTrip): void {
  if (trip.closedAt !== null) closeLinks(change.manager, storeId, id, trip.closedAt);
}
