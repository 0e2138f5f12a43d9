import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryCounter } from './counter.js';

const START = Date.UTC(2026, 10, 23, 9);

describe('a counter in memory', () => {
  beforeEach(() => void jest.useFakeTimers({ now: START }));
  afterEach(() => void jest.useRealTimers());

  it('counts each key from its own first try until the window ends', () => {
    const counter = new MemoryCounter({ most: 2, windowS: 60 });
    expect(counter.spend('a')).toEqual({ count: 1, msLeft: 60_000 });
    jest.setSystemTime(START + 45_000);
    expect(counter.spend('b')).toEqual({ count: 1, msLeft: 60_000 });
    expect(counter.spend('a')).toEqual({ count: 2, msLeft: 15_000 });
    jest.setSystemTime(START + 60_000);
    expect(counter.soFar('a')).toBeUndefined();
    expect(counter.soFar('b')).toEqual({ count: 1, msLeft: 45_000 });
    expect(counter.spend('a')).toEqual({ count: 1, msLeft: 60_000 });
  });

  it('looks without counting', () => {
    const counter = new MemoryCounter({ most: 2, windowS: 60 });
    expect(counter.soFar('a')).toBeUndefined();
    counter.spend('a');
    expect(counter.soFar('a')).toEqual(counter.soFar('a'));
    expect(counter.spend('a').count).toBe(2);
  });

  it('forgets keys whose window has ended, as others come', () => {
    const counter = new MemoryCounter({ most: 2, windowS: 60 });
    for (let i = 0; i < 1_000; i += 1) counter.spend(`old ${i}`);
    jest.setSystemTime(START + 59_999);
    counter.spend('late');
    expect(counter.size).toBe(1_001);
    jest.setSystemTime(START + 60_000);
    counter.spend('new');
    expect(counter.size).toBe(2);
  });

  it('begins anew when the clock was set back: nobody is locked out for hours', () => {
    const counter = new MemoryCounter({ most: 2, windowS: 60 });
    for (let i = 0; i < 3; i += 1) counter.spend('a');
    jest.setSystemTime(START - 3_600_000);
    expect(counter.soFar('a')).toBeUndefined();
    expect(counter.spend('a')).toEqual({ count: 1, msLeft: 60_000 });
  });
});
