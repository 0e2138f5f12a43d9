/**
 * The customer's journey: pure decision from state and command to the new state and what happened.
 *
 * The arrival is the delicate part. It is told once; later and stronger evidence upgrades it and may
 * correct `occurredAt` (`arrival_corrected`), which never alerts anybody a second time.
 */
import { nextState } from '../transitions.js';
import { confirms, isStronger, knowsWhen, placesHere, type ArrivalEvidence } from './evidence.js';
import type { Doubt } from '../plausibility/index.js';
import { TRIP_TRANSITIONS, type TripState } from './trip-transitions.js';

/** Figures that say why, for the board to put into words. */
export interface Reasons {
  readonly insideForS?: number | undefined;
  readonly stoodForS?: number | undefined;
  readonly accuracyM?: number | undefined;
  readonly fixes?: number | undefined;
  readonly certainty?: number | undefined;
  /** What speaks against the positions that it rests on; carried, not judged here. */
  readonly doubts?: Doubt[] | undefined;
}

export interface TripArrival {
  readonly occurredAt: number;
  readonly decidedAt: number;
  readonly evidence: ArrivalEvidence;
  readonly confirmed: boolean;
  readonly reasons: Reasons | null;
}

/** Another store of the chain at which the customer was seen standing. */
export interface OtherStore {
  readonly storeId: string;
  readonly name: string;
  readonly since: number;
}

export type TripSharing = 'live' | 'stopped' | 'declined' | 'none';

/** What the decision needs of a trip. Instants are Unix milliseconds. */
export interface Trip {
  readonly state: TripState;
  readonly sharing: TripSharing;
  readonly startedAt: number | null;
  readonly approachingAt: number | null;
  readonly departedAt: number | null;
  readonly declaredArrivalAt: number | null;
  /** The first sign of the customer's coming: short notice is judged from it. */
  readonly firstSignAt: number | null;
  readonly arrival: TripArrival | null;
  readonly closedAt: number | null;
  /** How often staff or customer corrected the arrival. */
  readonly corrections: number;
  /** Where they wait in vain; null as soon as nobody can say so any more. */
  readonly otherStore: OtherStore | null;
}

export const NEW_TRIP: Trip = {
  state: 'pending',
  sharing: 'none',
  startedAt: null,
  approachingAt: null,
  departedAt: null,
  declaredArrivalAt: null,
  firstSignAt: null,
  arrival: null,
  closedAt: null,
  corrections: 0,
  otherStore: null,
};

export interface ArrivalNews {
  readonly occurredAt: number;
  readonly evidence: ArrivalEvidence;
  readonly reasons: Reasons | null;
}

export type TripCommand =
  | { readonly name: 'start'; readonly sharing: boolean; readonly declaredArrivalAt: number | null }
  | { readonly name: 'change_sharing'; readonly sharing: boolean }
  | { readonly name: 'declare'; readonly declaredArrivalAt: number }
  | { readonly name: 'note_approaching'; readonly occurredAt: number }
  | ({ readonly name: 'note_arrival' } & ArrivalNews)
  | ({ readonly name: 'correct_arrival' } & ArrivalNews)
  | { readonly name: 'note_departure' | 'note_return'; readonly occurredAt: number }
  /** `null` when they have left it. */
  | { readonly name: 'note_other_store'; readonly store: OtherStore | null }
  | { readonly name: 'withdraw_arrival' | 'complete' | 'reopen' | 'cancel' | 'expire' };

export type TripFact =
  | 'trip_started'
  | 'trip_approaching'
  | 'trip_arrived'
  | 'arrival_corrected'
  | 'arrival_withdrawn'
  | 'trip_departed'
  | 'trip_returned'
  | 'trip_expired'
  | 'sharing_started'
  | 'sharing_stopped'
  | 'details_changed'
  | 'seen_at_other_store'
  | 'left_other_store';

/** `fact` is null when nothing changed, or when the change is told by the order's own event. */
export type TripDecision =
  { readonly trip: Trip; readonly fact: TripFact | null } | { readonly refused: 'not-possible-now' };

/** Decides one command at `now` (Unix ms). Pure: the same arguments give the same answer. */
export function decideTrip(trip: Trip, command: TripCommand, now: number): TripDecision {
  const to = nextState(TRIP_TRANSITIONS, trip.state, command.name);
  if (to === undefined) return { refused: 'not-possible-now' };
  switch (command.name) {
    case 'start':
      return start(trip, to, command, now);
    case 'change_sharing':
      return changeSharing(trip, command.sharing);
    case 'declare':
      return { trip: { ...trip, declaredArrivalAt: command.declaredArrivalAt }, fact: 'details_changed' };
    case 'note_approaching':
      if (trip.state === to) return { trip, fact: null };
      return { trip: { ...trip, state: to, approachingAt: command.occurredAt }, fact: 'trip_approaching' };
    case 'note_arrival':
      return noteArrival(trip, command, now);
    case 'correct_arrival':
      return correctArrival(trip, command, now);
    case 'withdraw_arrival':
      return {
        trip: { ...trip, state: to, arrival: null, departedAt: null, corrections: trip.corrections + 1 },
        fact: 'arrival_withdrawn',
      };
    case 'note_departure':
      return { trip: { ...trip, state: to, departedAt: command.occurredAt }, fact: 'trip_departed' };
    case 'note_return':
      return { trip: { ...trip, state: to, departedAt: null }, fact: 'trip_returned' };
    case 'complete':
    case 'cancel':
      return { trip: close(trip, to, now), fact: null };
    case 'expire':
      return { trip: close(trip, to, now), fact: 'trip_expired' };
    case 'note_other_store':
      return noteOtherStore(trip, command.store);
    case 'reopen':
      return { trip: { ...trip, state: reopenedState(trip), closedAt: null }, fact: null };
  }
}

