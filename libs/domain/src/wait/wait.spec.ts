import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  columnOf,
  inServingOrder,
  isLeftOpen,
  isOvertaken,
  JUST_HANDED_OVER_MS,
  overdueMs,
  splitWait,
  waitLevel,
  type BoardFacts,
} from './index.js';

const T = 1_800_000_000_000;
const MIN = 60_000;

describe('the wait', () => {
  it('of a customer announced in time counts for the store', () => {
    const wait = splitWait({
      arrivedAt: T,
      endedAt: T + 3 * MIN,
      windowFrom: T - MIN,
      firstSignAt: T - 15 * MIN,
      leadMs: 2 * MIN,
    });
    expect(wait).toEqual({ totalMs: 3 * MIN, earlyMs: 0, shortNoticeMs: 0, storeMs: 3 * MIN });
  });

  it('of a customer who taps "on my way" and "here" together grants the store its lead time', () => {
    const wait = splitWait({
      arrivedAt: T,
      endedAt: T + 3 * MIN,
      windowFrom: null,
      firstSignAt: T,
      leadMs: 2 * MIN,
    });
    expect(wait).toEqual({ totalMs: 3 * MIN, earlyMs: 0, shortNoticeMs: 2 * MIN, storeMs: MIN });
  });

  it('before the window opens is early, and notice is only short of what comes after', () => {
    const wait = splitWait({
      arrivedAt: T,
      endedAt: T + 12 * MIN,
      windowFrom: T + 10 * MIN,
      firstSignAt: T,
      leadMs: 2 * MIN,
    });
    expect(wait).toEqual({ totalMs: 12 * MIN, earlyMs: 10 * MIN, shortNoticeMs: 0, storeMs: 2 * MIN });
  });

  it('is zero when the hand-over came before the corrected arrival', () => {
    const wait = splitWait({
      arrivedAt: T,
      endedAt: T - MIN,
      windowFrom: null,
      firstSignAt: null,
      leadMs: MIN,
    });
    expect(wait).toEqual({ totalMs: 0, earlyMs: 0, shortNoticeMs: 0, storeMs: 0 });
  });

  it('always adds up, without negative parts and with a notice of at most the lead time', () => {
    const offset = fc.integer({ min: -3_600_000, max: 3_600_000 });
    fc.assert(
      fc.property(
        offset,
        fc.option(offset),
        fc.option(offset),
        fc.nat(900_000),
        (ended, window, sign, leadMs) => {
          const wait = splitWait({
            arrivedAt: T,
            endedAt: T + ended,
            windowFrom: window === null ? null : T + window,
            firstSignAt: sign === null ? null : T + sign,
            leadMs,
          });
          expect(wait.earlyMs + wait.shortNoticeMs + wait.storeMs).toBe(wait.totalMs);
          expect(Math.min(wait.earlyMs, wait.shortNoticeMs, wait.storeMs)).toBeGreaterThanOrEqual(0);
          expect(wait.shortNoticeMs).toBeLessThanOrEqual(leadMs);
        },
      ),
    );
  });

  it('turns watch at half the goal, late at the goal, critical at the promise', () => {
    const at = (s: number) => waitLevel(s * 1000, 120, 300);
    expect([0, 59, 60, 119, 120, 299, 300].map(at)).toEqual([
      'calm',
      'calm',
      'watch',
      'watch',
      'late',
      'late',
      'critical',
    ]);
  });
});

const card = (over: Partial<BoardFacts>): BoardFacts => ({
  orderId: 'a',
  orderState: 'ready',
  tripState: 'started',
  arrivedAt: null,
  arrivalConfirmed: false,
  handedOverAt: null,
  expectedAt: null,
  ...over,
});

