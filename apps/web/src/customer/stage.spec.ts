import { describe, expect, it } from 'vitest';
import type { CustomerView, TripStatusPush } from '@curbline/contracts/http';
import type { Tap, WaitingTap } from './taps.js';
import { sampleView } from '../../fixtures/customer-view.js';
import { stageOf, withPush, withTaps } from './stage.js';

const NOW = Date.parse('2026-03-04T16:30:00Z');
const tap = (what: Tap): WaitingTap => ({ ...what, tripId: sampleView.tripId, tappedAt: NOW, key: 'k' });
const inState = (
  state: CustomerView['trip']['state'],
  order = sampleView.orders[0]!.state,
): CustomerView => ({
  ...sampleView,
  orders: [{ ...sampleView.orders[0]!, state: order }],
  trip: { ...sampleView.trip, state },
});

describe('the screen of a trip', () => {
  it.each([
    ['pending', 'open'],
    ['started', 'on-the-way'],
    ['approaching', 'on-the-way'],
    ['arrived', 'here'],
    ['departed', 'on-the-way'],
    ['completed', 'done'],
    ['canceled', 'ended'],
    ['expired', 'ended'],
  ] as const)('%s is shown as %s', (state, stage) => {
    expect(stageOf(inState(state))).toBe(stage);
  });

  it('is done once the order is in the customer’s hands, whatever the journey says', () => {
    expect(stageOf(inState('approaching', 'handed_over'))).toBe('done');
  });

  it('comes back to "here" when a hand-over is taken back', () => {
    expect(stageOf(inState('arrived', 'ready'))).toBe('here');
  });

  it('has ended when the order was canceled before anybody left', () => {
    expect(stageOf(inState('pending', 'canceled'))).toBe('ended');
  });
});

describe('taps the server has not heard of', () => {
  it('show at once', () => {
    const view = withTaps(sampleView, [
      tap({ kind: 'start', body: { sharing: true } }),
      tap({ kind: 'here', body: {} }),
      tap({ kind: 'details', body: { bay: '4', placement: 'trunk', declaredMinutes: 10 } }),
    ]);
    expect(stageOf(view)).toBe('here');
    expect(view.trip).toMatchObject({
      sharing: 'live',
      bay: '4',
      placement: 'trunk',
      declaredArrivalAt: '2026-03-04T16:40:00.000Z',
      arrival: { occurredAt: '2026-03-04T16:30:00.000Z' },
    });
  });

  it('leave the trip they were tapped on as it was', () => {
    withTaps(sampleView, [tap({ kind: 'here', body: {} })]);
    expect(sampleView.trip.state).toBe('pending');
  });

  it('never undo what the server knows: an arrival keeps its own time', () => {
    const arrival = {
      occurredAt: '2026-03-04T16:20:00Z',
      decidedAt: '2026-03-04T16:21:00Z',
      evidence: 'position_parked' as const,
      confirmed: true,
      reasons: null,
    };
    const arrived = inState('arrived');
    const view = withTaps({ ...arrived, trip: { ...arrived.trip, arrival } }, [
      tap({ kind: 'here', body: { bay: '2' } }),
    ]);
    expect(view.trip).toMatchObject({ arrival, bay: '2' });
    expect(withTaps(inState('completed'), [tap({ kind: 'start', body: { sharing: true } })]).trip.state).toBe(
      'completed',
    );
  });

  it('stop the sharing on the screen at the tap', () => {
    const live = withTaps(sampleView, [tap({ kind: 'start', body: { sharing: true } })]);
    expect(withTaps(live, [tap({ kind: 'sharing', body: { sharing: false } })]).trip.sharing).toBe('stopped');
  });
});

describe('a push', () => {
  const push: TripStatusPush = {
    tripId: sampleView.tripId,
    orderState: 'ready',
    tripState: 'arrived',
    sharing: 'live',
    runner: 'Léa',
    bay: '4',
    arrivedAt: '2026-03-04T16:29:00Z',
    handedOverAt: null,
  };

  it('says who is coming before the rest is fetched', () => {
    const view = withPush(sampleView, push, NOW);
    expect(view.runner).toEqual({ name: 'Léa', since: '2026-03-04T16:30:00.000Z' });
    expect(view.trip).toMatchObject({ state: 'arrived', bay: '4' });
  });

  it('repeated, it keeps since when the runner comes; released, it names nobody', () => {
    const once = withPush(sampleView, push, NOW);
    expect(withPush(once, push, NOW + 5_000).runner).toEqual(once.runner);
    expect(withPush(once, { ...push, runner: null }, NOW).runner).toBeNull();
  });
});
