import { describe, expect, it } from 'vitest';
import { SESSION_CACHE_MS, type CustomerPrincipal } from '@curbline/access';
import { ADMITTED_MS, AdmittedTripsService, UNWATCHED_MS } from './admitted-trips.service.js';

const NOON = Date.UTC(2026, 2, 11, 12);
const trip = (tripId: string, more: Partial<CustomerPrincipal> = {}): CustomerPrincipal => ({
  kind: 'customer',
  storeId: 'lyon',
  tripId,
  tripOpen: true,
  sharing: 'live',
  role: 'customer',
  session: tripId,
  ...more,
});

function watchedAt(now: number): AdmittedTripsService {
  const admitted = new AdmittedTripsService();
  admitted.watched(now);
  return admitted;
}

describe('trips admitted without a lookup', () => {
  it('are those that were looked up and share their position', () => {
    const admitted = watchedAt(NOON);
    admitted.admit('a', trip('a'), NOON);
    admitted.admit('b', trip('b', { sharing: 'stopped' }), NOON);
    admitted.admit('c', trip('c', { tripOpen: false }), NOON);
    expect(['a', 'b', 'c', 'd'].map((cookie) => admitted.find(cookie, cookie, NOON + 1)?.tripId)).toEqual([
      'a',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('end with their trip, and a lookup from just before the end does not bring them back', () => {
    const admitted = watchedAt(NOON);
    admitted.admit('a', trip('a'), NOON - 10_000);
    admitted.end('a', NOON);
    expect(admitted.find('a', 'a', NOON)).toBeUndefined();
    // The answer may have been kept for a moment: it may be older than the end.
    admitted.admit('a', trip('a'), NOON + SESSION_CACHE_MS);
    expect(admitted.find('a', 'a', NOON + SESSION_CACHE_MS)).toBeUndefined();
    admitted.admit('a', trip('a'), NOON + SESSION_CACHE_MS + 1);
    expect(admitted.find('a', 'a', NOON + SESSION_CACHE_MS + 1)?.tripId).toBe('a');
  });

  it('are valid only while their ends are watched', () => {
    const admitted = watchedAt(NOON);
    admitted.admit('a', trip('a'), NOON);
    expect(admitted.find('a', 'a', NOON + UNWATCHED_MS)?.tripId).toBe('a');
    expect(admitted.find('a', 'a', NOON + UNWATCHED_MS + 1)).toBeUndefined();
    admitted.watched(NOON + UNWATCHED_MS + 1);
    expect(admitted.find('a', 'a', NOON + UNWATCHED_MS + 1)?.tripId).toBe('a');
    admitted.clear();
    expect(admitted.find('a', 'a', NOON + UNWATCHED_MS + 1)).toBeUndefined();
  });

  it('expire after a while, also when the clock is set back', () => {
    const admitted = watchedAt(NOON);
    admitted.admit('a', trip('a'), NOON);
    admitted.watched(NOON + ADMITTED_MS);
    expect(admitted.find('a', 'a', NOON + ADMITTED_MS)).toBeUndefined();
    admitted.admit('b', trip('b'), NOON);
    admitted.watched(NOON - 60_000);
    expect(admitted.find('b', 'b', NOON - 60_000)).toBeUndefined();
  });
});