/** A recall brings the card back to where it was: to the customer who is here, or the one on the way. */
function reopenedState(trip: Trip): TripState {
  if (trip.arrival !== null) return 'arrived';
  return trip.startedAt === null ? 'pending' : 'started';
}

function start(
  trip: Trip,
  to: TripState,
  command: Extract<TripCommand, { name: 'start' }>,
  now: number,
): TripDecision {
  const sharing = command.sharing ? 'live' : trip.sharing === 'none' ? 'declined' : trip.sharing;
  const declaredArrivalAt = command.declaredArrivalAt ?? trip.declaredArrivalAt;
  if (trip.state !== 'pending') {
    const same = sharing === trip.sharing && declaredArrivalAt === trip.declaredArrivalAt;
    const fact = same ? null : sharing === trip.sharing ? 'details_changed' : 'sharing_started';
    return { trip: { ...trip, sharing, declaredArrivalAt }, fact };
  }
  return {
    trip: {
      ...trip,
      state: to,
      sharing,
      declaredArrivalAt,
      startedAt: now,
      firstSignAt: trip.firstSignAt ?? now,
    },
    fact: 'trip_started',
  };
}

function changeSharing(trip: Trip, on: boolean): TripDecision {
  if (on === (trip.sharing === 'live')) return { trip, fact: null };
  return {
    // Without positions nobody knows whether they still stand there.
    trip: { ...trip, sharing: on ? 'live' : 'stopped', otherStore: on ? trip.otherStore : null },
    fact: on ? 'sharing_started' : 'sharing_stopped',
  };
}

function noteOtherStore(trip: Trip, otherStore: OtherStore | null): TripDecision {
  if (otherStore?.storeId === trip.otherStore?.storeId) return { trip, fact: null };
  return { trip: { ...trip, otherStore }, fact: otherStore ? 'seen_at_other_store' : 'left_other_store' };
}

function noteArrival(trip: Trip, news: ArrivalNews, now: number): TripDecision {
  if (trip.otherStore !== null && placesHere(news.evidence)) {
    // A tap may come from the other store; what was seen here ends the error.
    const decision = noteArrival({ ...trip, otherStore: null }, news, now);
    return 'refused' in decision ? decision : { ...decision, fact: decision.fact ?? 'left_other_store' };
  }
  if (trip.state === 'departed' && trip.arrival !== null) {
    // They came back: the wait goes on from the first arrival, stronger evidence or not.
    const arrival = upgraded(trip.arrival, news, now);
    return { trip: { ...trip, state: 'arrived', departedAt: null, arrival }, fact: 'trip_returned' };
  }
  if (trip.arrival !== null) return correctArrival(trip, news, now);
  const arrival = arrivalOf(news, now);
  const firstSignAt = trip.firstSignAt ?? now;
  return {
    trip: { ...trip, state: 'arrived', arrival, firstSignAt, startedAt: trip.startedAt ?? firstSignAt },
    fact: 'trip_arrived',
  };
}

function correctArrival(trip: Trip, news: ArrivalNews, now: number): TripDecision {
  if (trip.arrival === null) return { refused: 'not-possible-now' };
  const arrival = upgraded(trip.arrival, news, now);
  return arrival === trip.arrival
    ? { trip, fact: null }
    : { trip: { ...trip, arrival }, fact: 'arrival_corrected' };
}

function arrivalOf(news: ArrivalNews, now: number): TripArrival {
  return {
    occurredAt: Math.min(news.occurredAt, now),
    decidedAt: now,
    evidence: news.evidence,
    confirmed: confirms(news.evidence),
    reasons: news.reasons,
  };
}

/**
 * The arrival after more news. Positions say when the car stood, so theirs is the time even against
 * a tap; among kinds that do not know, the earliest confirmed time stays, in the customer's favour.
 */
function upgraded(arrival: TripArrival, news: ArrivalNews, now: number): TripArrival {
  const next = arrivalOf(news, now);
  if (!arrival.confirmed) return next.confirmed ? next : arrival;
  const sameSource = news.evidence === arrival.evidence && knowsWhen(news.evidence);
  if (!isStronger(news.evidence, arrival.evidence) && !sameSource) return arrival;
  const occurredAt = knowsWhen(news.evidence)
    ? next.occurredAt
    : Math.min(arrival.occurredAt, next.occurredAt);
  if (sameSource && occurredAt === arrival.occurredAt) return arrival;
  return { ...next, occurredAt, decidedAt: arrival.decidedAt };
}

function close(trip: Trip, to: TripState, now: number): Trip {
  const sharing = trip.sharing === 'live' ? 'stopped' : trip.sharing;
  return { ...trip, state: to, sharing, closedAt: now, otherStore: null };
}
