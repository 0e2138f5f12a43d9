/** The state of a trip and its order by the domain's pure functions alone: what a service is compared with. */
import type { Card } from '@curbline/contracts/events';
import { decideOrder, type Order, type OrderCommand } from '@curbline/domain/order';
import { decideTrip, NEW_TRIP, type Trip, type TripCommand } from '@curbline/domain/trip';

/** What the domain says, nothing else. `by` is a name, since ids are the service's own. */
export class Model {
  constructor(private readonly clock: { now(): number }) {}

  trip: Trip = NEW_TRIP;
  order: Order = {
    state: 'placed',
    readyAt: null,
    expectedReadyAt: null,
    claimedBy: null,
    claimedAt: null,
    handedOverAt: null,
    proof: null,
    proofReason: null,
    recalls: 0,
  };

  /** @returns whether the command was allowed. */
  onTrip(command: TripCommand): boolean {
    const decision = decideTrip(this.trip, command, this.clock.now());
    if ('refused' in decision) return false;
    this.trip = decision.trip;
    return true;
  }

  onOrder(command: OrderCommand): boolean {
    const decision = decideOrder(this.order, command, this.clock.now());
    if ('refused' in decision) return false;
    this.order = decision.order;
    if (command.name === 'hand_over' && this.trip.questionedAt !== null) {
      const occurredAt = this.clock.now();
      this.onTrip({ name: 'note_arrival', occurredAt, evidence: 'staff_entered', reasons: null });
    }
    const { state } = this.order;
    if (state === 'handed_over') this.onTrip({ name: 'complete' });
    if (state === 'canceled') this.onTrip({ name: 'cancel' });
    if (command.name === 'recall') this.onTrip({ name: 'reopen', anew: false });
    return true;
  }
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** The model as a card would say it. */
export const cardOf = ({ trip, order }: Model) => ({
  order: {
    state: order.state,
    readyAt: iso(order.readyAt),
    ...(order.expectedReadyAt !== null && { expectedReadyAt: iso(order.expectedReadyAt) }),
    claimedBy: order.claimedBy?.name ?? null,
    claimedAt: iso(order.claimedAt),
    handedOverAt: iso(order.handedOverAt),
    proof: order.proof,
    ...(order.proofReason && { proofReason: order.proofReason, proofNote: null }),
    recalls: order.recalls,
  },
  trip: {
    state: trip.state,
    sharing: trip.sharing,
    startedAt: iso(trip.startedAt),
    approachingAt: iso(trip.approachingAt),
    departedAt: iso(trip.departedAt),
    declaredArrivalAt: iso(trip.declaredArrivalAt),
    firstSignAt: iso(trip.firstSignAt),
    ...(trip.message && { message: { ...trip.message, sentAt: iso(trip.message.sentAt) } }),
    ...(trip.questionedAt !== null && { questionedAt: iso(trip.questionedAt) }),
  },
  arrival: trip.arrival && {
    occurredAt: iso(trip.arrival.occurredAt),
    decidedAt: iso(trip.arrival.decidedAt),
    evidence: trip.arrival.evidence,
    confirmed: trip.arrival.confirmed,
  },
  corrections: trip.corrections,
});

/** The part of a card that the model knows. */
export function comparable(card: Card | undefined) {
  if (!card) return undefined;
  const { version: _order, claimedBy, ...order } = card.order;
  const { version: _trip, ...trip } = card.trip;
  const { reasons: _reasons, ...arrival } = card.arrival ?? { reasons: null };
  return {
    order: { ...order, claimedBy: claimedBy?.name ?? null },
    trip,
    arrival: card.arrival && arrival,
    corrections: card.corrections,
  };
}
