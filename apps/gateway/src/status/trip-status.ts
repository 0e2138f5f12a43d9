/** Maps events of the store's log to messages for the customer's page. Pure. */
import type { Card, Progress, StoreEvent } from '@curbline/contracts/events';
import type { TripProgressPush, TripStatusPush } from '@curbline/contracts/http';

/** @param role whose page it is: a position that the other of two shares is not theirs */
export function statusOf(card: Card, role: 'customer' | 'substitute'): TripStatusPush {
  const { sharing, sharedBy = 'customer' } = card.trip;
  return {
    tripId: card.tripId,
    orderState: card.order.state,
    tripState: card.trip.state,
    sharing: sharing === 'live' && sharedBy !== role ? 'none' : sharing,
    runner: card.order.claimedBy?.name ?? null,
    bay: card.bay,
    arrivedAt: card.arrival?.occurredAt ?? null,
    handedOverAt: card.order.handedOverAt,
  };
}

/** Leaves out the suspicions, which are for staff only: whoever spoofs positions must not learn how they are recognized. */
export function progressOf({
  tripId,
  at,
  lastSeenAt,
  eta,
  expectedAt,
  band,
  signalLost,
  probablyHere,
}: Progress): TripProgressPush {
  return { tripId, at, lastSeenAt, eta, expectedAt, band, signalLost, probablyHere };
}

/** Events of other trips that may change this customer's queue position, or the store's settings. */
const CHANGE_THE_VIEW: ReadonlySet<StoreEvent['type']> = new Set([
  'trip_arrived',
  'arrival_corrected',
  'arrival_questioned',
  'arrival_confirmed',
  'arrival_withdrawn',
  'trip_left_open',
  'trip_departed',
  'trip_returned',
  'order_handed_over',
  'order_recalled',
  'order_canceled',
  'order_not_collected',
  'settings_changed',
]);

export const changesTheView = (event: StoreEvent): boolean => CHANGE_THE_VIEW.has(event.type);
