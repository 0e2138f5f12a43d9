import type { OrderView } from '@curbline/contracts/http';
import { isoOf, isoOrNull } from '@curbline/platform';
import type { StoredTrip } from '../pickups/trip.entity.js';
import { closedWait } from '../pickups/cards.js';
import type { StoredOrder } from '../pickups/order.entity.js';

/** An order as its shop sees it. */
export function orderViewOf(stored: StoredOrder, storedTrip: StoredTrip): OrderView {
  const { order, terms } = stored;
  return {
    id: stored.id,
    storeId: stored.storeId,
    tripId: stored.tripId,
    externalId: terms.externalId,
    reference: terms.reference,
    shortCode: terms.shortCode,
    state: order.state,
    tripState: storedTrip.trip.state,
    service: terms.service,
    window: terms.window && { from: isoOf(terms.window.from), to: isoOf(terms.window.to) },
    createdAt: isoOf(terms.createdAt),
    readyAt: isoOrNull(order.readyAt),
    arrivedAt: isoOrNull(storedTrip.trip.arrival?.occurredAt ?? null),
    handedOverAt: isoOrNull(order.handedOverAt),
    wait: closedWait(stored, storedTrip),
    ...(stored.locker && { locker: stored.locker }),
    ...(stored.heldUntil !== null && { heldUntil: isoOf(stored.heldUntil) }),
    version: stored.version,
  };
}
