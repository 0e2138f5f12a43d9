/** What is taken back, asked again, or ended too early. */
import { describe, expect, it } from 'vitest';
import {
  ANSWER_MS,
  decideTrip,
  NEW_TRIP,
  type ArrivalEvidence,
  type Trip,
  type TripArrival,
} from './index.js';

const NOW = 1_800_000_000_000;

const arrival = (evidence: ArrivalEvidence): TripArrival => ({
  occurredAt: NOW - 60_000,
  decidedAt: NOW - 50_000,
  evidence,
  confirmed: evidence !== 'tapped_far',
  reasons: null,
});

const trip = (over: Partial<Trip> = {}): Trip => ({ ...NEW_TRIP, ...over });

function must(decision: ReturnType<typeof decideTrip>) {
  if ('refused' in decision) throw new Error(`refused: ${decision.refused}`);
  return decision;
}

describe('staff who cannot see the customer', () => {
  const parked = trip({
    state: 'arrived',
    startedAt: NOW - 600_000,
    firstSignAt: NOW - 600_000,
    arrival: arrival('position_parked'),
  });
  const ask = (before: Trip, at = NOW) => must(decideTrip(before, { name: 'question_arrival' }, at));
  const say = (before: Trip, evidence: ArrivalEvidence, at = NOW) =>
    must(decideTrip(before, { name: 'note_arrival', occurredAt: at, evidence, reasons: null }, at));

  it('ask, and the arrival is in doubt until the customer answers; it is counted once', () => {
    const asked = ask(parked);
    expect(asked.fact).toBe('arrival_questioned');
    expect(asked.trip).toMatchObject({ state: 'arrived', questionedAt: NOW, corrections: 1 });
    expect(asked.trip.arrival).toMatchObject({ confirmed: false, occurredAt: NOW - 60_000 });
    expect(ask(asked.trip, NOW + 1000)).toEqual({ trip: asked.trip, fact: null });
  });

  it('gain nothing by asking: after a yes the wait counts from its beginning', () => {
    const yes = say(ask(parked).trip, 'tapped_unseen', NOW + 90_000);
    expect(yes.fact).toBe('arrival_confirmed');
    expect(yes.trip.questionedAt).toBeNull();
    expect(yes.trip.arrival).toMatchObject({
      confirmed: true,
      occurredAt: NOW - 60_000,
      evidence: 'position_parked',
    });
  });

  it('get a no from a yes from far away, without another question', () => {
    const far = say(ask(parked).trip, 'tapped_far', NOW + 90_000);
    expect(far.fact).toBe('arrival_corrected');
    expect(far.trip).toMatchObject({ questionedAt: null, arrival: { confirmed: false } });
  });

  it('get "not yet": the customer is on the way again, counted as one correction', () => {
    const no = must(decideTrip(ask(parked).trip, { name: 'withdraw_arrival' }, NOW));
    expect(no.trip).toMatchObject({ state: 'started', arrival: null, questionedAt: null, corrections: 1 });
  });

  it('may say it again when nobody has answered for five minutes', () => {
    const again = ask(ask(parked).trip, NOW + ANSWER_MS);
    expect(again.fact).toBe('arrival_withdrawn');
    expect(again.trip).toMatchObject({ state: 'started', arrival: null, corrections: 1 });
  });
});

describe('a customer who takes "I’m here" back', () => {
  const tap = (before: Trip) =>
    must(
      decideTrip(
        before,
        { name: 'note_arrival', occurredAt: NOW, evidence: 'tapped_unseen', reasons: null },
        NOW,
      ),
    ).trip;
  const takeBack = (before: Trip) => must(decideTrip(before, { name: 'withdraw_arrival' }, NOW + 5000)).trip;

  it('is on the way again, or has not set off when the tap was the first word of all', () => {
    const started = trip({ state: 'started', startedAt: NOW - 60_000, firstSignAt: NOW - 60_000 });
    expect(takeBack(tap(started))).toMatchObject({ state: 'started', arrival: null, corrections: 1 });
    expect(takeBack(tap(NEW_TRIP))).toEqual({ ...NEW_TRIP, corrections: 1 });
  });
});

describe('a car that seems to leave', () => {
  it('stays in the queue while somebody is on the way to it', () => {
    const here = trip({ state: 'arrived', arrival: arrival('position_parked') });
    const leave = (claimed: boolean) =>
      decideTrip(here, { name: 'note_departure', occurredAt: NOW, claimed }, NOW);
    expect(leave(true)).toEqual({ refused: 'not-possible-now' });
    expect(must(leave(false)).trip.state).toBe('departed');
  });
});

describe('ends that were too early', () => {
  const silent = trip({
    state: 'approaching',
    sharing: 'live',
    startedAt: NOW - 5 * 3_600_000,
    firstSignAt: NOW - 5 * 3_600_000,
    approachingAt: NOW - 4.5 * 3_600_000,
    corrections: 2,
  });

  it('a journey that was silent for long returns to its beginning and ends sharing', () => {
    const lapsed = must(decideTrip(silent, { name: 'lapse' }, NOW));
    expect(lapsed.fact).toBe('trip_lapsed');
    expect(lapsed.trip).toEqual({ ...NEW_TRIP, sharing: 'stopped', corrections: 2 });
  });

  it('a reopened order begins a new journey, whatever the last one knew', () => {
    const expired = trip({ ...silent, state: 'expired', closedAt: NOW, arrival: arrival('tapped_near') });
    const back = must(decideTrip(expired, { name: 'reopen', anew: true }, NOW)).trip;
    expect(back).toEqual({ ...NEW_TRIP, sharing: 'stopped', corrections: 2 });
  });

  it('an arrival that was never closed leaves the queue with its time, and another day begins a new journey', () => {
    const here = trip({ state: 'arrived', sharing: 'live', arrival: arrival('position_parked') });
    const left = must(decideTrip(here, { name: 'leave_open' }, NOW));
    expect(left.fact).toBe('trip_left_open');
    expect(left.trip).toMatchObject({
      state: 'left_open',
      sharing: 'stopped',
      leftOpenAt: NOW,
      arrival: { occurredAt: NOW - 60_000, confirmed: true },
    });
    const later = NOW + 86_400_000;
    const back = must(
      decideTrip(
        left.trip,
        { name: 'note_arrival', occurredAt: later, evidence: 'tapped_unseen', reasons: null },
        later,
      ),
    );
    expect(back.fact).toBe('trip_arrived');
    expect(back.trip).toMatchObject({ leftOpenAt: null, arrival: { occurredAt: later } });
  });
});
