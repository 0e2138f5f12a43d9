import { describe, expect, it } from '@jest/globals';
import { ProblemException } from '../problems/problem-exception.js';
import { GuessLimiter } from './guess-limiter.js';
import { addressKey } from './throttle.guard.js';
import { WindowCounter } from './window-counter.js';

describe('a window counter', () => {
  it('counts what falls into the last minute, fading out what leaves it', () => {
    const counter = new WindowCounter(60_000);
    for (let i = 0; i < 10; i += 1) counter.add('a', 59_000);
    expect(counter.count('a', 59_500)).toBe(10);
    expect(counter.count('a', 90_000)).toBe(5);
    expect(counter.count('a', 180_000)).toBe(0);
    expect(counter.count('b', 59_500)).toBe(0);
  });

  it('never counts more than happened, whatever the moments', () => {
    const counter = new WindowCounter(60_000);
    let happened = 0;
    for (let now = 0; now < 600_000; now += 7_301) {
      happened += 1;
      expect(counter.add('a', now)).toBeLessThanOrEqual(happened);
    }
  });
});

describe('the limiter of guesses', () => {
  it('counts misses alone, and stops at ten a minute', () => {
    let now = 1_000_000;
    const limiter = new GuessLimiter({ now: () => now });
    for (let i = 0; i < 100; i += 1) limiter.check('link 1.2.3.4');
    for (let i = 0; i < 10; i += 1) limiter.missed('link 1.2.3.4');
    expect(() => limiter.check('link 1.2.3.4')).toThrow(ProblemException);
    limiter.check('link 1.2.3.5');
    now += 120_000;
    limiter.check('link 1.2.3.4');
  });
});

describe('an address as one who asks', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2:ffff::9', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s is %s', (ip, key) => expect(addressKey(ip)).toBe(key));
});
