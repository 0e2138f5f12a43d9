import { describe, expect, it } from 'vitest';
import { newTrack } from '@curbline/domain/arrival';
import { ClosedTrips, LOOKUP_LIFETIME_MS } from './closed-trips.js';
import { beginTripTrack, parseTripTrack } from './trip-track.js';
import { WakeTimes } from './wake-times.js';

describe('trips just closed', () => {
  it('are remembered for as long as a cached session may be old, or until they open again', () => {
    const closed = new ClosedTrips();
    closed.close('a', 1_000);
    closed.close('b', 1_000);
    closed.open('b');
    expect([closed.has('a', 1_500), closed.has('b', 1_500)]).toEqual([true, false]);
    expect(closed.has('a', 1_000 + LOOKUP_LIFETIME_MS)).toBe(false);
    closed.removeExpired(1_000 + LOOKUP_LIFETIME_MS);
    expect(closed.has('a', 1_500)).toBe(false);
  });
});

describe('wake times', () => {
  it('gives each trip once, the longest overdue first', () => {
    const wakes = new WakeTimes();
    const trip = (tripId: string) => ({ storeId: 's', tripId });
    wakes.set(trip('late'), 10, 0);
    wakes.set(trip('later'), 5, 0);
    wakes.set(trip('future'), 100, 0);
    wakes.set(trip('gone'), 1, 0);
    wakes.set(trip('gone'), undefined, 0);
    expect(wakes.takeDue(50)).toEqual([trip('later'), trip('late')]);
    expect(wakes.takeDue(50)).toEqual([]);
    expect(wakes.takeDue(100)).toEqual([trip('future')]);
  });

  it('names each lease to be renewed once until its trip is set again, and releases no trip that was set since', () => {
    const wakes = new WakeTimes();
    const trip = (tripId: string) => ({ storeId: 's', tripId });
    const resting = (before: number) => [...wakes.dueForRenewal(before)].map(({ tripId }) => tripId);
    wakes.set(trip('a'), 90, 1);
    wakes.set(trip('b'), undefined, 5);
    expect(resting(5)).toEqual(['a']);
    expect(resting(6)).toEqual(['b']);
    expect(resting(7)).toEqual([]);
    wakes.set(trip('a'), 90, 8);
    wakes.release('a');
    wakes.release('b');
    expect(wakes.all()).toEqual([trip('a')]);
    expect(resting(9)).toEqual(['a']);
  });
});

describe('a stored track', () => {
  it('reads back as it was written', () => {
    const track = beginTripTrack({ startedAt: 5, declaredEtaS: 60, eventCount: 3 });
    expect(parseTripTrack(JSON.parse(JSON.stringify(track)))).toEqual(track);
    expect(track.track.eventCount).toBe(3);
  });

  it.each([[null], ['text'], [{}], [{ ...beginTripTrack({ startedAt: 5 }), version: 99 }], [newTrack(5)]])(
    'is refused when it is %j',
    (garbage) => {
      expect(parseTripTrack(garbage)).toBeUndefined();
    },
  );
});
