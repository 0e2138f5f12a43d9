import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { FakeClock } from '@curbline/testkit';
import { SharedReadings } from './shared-readings.js';

describe('readings that are shared for a moment', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  function world() {
    const clock = new FakeClock();
    const readings = new SharedReadings<number>(clock, 1_000);
    let reads = 0;
    const at = <T>(ms: number, work: () => T): T => {
      clock.advance(ms);
      return work();
    };
    return { clock, readings, at, read: () => Promise.resolve((reads += 1)) };
  }

  it('are read once for all who ask within it, and again after it or for another store', async () => {
    const { readings, at, read } = world();
    expect(await readings.of('a', read)).toBe(1);
    expect(await at(500, () => readings.of('a', read))).toBe(1);
    expect(await at(499, () => readings.of('a', read))).toBe(1);
    expect(await readings.of('b', read)).toBe(2);
    expect(await at(1, () => readings.of('a', read))).toBe(3);
    expect(await at(-600, () => readings.of('a', read))).toBe(4);
  });

  it('are shared while they are under way, however long, unless they seem never to end', async () => {
    const { readings, at, read } = world();
    let end: (value: number) => void = () => {};
    const slow = () => new Promise<number>((resolve) => (end = resolve));
    const first = readings.of('a', slow);
    const second = at(4_999, () => readings.of('a', read));
    end(7);
    expect(await Promise.all([first, second])).toEqual([7, 7]);
    expect(await at(999, () => readings.of('a', read))).toBe(7);
    expect(await at(1, () => readings.of('a', read))).toBe(1);
    void at(1_000, () => readings.of('a', () => new Promise<number>(() => {})));
    expect(await at(5_000, () => readings.of('a', read))).toBe(2);
  });

  it('are gone after it, though nobody asks again', async () => {
    const { readings, at, read } = world();
    for (let store = 0; store < 40; store += 1) await readings.of(`store ${store}`, read);
    jest.advanceTimersByTime(600);
    await at(1_000, () => readings.of('store 0', read));
    expect(readings.size).toBe(40);
    jest.advanceTimersByTime(400);
    expect(readings.size).toBe(1);
    jest.advanceTimersByTime(600);
    expect(readings.size).toBe(0);
  });

  it('that fail are tried anew by the next', async () => {
    const { readings, read } = world();
    await expect(readings.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await readings.of('a', read)).toBe(1);
  });
});
