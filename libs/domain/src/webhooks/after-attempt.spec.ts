import { describe, expect, it } from 'vitest';
import { afterAttempt, ATTEMPTS, type AttemptResult, OFF_AFTER_MS } from './after-attempt.js';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5, 8);
const answered = (status: number, retryAfterMs?: number): AttemptResult => ({
  kind: 'answered',
  status,
  retryAfterMs,
});
const TIMEOUT: AttemptResult = { kind: 'failed', reason: 'timeout' };

/** Turns the clock from attempt to attempt. @returns the times of the attempts after the start, ms */
function attemptsOf(result: AttemptResult, random: number): number[] {
  const times: number[] = [];
  let [now, attempts, failingSince] = [START, 0, null as number | null];
  for (;;) {
    times.push(now - START);
    attempts += 1;
    const { delivery, endpoint } = afterAttempt(result, attempts, failingSince, now, random);
    if (delivery.state !== 'waiting') return times;
    failingSince = endpoint.failingSince;
    now = delivery.dueAt;
  }
}

describe('afterAttempt', () => {
  it('tries ten times over 75 h 35 min 5 s', () => {
    const times = attemptsOf(answered(500), 0.5);
    expect(times.length).toBe(10);
    expect(ATTEMPTS).toBe(10);
    expect(times.slice(0, 4)).toEqual([0, 5_000, 305_000, 2_105_000]);
    expect(times.at(-1)).toBe(75 * HOUR + 35 * 60_000 + 5_000);
  });

  it('spreads each pause by a tenth to both sides', () => {
    expect(attemptsOf(TIMEOUT, 0)[1]).toBe(4_500);
    expect(attemptsOf(TIMEOUT, 0.999_999)[1]).toBe(5_500);
  });

  it.each([200, 201, 202, 204, 299])('counts %i as delivered, and the endpoint as well again', (status) => {
    const { delivery, endpoint } = afterAttempt(answered(status), 4, START - HOUR, START, 0.5);
    expect(delivery).toEqual({ state: 'delivered' });
    expect(endpoint).toEqual({ failingSince: null, pausedUntil: undefined, off: undefined });
  });

  it.each([100, 199, 300, 301, 302, 304, 307, 308, 400, 401, 404, 418, 500, 503])(
    'tries again after %i',
    (status) => {
      expect(afterAttempt(answered(status), 1, null, START, 0.5).delivery.state).toBe('waiting');
    },
  );

  it('turns the endpoint off at once after 410', () => {
    const { delivery, endpoint } = afterAttempt(answered(410), 1, null, START, 0.5);
    expect(delivery).toEqual({ state: 'failed' });
    expect(endpoint.off).toBe('gone');
  });

  it('turns the endpoint off once it has failed for 120 h without a success in between', () => {
    const at = (now: number) => afterAttempt(TIMEOUT, 3, START, now, 0.5).endpoint.off;
    expect(at(START + OFF_AFTER_MS - 1)).toBeUndefined();
    expect(at(START + OFF_AFTER_MS)).toBe('failing');
  });

  it('keeps an endpoint on that fails now and then', () => {
    let failingSince: number | null = null;
    for (let hour = 0; hour < 400; hour += 1) {
      const result = hour % 100 === 99 ? answered(200) : TIMEOUT;
      const { endpoint } = afterAttempt(result, 1, failingSince, START + hour * HOUR, 0.5);
      expect(endpoint.off).toBeUndefined();
      ({ failingSince } = endpoint);
    }
  });

  it('waits as long as Retry-After says, but not shorter than the pause and not longer than a day', () => {
    const next = (retryAfterMs: number) => afterAttempt(answered(429, retryAfterMs), 1, null, START, 0.5);
    expect(next(60_000).delivery).toEqual({ state: 'waiting', dueAt: START + 60_000 });
    expect(next(1_000).delivery).toEqual({ state: 'waiting', dueAt: START + 5_000 });
    expect(next(1_000 * HOUR).delivery).toEqual({ state: 'waiting', dueAt: START + 24 * HOUR });
    expect(next(60_000).endpoint.pausedUntil).toBe(START + 60_000);
  });

  it.each([429, 502, 503, 504])('leaves an endpoint alone for a moment that answers %i', (status) => {
    expect(afterAttempt(answered(status), 1, null, START, 0.5).endpoint.pausedUntil).toBe(START + 5_000);
    expect(afterAttempt(answered(500), 1, null, START, 0.5).endpoint.pausedUntil).toBeUndefined();
  });
});
