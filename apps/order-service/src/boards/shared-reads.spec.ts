import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '@curbline/testkit';
import { SharedReads } from './shared-reads.js';

describe('reads that are shared for a moment', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const clock = new FakeClock();
    const shared = new SharedReads<number>(clock, 1_000);
    let reads = 0;
    const at = <T>(ms: number, work: () => T): T => {
      clock.advance(ms);
      return work();
    };
    return { clock, shared, at, read: () => Promise.resolve((reads += 1)) };
  }

  it('are read once for all who ask within it, and again after it or for another store', async () => {
    const { shared, at, read } = setUp();
    expect(await shared.of('a', read)).toBe(1);
    expect(await at(500, () => shared.of('a', read))).toBe(1);
    expect(await at(499, () => shared.of('a', read))).toBe(1);
    expect(await shared.of('b', read)).toBe(2);
    expect(await at(1, () => shared.of('a', read))).toBe(3);
    expect(await at(-600, () => shared.of('a', read))).toBe(4);
  });

  it('are shared while they are under way, however long, unless they seem never to end', async () => {
    const { shared, at, read } = setUp();
    let end: (value: number) => void = () => {};
    const slow = () => new Promise<number>((resolve) => (end = resolve));
    const first = shared.of('a', slow);
    const second = at(4_999, () => shared.of('a', read));
    end(7);
    expect(await Promise.all([first, second])).toEqual([7, 7]);
    expect(await at(999, () => shared.of('a', read))).toBe(7);
    expect(await at(1, () => shared.of('a', read))).toBe(1);
    void at(1_000, () => shared.of('a', () => new Promise<number>(() => {})));
    expect(await at(5_000, () => shared.of('a', read))).toBe(2);
  });

  it('are gone after it, though nobody asks again', async () => {
    const { shared, at, read } = setUp();
    for (let store = 0; store < 40; store += 1) await shared.of(`store ${store}`, read);
    vi.advanceTimersByTime(600);
    await at(1_000, () => shared.of('store 0', read));
    expect(shared.size).toBe(40);
    vi.advanceTimersByTime(400);
    expect(shared.size).toBe(1);
    vi.advanceTimersByTime(600);
    expect(shared.size).toBe(0);
  });

  it('that fail are tried anew by the next', async () => {
    const { shared, read } = setUp();
    await expect(shared.of('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(await shared.of('a', read)).toBe(1);
  });
});
