/** The decision on a customer's journey: from the state and a command to the new state and the fact. */
import { nextState } from '../transitions.js';
import { correctArrival, noteArrival, undoubted } from './arrival.js';
import type { Traveller } from './substitute.js';
import { NEW_TRIP, type OtherStore, type Trip, type TripCommand, type TripDecision } from './trip.js';
import { TRIP_TRANSITIONS, type TripState } from './trip-transitions.js';

/** Decides one command at `now` (Unix ms). Pure: the same arguments give the same answer. */
export function decideTrip(trip: Trip, command: TripCommand, now: number): TripDecision {
  const to = nextState(TRIP_TRANSITIONS, trip.state, command.name);
  if (to === undefined) return { refused: 'not-possible-now' };
  switch (command.name) {
    case 'start':
      return start(trip, to, command, now);
    case 'change_sharing':
      return changeSharing(trip, command.sharing, command.by ?? 'customer');
    case 'declare':
      return { trip: declared(trip, command.declaredArrivalAt), fact: 'details_changed' };
    case 'be_late':
      return beLate(trip, command.arrivalAt, now);
    case 'note_approaching':
      return noteApproaching(trip, to, command);
    case 'note_arrival':
      return noteArrival(trip, command, now);
    case 'correct_arrival':
      return correctArrival(trip, command, now);
    case 'question_arrival':
      return questionArrival(trip, now);
    case 'withdraw_arrival':
      return withdrawArrival(trip);
    case 'note_departure':
      return noteDeparture(trip, to, command);
    case 'note_return':
      return { trip: { ...trip, state: to, departedAt: null }, fact: 'trip_returned' };
    case 'complete':
    case 'cancel':
      return { trip: close(trip, to, now), fact: null };
    case 'lapse':
      return { trip: journeyAnew(trip), fact: 'trip_lapsed' };
    case 'leave_open':
      return leaveOpen(trip, to, now);
    case 'expire':
      return { trip: close(trip, to, now), fact: 'trip_expired' };
    case 'note_other_store':
      return noteOtherStore(trip, command.store);
    case 'send_message':
      return { trip: { ...trip, message: { message: command.message, sentAt: now } }, fact: 'message_sent' };
    case 'reopen':
      return reopen(trip, command.anew);
  }
}

/** A time that they name later is their word from then on. */
const declared = (trip: Trip, declaredArrivalAt: number): Trip => ({
  ...trip,
  declaredArrivalAt,
  lateSaidAt: null,
});

function beLate(trip: Trip, arrivalAt: number, now: number): TripDecision {
  if (trip.lateSaidAt !== null && trip.declaredArrivalAt === arrivalAt) return { trip, fact: null };
  return { trip: { ...trip, declaredArrivalAt: arrivalAt, lateSaidAt: now }, fact: 'trip_delayed' };
}

function reopen(trip: Trip, anew: boolean): TripDecision {
  // It is not known where the customer of an expired trip is.
  if (anew || trip.state === 'expired') return { trip: journeyAnew(trip), fact: null };
  return { trip: { ...trip, state: reopenedState(trip), closedAt: null }, fact: null };
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
  // An arrival that was left open belongs to another day, so this is a new journey.
  if (trip.state === 'left_open') return start(journeyAnew(trip), to, command, now);
  const sharing = command.sharing ? 'live' : trip.sharing === 'none' ? 'declined' : trip.sharing;
  const sharedBy = command.sharing ? (command.by ?? 'customer') : trip.sharedBy;
  const declaredArrivalAt = command.declaredArrivalAt ?? trip.declaredArrivalAt;
  const lateSaidAt = command.declaredArrivalAt === null ? trip.lateSaidAt : null;
  if (trip.state !== 'pending') {
    const sameSharing = sharing === trip.sharing && sharedBy === trip.sharedBy;
    const same = sameSharing && declaredArrivalAt === trip.declaredArrivalAt;
    const fact = same ? null : sameSharing ? 'details_changed' : 'sharing_started';
    return { trip: { ...trip, sharing, sharedBy, declaredArrivalAt, lateSaidAt }, fact };
  }
  return {
    trip: {
      ...trip,
      state: to,
      sharing,
      sharedBy,
      declaredArrivalAt,
      lateSaidAt,
      startedAt: now,
      firstSignAt: trip.firstSignAt ?? now,
    },
    fact: 'trip_started',
  };
}

/** One person's position at a time: the later of two takes over, and nobody turns off what is not theirs. */
function changeSharing(trip: Trip, on: boolean, by: Traveller): TripDecision {
  const own = trip.sharing === 'live' && trip.sharedBy === by;
  if (on === own) return { trip, fact: null };
  return {
    // Without positions it is not known whether they still stand there.
    trip: {
      ...trip,
      sharing: on ? 'live' : 'stopped',
      sharedBy: on ? by : trip.sharedBy,
      otherStore: on ? trip.otherStore : null,
    },
    fact: on ? 'sharing_started' : 'sharing_stopped',
  };
}

