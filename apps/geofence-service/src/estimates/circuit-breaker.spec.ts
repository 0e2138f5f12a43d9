import { describe, expect, it } from 'vitest';
import { CircuitBreaker } from './circuit-breaker.js';

const fail = (breaker: CircuitBreaker, times: number, now: number): boolean[] =>
  Array.from({ length: times }, () => breaker.mayCall(now) && breaker.failed(now));

describe('the circuit breaker', () => {
  it('opens after three failures in a row, once, and lets nothing through for 30 s', () => {
    const breaker = new CircuitBreaker();
    expect(fail(breaker, 3, 0)).toEqual([false, false, true]);
    expect(breaker.mayCall(29_999)).toBe(false);
  });

  it('tries one call at a time after 30 s, and closes when one succeeds', () => {
    const breaker = new CircuitBreaker();
    fail(breaker, 3, 0);
    expect([breaker.mayCall(30_000), breaker.mayCall(30_000)]).toEqual([true, false]);
    breaker.failed(30_100);
    expect([breaker.mayCall(60_000), breaker.mayCall(60_100)]).toEqual([false, true]);
    breaker.succeeded();
    expect([breaker.mayCall(60_200), breaker.mayCall(60_200)]).toEqual([true, true]);
  });

  it('counts failures in a row only', () => {
    const breaker = new CircuitBreaker();
    fail(breaker, 2, 0);
    breaker.succeeded();
    expect(fail(breaker, 2, 0)).toEqual([false, false]);
    expect(breaker.mayCall(0)).toBe(true);
  });
});
