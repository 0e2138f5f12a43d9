import { describe, expect, it } from 'vitest';
import { AnonymousConnections } from './anonymous-connections.js';

const LIMITS = { anonymousPerAddress: 2, attemptsPerAddress: 5, anonymous: 10 };
const times = (count: number, work: (n: number) => void): void => {
  for (let n = 0; n < count; n += 1) work(n);
};

describe('AnonymousConnections', () => {
  it('limits the connections of one address without affecting another', () => {
    const connections = new AnonymousConnections(LIMITS);
    expect([1, 2, 3].map(() => connections.acquire('203.0.113.7', 0))).toEqual([true, true, false]);
    expect(connections.acquire('203.0.113.8', 0)).toBe(true);
    connections.release('203.0.113.7');
    expect(connections.acquire('203.0.113.7', 0)).toBe(true);
  });

  it('limits a /48 whichever /64 of it is used', () => {
    const connections = new AnonymousConnections(LIMITS);
    let acquired = 0;
    times(20, (n) => (acquired += connections.acquire(`2001:db8:1:${n.toString(16)}`, 0) ? 1 : 0));
    expect(acquired).toBe(8);
    expect(connections.acquire('2001:db8:2:0', 0)).toBe(true);
    times(20, (n) => connections.countAttempt(`2001:db8:1:${n.toString(16)}`, 0));
    expect(connections.mayAttempt('2001:db8:1:ffff', 0)).toBe(false);
    expect(connections.mayAttempt('2001:db8:2:0', 0)).toBe(true);
  });

  it('limits all addresses together', () => {
    const connections = new AnonymousConnections(LIMITS);
    let acquired = 0;
    times(30, (n) => (acquired += connections.acquire(`203.0.113.${n}`, 0) ? 1 : 0));
    expect([acquired, connections.open]).toEqual([10, 10]);
  });

  it('forgets attempts after a minute, but not open connections', () => {
    const connections = new AnonymousConnections(LIMITS);
    times(5, () => connections.countAttempt('203.0.113.7', 0));
    expect(connections.mayAttempt('203.0.113.7', 59_999)).toBe(false);
    expect(connections.mayAttempt('203.0.113.7', 60_000)).toBe(true);
    times(2, () => connections.acquire('203.0.113.7', 60_000));
    times(3_000, (n) => connections.countAttempt(`198.51.${n % 250}.${n % 199}`, 200_000));
    expect(connections.acquire('203.0.113.7', 200_000)).toBe(false);
  });

  it('slows lookups after too many failures, and not for addresses whose cookies were valid', () => {
    const connections = new AnonymousConnections(LIMITS);
    times(50, () => {
      connections.countFailure('203.0.113.7', 0);
      connections.takeBackFailure('203.0.113.7');
    });
    expect(connections.isSlowed('203.0.113.7', 0)).toBe(false);
    times(5, () => connections.countFailure('203.0.113.7', 0));
    expect(connections.isSlowed('203.0.113.7', 0)).toBe(true);
    expect(connections.isSlowed('203.0.113.8', 0)).toBe(false);
  });
});
