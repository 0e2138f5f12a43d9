import { describe, expect, it } from 'vitest';
import type { CustomerView } from '@curbline/contracts/http';
import { sampleView } from '../../fixtures/customer-view.js';
import { promisedFrom, waitingOf } from './waiting.js';

const ARRIVED = Date.parse('2026-03-04T16:30:00Z');
const arrived = (confirmed = true): CustomerView => ({
  ...sampleView,
  trip: {
    ...sampleView.trip,
    state: 'arrived',
    arrival: {
      occurredAt: new Date(ARRIVED).toISOString(),
      decidedAt: new Date(ARRIVED + 20_000).toISOString(),
      evidence: 'position_parked',
      confirmed,
      reasons: null,
    },
  },
});
const withWindow = (view: CustomerView, from: string): CustomerView => ({
  ...view,
  orders: [{ ...view.orders[0]!, window: { from, to: '2026-03-04T19:00:00Z' } }],
});

describe('the wait as the customer sees it', () => {
  it('runs in whole minutes from when the car stood', () => {
    expect(waitingOf(arrived(), ARRIVED + 59_000)?.minutes).toBe(0);
    expect(waitingOf(arrived(), ARRIVED + 179_000)?.minutes).toBe(2);
    expect(waitingOf(arrived(), ARRIVED - 5_000)?.minutes).toBe(0);
  });

  it('asks for an apology only past the goal', () => {
    expect(waitingOf(arrived(), ARRIVED + 120_000)?.pastGoal).toBe(false);
    expect(waitingOf(arrived(), ARRIVED + 121_000)?.pastGoal).toBe(true);
  });

  it('is early before the slot, and late only counted from it', () => {
    const early = withWindow(arrived(), '2026-03-04T17:00:00Z');
    expect(waitingOf(early, ARRIVED + 10 * 60_000)).toMatchObject({
      earlyUntil: Date.parse('2026-03-04T17:00:00Z'),
      pastGoal: false,
    });
    expect(waitingOf(early, ARRIVED + 31 * 60_000)).toMatchObject({ earlyUntil: null, pastGoal: false });
    expect(waitingOf(early, ARRIVED + 33 * 60_000)?.pastGoal).toBe(true);
  });

  it('does not run for a tap from far away', () => {
    expect(waitingOf(arrived(false), ARRIVED + 300_000)).toBeNull();
    expect(waitingOf(sampleView, ARRIVED)).toBeNull();
  });

  it('knows the earliest of several slots', () => {
    const two = {
      ...sampleView,
      orders: ['2026-03-04T18:00:00Z', '2026-03-04T17:00:00Z'].map((from) => ({
        ...sampleView.orders[0]!,
        window: { from, to: '2026-03-04T19:00:00Z' },
      })),
    };
    expect(promisedFrom(two)).toBe(Date.parse('2026-03-04T17:00:00Z'));
    expect(promisedFrom(sampleView)).toBeNull();
  });
});
