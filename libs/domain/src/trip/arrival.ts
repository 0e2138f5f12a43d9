/**
 * How further evidence changes the arrival of a trip. An arrival is reported once. Later and stronger evidence upgrades it
 * and may correct `occurredAt` (`arrival_corrected`), which never alerts anybody a second time.
 */
import { confirms, isStronger, knowsWhen, placesHere } from './evidence.js';
import type { ArrivalNews, Trip, TripArrival, TripDecision } from './trip.js';

/** Takes in evidence that the customer is here, for the first time or again. */
export function noteArrival(trip: Trip, news: ArrivalNews, now: number): TripDecision {
  if (trip.otherStore !== null && placesHere(news.evidence)) {
    // A tap may come from the other store; what was seen here ends the error.
    const decision = noteArrival({ ...trip, otherStore: null }, news, now);
    return 'refused' in decision ? decision : { ...decision, fact: decision.fact ?? 'left_other_store' };
  }
  if (trip.state === 'departed' && trip.arrival !== null) {
    // They came back: the wait goes on from the first arrival, stronger evidence or not.
    const arrival = upgraded(trip, trip.arrival, news, now);
    return { trip: { ...trip, state: 'arrived', departedAt: null, arrival }, fact: 'trip_returned' };
  }
  if (trip.arrival !== null && trip.state === 'arrived') return correctArrival(trip, news, now);
  // An arrival that was left open is over: a customer who says "I'm here" again is here from now on.
  const arrival = arrivalOf(trip, news, now);
  const firstSignAt = trip.firstSignAt ?? now;
  return {
    trip: {
      ...trip,
      state: 'arrived',
      arrival,
      firstSignAt,
      startedAt: trip.startedAt ?? firstSignAt,
      leftOpenAt: null,
    },
    fact: 'trip_arrived',
  };
}

/** Takes in better knowledge of the same arrival. */
export function correctArrival(trip: Trip, news: ArrivalNews, now: number): TripDecision {
  if (trip.arrival === null) return { refused: 'not-possible-now' };
  if (trip.questionedAt !== null) return answerQuestion(trip, trip.arrival, news, now);
  const arrival = upgraded(trip, trip.arrival, news, now);
  return arrival === trip.arrival
    ? { trip, fact: null }
    : { trip: { ...trip, arrival }, fact: 'arrival_corrected' };
}

/** The arrival as it was before staff questioned it. */
export const undoubted = (arrival: TripArrival): TripArrival => ({
  ...arrival,
  confirmed: confirms(arrival.evidence),
});

/**
 * Answers the staff's question whether the customer is here with yes. The wait counts from its first start, so that the
 * store gains nothing by asking. A yes from far away ends the question and confirms nothing.
 */
function answerQuestion(trip: Trip, doubted: TripArrival, news: ArrivalNews, now: number): TripDecision {
  const answered = { ...trip, questionedAt: null };
  if (!confirms(news.evidence)) {
    return {
      trip: { ...answered, arrival: { ...doubted, evidence: news.evidence, confirmed: false } },
      fact: 'arrival_corrected',
    };
  }
  return {
    trip: { ...answered, arrival: upgraded(trip, undoubted(doubted), news, now) },
    fact: 'arrival_confirmed',
  };
}

function arrivalOf({ firstSignAt }: Trip, news: ArrivalNews, now: number): TripArrival {
  // A phone's clock may be wrong by any amount: no position shows a car here before its trip began.
  const earliest = knowsWhen(news.evidence) ? (firstSignAt ?? now) : Number.NEGATIVE_INFINITY;
  return {
    occurredAt: Math.min(Math.max(news.occurredAt, earliest), now),
    decidedAt: now,
    evidence: news.evidence,
    confirmed: confirms(news.evidence),
    reasons: news.reasons,
    ...(news.predicted && { predicted: news.predicted }),
  };
}

/**
 * The arrival after more news. Positions say when the car stood, so theirs is the time even against
 * a tap; among kinds that do not know, the earliest confirmed time stays, in the customer's favor.
 */
function upgraded(trip: Trip, arrival: TripArrival, news: ArrivalNews, now: number): TripArrival {
  const next = arrivalOf(trip, news, now);
  if (!arrival.confirmed) return next.confirmed ? next : arrival;
  const sameSource = news.evidence === arrival.evidence && knowsWhen(news.evidence);
  if (!isStronger(news.evidence, arrival.evidence) && !sameSource) return arrival;
  const occurredAt = knowsWhen(news.evidence)
    ? next.occurredAt
    : Math.min(arrival.occurredAt, next.occurredAt);
  if (sameSource && occurredAt === arrival.occurredAt) return arrival;
  const predicted = next.predicted ?? arrival.predicted;
  return { ...next, occurredAt, decidedAt: arrival.decidedAt, ...(predicted && { predicted }) };
}
