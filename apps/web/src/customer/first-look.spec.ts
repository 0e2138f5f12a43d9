import { describe, expect, it } from 'vitest';
import type { TripsHeld, TripSummary } from '@curbline/contracts/http';
import type { Problem } from '@curbline/contracts/problems';
import type { Outcome } from '../live/http.js';
import { type Ask, choiceFor, deadEndOf, firstLook } from './first-look.js';
import { sampleView } from '../../fixtures/customer-view.js';

const trip = (tripId: string, storeId: string, closedAt: string | null = null): TripSummary => ({
  tripId,
  language: 'fr',
  customerName: 'Zoé M.',
  service: 'curbside',
  store: { id: storeId, name: storeId, address: '', phone: '', timeZone: 'Europe/Paris' },
  orders: [{ shortCode: 'A1', state: 'ready' }],
  window: null,
  placedAt: '2026-03-04T16:00:00Z',
  state: closedAt ? 'completed' : 'pending',
  sharing: 'none',
  bay: null,
  arrivedAt: null,
  closedAt,
});
const [mine, other, closed] = [
  trip('a', 'lyon'),
  trip('b', 'bristol'),
  trip('c', 'lyon', '2026-03-04T17:00:00Z'),
];
const sign = (storeId: string) => ({ kind: 'sign', storeId, bay: '4', code: null }) as const;
const idsOf = (trips: readonly TripSummary[]) => trips.map(({ tripId }) => tripId);

describe('which trip is meant', () => {
  it('is any that this browser holds when nothing says more', () => {
    expect(idsOf(choiceFor({ kind: 'again' }, [mine, other, closed]))).toEqual(['a', 'b', 'c']);
  });

  it('is the open one at the store whose sign was scanned, or else any open one', () => {
    expect(idsOf(choiceFor(sign('lyon'), [mine, other, closed]))).toEqual(['a']);
    expect(idsOf(choiceFor(sign('paris'), [mine, other, closed]))).toEqual(['a', 'b']);
    expect(choiceFor(sign('lyon'), [closed])).toEqual([]);
  });
});

/** A server that answers by path, and what it was asked. */
function serving(answers: Readonly<Record<string, object>>): { ask: Ask; asked: string[] } {
  const asked: string[] = [];
  const ask = (async ({ path }: { path: string }) => {
    asked.push(path);
    return answers[path] as Outcome<never>;
  }) as Ask;
  return { ask, asked };
}
const held = (...trips: TripSummary[]) => ({ done: { serverTime: 0, trips } satisfies TripsHeld });

describe('the first look', () => {
  it('goes to the only trip, lets the customer choose among several, and finds none', async () => {
    const one = serving({ '/v1/trips': held(mine), '/v1/trips/a': { done: sampleView } });
    expect(await firstLook({ kind: 'again' }, one.ask, () => undefined)).toEqual({ done: sampleView });
    expect(one.asked).toEqual(['/v1/trips', '/v1/trips/a']);
    const two = serving({ '/v1/trips': held(mine, other) });
    expect(await firstLook({ kind: 'again' }, two.ask, () => undefined)).toEqual({ choose: [mine, other] });
    const none = serving({ '/v1/trips': held() });
    expect(await firstLook(sign('lyon'), none.ask, () => undefined)).toEqual({ choose: [] });
  });

  it('of a tab that has its trip asks for that trip alone', async () => {
    const { ask, asked } = serving({ '/v1/trips/b': { done: sampleView } });
    await firstLook({ kind: 'trip', tripId: 'b' }, ask, () => undefined);
    expect(asked).toEqual(['/v1/trips/b']);
  });
});

describe('what a refusal means', () => {
  const problem = (status: number, code: string): Problem => ({ type: 'x', title: 'x', status, code });

  it.each([
    [problem(404, 'link-unknown'), 'link', 'unknown'],
    [problem(410, 'link-gone'), 'link', 'gone'],
    [problem(410, 'link-gone'), 'trip', 'gone'],
    // The server does not take the page for its own: no fault of the link.
    [problem(403, 'not-allowed'), 'link', 'set-up'],
    [problem(403, 'not-allowed'), 'again', 'set-up'],
    // The link was taken a moment ago, so its cookie did not stay.
    [problem(401, 'not-signed-in'), 'link', 'no-cookies'],
    [problem(401, 'not-signed-in'), 'trip', 'no-session'],
    [problem(401, 'not-signed-in'), 'sign', 'sign'],
  ] as const)('%j after opening a %s is %s', (refusal, kind, deadEnd) => {
    expect(deadEndOf(refusal, kind)).toBe(deadEnd);
  });
});