function noteOtherStore(trip: Trip, otherStore: OtherStore | null): TripDecision {
  if (otherStore?.storeId === trip.otherStore?.storeId) return { trip, fact: null };
  return { trip: { ...trip, otherStore }, fact: otherStore ? 'seen_at_other_store' : 'left_other_store' };
}

function noteApproaching(
  trip: Trip,
  to: TripState,
  { occurredAt, expectedAt }: Extract<TripCommand, { name: 'note_approaching' }>,
): TripDecision {
  if (trip.state === to) return { trip, fact: null };
  return {
    trip: { ...trip, state: to, approachingAt: occurredAt, expectedAt: expectedAt ?? null },
    fact: 'trip_approaching',
  };
}

/** The customer has this long to answer; then a second "not here" of the staff counts without an answer, ms. */
export const ANSWER_MS = 5 * 60_000;

/**
 * Asks a customer whom staff cannot see whether they are here. Until the answer the wait is not shown, and what they said
 * about their place is kept. If they do not answer for `ANSWER_MS`, staff may withdraw the arrival by saying so again.
 */
function questionArrival(trip: Trip, now: number): TripDecision {
  if (trip.arrival === null) return { refused: 'not-possible-now' };
  if (trip.questionedAt === null) {
    const arrival = { ...trip.arrival, confirmed: false };
    const corrections = trip.corrections + 1;
    return { trip: { ...trip, arrival, corrections, questionedAt: now }, fact: 'arrival_questioned' };
  }
  if (now - trip.questionedAt < ANSWER_MS) return { trip, fact: null };
  return {
    trip: { ...trip, state: 'started', arrival: null, questionedAt: null },
    fact: 'arrival_withdrawn',
  };
}

/**
 * Withdraws the arrival. A customer who had said that they were coming still is. If the tap was a mistake with nothing
 * before it, only its count stays.
 */
function withdrawArrival(trip: Trip): TripDecision {
  // A question was counted when it was asked: its "no" is the same correction.
  const corrections = trip.corrections + (trip.questionedAt === null ? 1 : 0);
  if (trip.state === 'left_open') return withdrawn(journeyAnew(trip), corrections);
  const beganWithIt = trip.startedAt !== null && trip.startedAt === trip.arrival?.decidedAt;
  if (beganWithIt && trip.questionedAt === null && trip.sharing !== 'live') {
    return withdrawn(journeyAnew(trip), corrections);
  }
  const left = { arrival: null, departedAt: null, questionedAt: null };
  return withdrawn({ ...trip, ...left, state: 'started' }, corrections);
}

const withdrawn = (trip: Trip, corrections: number): TripDecision => ({
  trip: { ...trip, corrections },
  fact: 'arrival_withdrawn',
});

function noteDeparture(
  trip: Trip,
  to: TripState,
  { occurredAt, claimed }: Extract<TripCommand, { name: 'note_departure' }>,
): TripDecision {
  if (claimed) return { refused: 'not-possible-now' };
  const arrival = trip.arrival && (trip.questionedAt === null ? trip.arrival : undoubted(trip.arrival));
  return {
    trip: { ...trip, state: to, arrival, questionedAt: null, departedAt: occurredAt },
    fact: 'trip_departed',
  };
}

/** Moves an arrival that was not closed before the store was from the queue into a list, with its time kept. */
function leaveOpen(trip: Trip, to: TripState, now: number): TripDecision {
  const arrival = trip.arrival && (trip.questionedAt === null ? trip.arrival : undoubted(trip.arrival));
  const sharing = endedSharing(trip);
  return {
    trip: {
      ...trip,
      state: to,
      arrival,
      sharing,
      questionedAt: null,
      leftOpenAt: now,
      otherStore: null,
      message: null,
    },
    fact: 'trip_left_open',
  };
}

/** The trip before the customer set off; the number of corrections is kept. */
function journeyAnew(trip: Trip): Trip {
  const { sharedBy, corrections } = trip;
  return { ...NEW_TRIP, sharing: endedSharing(trip), sharedBy, corrections };
}

const endedSharing = (trip: Trip): Trip['sharing'] => (trip.sharing === 'live' ? 'stopped' : trip.sharing);

function close(trip: Trip, to: TripState, now: number): Trip {
  const sharing = endedSharing(trip);
  const arrival = trip.arrival && (trip.questionedAt === null ? trip.arrival : undoubted(trip.arrival));
  return {
    ...trip,
    state: to,
    sharing,
    arrival,
    questionedAt: null,
    closedAt: now,
    otherStore: null,
    message: null,
  };
}
