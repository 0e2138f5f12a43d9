import { describe, expect, it } from '@jest/globals';
import { Breaker } from './breaker.js';

const fail = (breaker: Breaker, times: number, now: number): boolean[] =>
  Array.from({ length: times }, () => breaker.mayCall(now) && breaker.failed(now));

describe('the breaker', () => {
  it('opens after three failures in a row, once, and lets nothing through for 30 s', () => {
    const breaker = new Breaker();
    expect(fail(breaker, 3, 0)).toEqual([false, false, true]);
    expect(breaker.mayCall(29_999)).toBe(false);
  });

  it('then tries one call at a time, and closes when it works', () => {
    const breaker = new Breaker();
    fail(breaker, 3, 0);
    expect([breaker.mayCall(30_000), breaker.mayCall(30_000)]).toEqual([true, false]);
    breaker.failed(30_100);
    expect([breaker.mayCall(60_000), breaker.mayCall(60_100)]).toEqual([false, true]);
    breaker.worked();
    expect([breaker.mayCall(60_200), breaker.mayCall(60_200)]).toEqual([true, true]);
  });

  it('counts only failures in a row', () => {
    const breaker = new Breaker();
    fail(breaker, 2, 0);
    breaker.worked();
    expect(fail(breaker, 2, 0)).toEqual([false, false]);
    expect(breaker.mayCall(0)).toBe(true);
  });
});
