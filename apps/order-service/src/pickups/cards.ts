/** Builds the card of an order and its trip: what every log entry and every snapshot carries. */
import type { Card, StoreEventDraft, StoreEventType, WaitSplit } from '@curbline/contracts/events';
import { staffWaitEnd } from '@curbline/domain/service';
import { splitWait } from '@curbline/domain/wait';
import { isoOf, isoOrNull } from '@curbline/platform';
import type { StoredTrip } from './trip.entity.js';
import type { StoredOrder } from './order.entity.js';

/**
 * The wait of a handed-over order whose customer was known to be there; null while it is open, where the arrival was
 * left open (nobody knows when that wait ended), and where it lay in its compartment as they came.
 */
export function closedWait(stored: StoredOrder, { trip, leadS }: StoredTrip): WaitSplit | null {
  const { handedOverAt } = stored.order;
  if (handedOverAt === null || !trip.arrival?.confirmed || trip.leftOpenAt !== null) return null;
  const endedAt = staffWaitEnd(stored.terms.service, {
    arrived: trip.arrival.occurredAt,
    locker: stored.locker,
    until: handedOverAt,
  });
  if (endedAt === null) return null;
  return splitWait({
    arrivedAt: trip.arrival.occurredAt,
    endedAt,
    windowFrom: stored.terms.window?.from ?? null,
    firstSignAt: trip.firstSignAt,
    leadMs: leadS * 1000,
  });
}

export function cardOf(stored: StoredOrder, storedTrip: StoredTrip): Card {
  const { order, terms } = stored;
  const { trip, place } = storedTrip;
  return {
    orderId: stored.id,
    tripId: stored.tripId,
    storeId: stored.storeId,
    shortCode: terms.shortCode,
    customerName: terms.customerName,
    language: terms.language,
    service: terms.service,
    ...(terms.serviceChange && {
      serviceChange: { from: terms.serviceChange.from, at: isoOf(terms.serviceChange.at) },
    }),
    window: terms.window && { from: isoOf(terms.window.from), to: isoOf(terms.window.to) },
    itemsCount: terms.itemsCount,
    flags: [...terms.flags],
    note: terms.note,
    order: {
      state: order.state,
      version: stored.version,
      readyAt: isoOrNull(order.readyAt),
      claimedBy: order.claimedBy,
      claimedAt: isoOrNull(order.claimedAt),
      handedOverAt: isoOrNull(order.handedOverAt),
      proof: order.proof,
      recalls: order.recalls,
      ...(order.expectedReadyAt !== null && { expectedReadyAt: isoOf(order.expectedReadyAt) }),
      ...(order.proofReason && { proofReason: order.proofReason, proofNote: stored.handOver.note }),
      ...(stored.handOver.wrongCodes > 0 && { wrongCodes: stored.handOver.wrongCodes }),
      ...(stored.handOver.collectedBy && { collectedBy: stored.handOver.collectedBy }),
    },
    trip: {
      state: trip.state,
      version: storedTrip.version,
      sharing: trip.sharing,
      ...(trip.sharedBy === 'substitute' && { sharedBy: trip.sharedBy }),
      startedAt: isoOrNull(trip.startedAt),
      approachingAt: isoOrNull(trip.approachingAt),
      departedAt: isoOrNull(trip.departedAt),
      declaredArrivalAt: isoOrNull(trip.declaredArrivalAt),
      firstSignAt: isoOrNull(trip.firstSignAt),
      ...(trip.expectedAt !== null && { expectedAt: isoOf(trip.expectedAt) }),
      ...(trip.questionedAt !== null && { questionedAt: isoOf(trip.questionedAt) }),
      ...(trip.leftOpenAt !== null && { leftOpenAt: isoOf(trip.leftOpenAt) }),
      ...(trip.message && { message: { ...trip.message, sentAt: isoOf(trip.message.sentAt) } }),
      ...(trip.lateSaidAt !== null && { lateSaidAt: isoOf(trip.lateSaidAt) }),
      ...(trip.otherStore && { otherStore: { ...trip.otherStore, since: isoOf(trip.otherStore.since) } }),
    },
    arrival: trip.arrival && {
      occurredAt: isoOf(trip.arrival.occurredAt),
      decidedAt: isoOf(trip.arrival.decidedAt),
      evidence: trip.arrival.evidence,
      confirmed: trip.arrival.confirmed,
      reasons: trip.arrival.reasons,
      ...(trip.arrival.predicted && {
        predicted: {
          madeAt: isoOf(trip.arrival.predicted.madeAt),
          arrivalAt: isoOf(trip.arrival.predicted.arrivalAt),
        },
      }),
    },
    bay: place.bay,
    vehicle: place.vehicle,
    placement: place.placement,
    wait: closedWait(stored, storedTrip),
    corrections: trip.corrections,
    ...(storedTrip.discreet && { discreet: true }),
    ...(storedTrip.substitute && {
      substitute: { name: storedTrip.substitute.name, namedAt: isoOf(storedTrip.substitute.namedAt) },
    }),
    ...(stored.shortages && { shortages: [...stored.shortages] }),
    ...(stored.locker && { locker: stored.locker }),
    ...(stored.heldUntil !== null && { heldUntil: isoOf(stored.heldUntil) }),
    ...(stored.gestures && { gestures: [...stored.gestures] }),
  };
}

/**
 * The log entry about an order's card.
 * @param occurredAt Unix ms
 */
export function draftOf(
  order: StoredOrder,
  trip: StoredTrip,
  type: StoreEventType,
  occurredAt: number,
): StoreEventDraft {
  return {
    type,
    entityId: order.id,
    // The card changes with either of the two. Both versions only grow, so their sum does, too.
    entityVersion: order.version + trip.version,
    tripId: trip.id,
    payload: { card: cardOf(order, trip) },
    occurredAt: isoOf(occurredAt),
  };
}
