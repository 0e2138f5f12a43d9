import { describe, expect, it } from '@jest/globals';
import { StrangerCounts } from './stranger-counts.js';

const LIMITS = { strangersPerAddress: 2, triesPerAddress: 5, strangers: 10 };
const times = (count: number, work: (n: number) => void): void => {
  for (let n = 0; n < count; n += 1) work(n);
};

describe('what strangers hold and try', () => {
  it('is bounded for an address, and for nobody else’s', () => {
    const counts = new StrangerCounts(LIMITS);
    expect([1, 2, 3].map(() => counts.enter('203.0.113.7', 0))).toEqual([true, true, false]);
    expect(counts.enter('203.0.113.8', 0)).toBe(true);
    counts.left('203.0.113.7');
    expect(counts.enter('203.0.113.7', 0)).toBe(true);
  });

  it('is bounded for a /48 whatever /64 of it is used', () => {
    const counts = new StrangerCounts(LIMITS);
    let entered = 0;
    times(20, (n) => (entered += counts.enter(`2001:db8:1:${n.toString(16)}`, 0) ? 1 : 0));
    expect(entered).toBe(8);
    expect(counts.enter('2001:db8:2:0', 0)).toBe(true);
    times(20, (n) => counts.tried(`2001:db8:1:${n.toString(16)}`, 0));
    expect(counts.mayTry('2001:db8:1:ffff', 0)).toBe(false);
    expect(counts.mayTry('2001:db8:2:0', 0)).toBe(true);
  });

  it('is bounded for all together', () => {
    const counts = new StrangerCounts(LIMITS);
    let entered = 0;
    times(30, (n) => (entered += counts.enter(`203.0.113.${n}`, 0) ? 1 : 0));
    expect([entered, counts.open]).toEqual([10, 10]);
  });

  it('is forgotten after a minute, but for the lines that are open', () => {
    const counts = new StrangerCounts(LIMITS);
    times(5, () => counts.tried('203.0.113.7', 0));
    expect(counts.mayTry('203.0.113.7', 59_999)).toBe(false);
    expect(counts.mayTry('203.0.113.7', 60_000)).toBe(true);
    times(2, () => counts.enter('203.0.113.7', 60_000));
    times(3_000, (n) => counts.tried(`198.51.${n % 250}.${n % 199}`, 200_000));
    expect(counts.enter('203.0.113.7', 200_000)).toBe(false);
  });

  it('slows look-ups after so many misses, and not for those who were right', () => {
    const counts = new StrangerCounts(LIMITS);
    times(50, () => {
      counts.missed('203.0.113.7', 0);
      counts.wasRight('203.0.113.7');
    });
    expect(counts.isSlowed('203.0.113.7', 0)).toBe(false);
    times(5, () => counts.missed('203.0.113.7', 0));
    expect(counts.isSlowed('203.0.113.7', 0)).toBe(true);
    expect(counts.isSlowed('203.0.113.8', 0)).toBe(false);
  });
});
