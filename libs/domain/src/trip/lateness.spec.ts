import { describe, expect, it } from 'vitest';
import { decideTrip, lateFrom, latenessFault, LONGEST_LATENESS_MS, NEW_TRIP, type Trip } from './index.js';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

function late(trip: Trip, arrivalAt: number, now = NOW) {
  const decision = decideTrip(trip, { name: 'be_late', arrivalAt }, now);
  if ('refused' in decision) throw new Error(decision.refused);
  return decision;
}

describe('a customer who is late', () => {
  it('has named a new time, which the same words do not name twice', () => {
    const said = late(NEW_TRIP, NOW + 10 * MINUTE);
    expect(said.fact).toBe('trip_delayed');
    expect(said.trip).toMatchObject({
      state: 'pending',
      declaredArrivalAt: NOW + 10 * MINUTE,
      lateSaidAt: NOW,
    });
    expect(late(said.trip, NOW + 10 * MINUTE, NOW + 1).fact).toBeNull();
    expect(late(said.trip, NOW + 20 * MINUTE, NOW + 1).fact).toBe('trip_delayed');
  });

  it('is late no more once they name another time, or set off with one; without one they still are', () => {
    const { trip } = late(NEW_TRIP, NOW + 10 * MINUTE);
    const declared = decideTrip(trip, { name: 'declare', declaredArrivalAt: NOW + 5 * MINUTE }, NOW);
    expect(declared).toMatchObject({ trip: { declaredArrivalAt: NOW + 5 * MINUTE, lateSaidAt: null } });
    const start = (declaredArrivalAt: number | null) =>
      decideTrip(trip, { name: 'start', sharing: false, declaredArrivalAt }, NOW);
    expect(start(NOW + MINUTE)).toMatchObject({ trip: { lateSaidAt: null } });
    expect(start(null)).toMatchObject({ trip: { declaredArrivalAt: NOW + 10 * MINUTE, lateSaidAt: NOW } });
  });

  it('gives no sign of coming: short notice is judged as before', () => {
    expect(late(NEW_TRIP, NOW + 10 * MINUTE).trip.firstSignAt).toBeNull();
  });

  it('counts from their own word, else from the window, and never from the past', () => {
    const from = (declaredArrivalAt: number | null, windowTo: number | null) =>
      lateFrom({ trip: { declaredArrivalAt }, windowTo }, NOW) - NOW;
    expect(from(NOW + 5 * MINUTE, NOW + 30 * MINUTE)).toBe(5 * MINUTE);
    expect(from(null, NOW + 30 * MINUTE)).toBe(30 * MINUTE);
    expect([from(null, NOW - MINUTE), from(NOW - MINUTE, null), from(null, null)]).toEqual([0, 0, 0]);
  });

  it('names a time to come, within four hours of the window', () => {
    expect(latenessFault(NOW, null, NOW)).toBe('late-past');
    expect(latenessFault(NOW + LONGEST_LATENESS_MS, null, NOW)).toBeUndefined();
    expect(latenessFault(NOW + LONGEST_LATENESS_MS + 1, null, NOW)).toBe('late-too-far');
    expect(latenessFault(NOW + LONGEST_LATENESS_MS + 1, NOW + MINUTE, NOW)).toBeUndefined();
  });
});
