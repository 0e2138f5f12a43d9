import { describe, expect, it } from 'vitest';
import { isoDuration, minutesUntil, stopwatch, wholeMinutes } from './quantities.js';

describe('durations', () => {
  it.each([
    [-5_000, '0:00'],
    [0, '0:00'],
    [59_999, '0:59'],
    [60_000, '1:00'],
    [725_000, '12:05'],
    [3_600_000, '1:00:00'],
    [3_725_000, '1:02:05'],
  ])('%i ms is %s', (ms, text) => expect(stopwatch(ms)).toBe(text));

  it.each([
    [46.9 * 60_000, '46\u00a0min'],
    [125 * 60_000, '2\u00a0h\u00a005'],
  ])('%i ms late is %s', (ms, text) => expect(wholeMinutes(ms)).toBe(text));

  it('have a form for machines', () => expect(isoDuration(125_000)).toBe('PT2M5S'));

  it('to come are rounded up, so that one minute left is never none', () => {
    expect([minutesUntil(60_001, 0), minutesUntil(1, 0), minutesUntil(0, 5)]).toEqual([2, 1, 0]);
  });
});
