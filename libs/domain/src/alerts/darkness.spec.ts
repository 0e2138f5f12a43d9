import { describe, expect, it } from 'vitest';
import { darknessOf } from './darkness.js';

const NOW = Date.parse('2026-03-11T17:00:00Z');
const MINUTE_MS = 60_000;
const ago = (orderId: string, minutes: number) => ({ orderId, arrivedAt: NOW - minutes * MINUTE_MS });

describe('a darkness', () => {
  it('has since when no board was connected, and who waited in it, the longest first', () => {
    const lastConnectedAt = NOW - 30 * MINUTE_MS;
    expect(darknessOf(lastConnectedAt, [ago('b', 5), ago('a', 12)], NOW)).toEqual({
      since: lastConnectedAt,
      orderIds: ['a', 'b'],
    });
  });

  it('is none where no board ever was: it does not come back', () => {
    expect(darknessOf(null, [ago('a', 5)], NOW)).toBeUndefined();
  });

  it.each<[string, number, ReturnType<typeof ago>[]]>([
    ['nobody waits', 30, []],
    ['a board was connected all the time', 0.2, [ago('a', 5)]],
    ['the board was away for no longer than it takes to call it dark', 0.75, [ago('a', 5)]],
    ['whoever waits came a moment ago', 600, [ago('a', 0.5)]],
  ])('is none when %s', (_name, minutesDark, unclaimed) => {
    expect(darknessOf(NOW - minutesDark * MINUTE_MS, unclaimed, NOW)).toBeUndefined();
  });

  it('leaves out who came a moment ago', () => {
    expect(darknessOf(NOW - 10 * MINUTE_MS, [ago('a', 5), ago('b', 0.5)], NOW)?.orderIds).toEqual(['a']);
  });
});
