import type { Change } from '../changes.js';
import { closeLinks } from '../links/close-links.js';
import type { StoredTrip } from './trip-records.js';

/** Lets the customer's links run out once their trip is over; does nothing while it is open. */
export async function closeTripLinks(change: Change, { storeId, id, trip }: StoredTrip): Promise<void> {
  if (trip.closedAt !== null) await closeLinks(change.manager, storeId, id, trip.closedAt);
}