describe('the columns', () => {
  it.each([
    ['nobody has left yet', card({ tripState: 'pending' }), 'hidden'],
    ['on the way', card({}), 'on_the_way'],
    ['approaching', card({ tripState: 'approaching' }), 'arriving'],
    ['here', card({ tripState: 'arrived', arrivedAt: T, arrivalConfirmed: true }), 'here'],
    ['says so from far away', card({ tripState: 'arrived', arrivedAt: T }), 'arriving'],
    ['left open', card({ tripState: 'left_open', arrivedAt: T, arrivalConfirmed: true }), 'hidden'],
    ['left again', card({ tripState: 'departed', arrivedAt: T }), 'on_the_way'],
    ['canceled', card({ orderState: 'canceled', tripState: 'arrived' }), 'hidden'],
    ['just handed over', card({ orderState: 'handed_over', handedOverAt: T - 1000 }), 'handed_over'],
    ['long gone', card({ orderState: 'handed_over', handedOverAt: T - JUST_HANDED_OVER_MS }), 'hidden'],
  ] as const)('%s', (_story, facts, column) => {
    expect(columnOf(facts, T)).toBe(column);
  });

  it('serve the longest wait first, show the soonest arrival and the newest hand-over on top', () => {
    const sorted = (column: Parameters<typeof inServingOrder>[0], cards: BoardFacts[]) =>
      [...cards].sort(inServingOrder(column, T)).map((c) => c.orderId);
    expect(
      sorted('here', [
        card({ orderId: 'late', arrivedAt: T }),
        card({ orderId: 'long', arrivedAt: T - MIN }),
      ]),
    ).toEqual(['long', 'late']);
    expect(
      sorted('on_the_way', [card({ orderId: 'unknown' }), card({ orderId: 'soon', expectedAt: T })]),
    ).toEqual(['soon', 'unknown']);
    expect(
      sorted('handed_over', [
        card({ orderId: 'old', handedOverAt: T }),
        card({ orderId: 'new', handedOverAt: T + 1 }),
      ]),
    ).toEqual(['new', 'old']);
  });
});

describe('a customer who is late', () => {
  const due = (minutesAgo: number, over: Partial<BoardFacts> = {}) =>
    card({ tripState: 'approaching', expectedAt: T - minutesAgo * MIN, ...over });

  it('is arriving for five minutes after their time, then on the way again, late by so much', () => {
    expect([columnOf(due(4), T), overdueMs(due(4), T)]).toEqual(['arriving', 0]);
    expect([columnOf(due(46), T), overdueMs(due(46), T)]).toEqual(['on_the_way', 46 * MIN]);
    expect(columnOf(due(46, { tripState: 'arrived', arrivedAt: T, arrivalConfirmed: true }), T)).toBe('here');
    expect(overdueMs(due(46, { expectedAt: null }), T)).toBe(0);
  });

  it('stands behind those who are still expected', () => {
    const cards = [due(46, { orderId: 'late' }), due(-20, { orderId: 'soon', tripState: 'started' })];
    expect(cards.sort(inServingOrder('on_the_way', T)).map((c) => c.orderId)).toEqual(['soon', 'late']);
  });
});

describe('an arrival that was never closed', () => {
  const HOUR = 60 * MIN;
  it('is left open an hour after the store has closed, or half a day later where it never does', () => {
    const since = (hours: number, claimedAt: number | null = null) => ({
      arrivedAt: T - hours * HOUR,
      claimedAt,
    });
    expect(isLeftOpen(since(0.9), true, T)).toBe(false);
    expect(isLeftOpen(since(1), true, T)).toBe(true);
    expect(isLeftOpen(since(11), false, T)).toBe(false);
    expect(isLeftOpen(since(12), false, T)).toBe(true);
    expect(isLeftOpen(since(12, T - 10 * MIN), true, T)).toBe(false);
  });
});

describe('overtaking', () => {
  const waiting = card({ orderId: 'first', tripState: 'arrived', arrivedAt: T, arrivalConfirmed: true });
  const served = (arrivedAt: number) =>
    card({ orderId: 'second', orderState: 'handed_over', arrivedAt, handedOverAt: T + 5 * MIN });

  it('is reported when a later arrival is served first', () => {
    expect(isOvertaken(waiting, [waiting, served(T + MIN)])).toBe(true);
  });
  it('is not reported when the customer served had come before', () => {
    expect(isOvertaken(waiting, [waiting, served(T - MIN)])).toBe(false);
  });
});
