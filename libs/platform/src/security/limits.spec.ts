import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { ProblemException } from '../problems/problem-exception.js';
import { GuessLimiter } from './guess-limiter.js';
import { LimitsInMemory } from './limits.js';
import { addressKey } from './request-budgets.js';

afterEach(() => void jest.restoreAllMocks());

const turnClockBy = (ms: number): void => {
  const at = Date.now() + ms;
  jest.spyOn(Date, 'now').mockReturnValue(at);
};

const outcome = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
    return 'passed';
  } catch (error) {
    if (error instanceof ProblemException) return `${error.code} ${error.parts.retryAfterS}`;
    throw error;
  }
};

describe('the limiter of guesses', () => {
  it('counts misses alone, stops at ten a minute, and says for how long', async () => {
    const limiter = new GuessLimiter(new LimitsInMemory());
    for (let i = 0; i < 100; i += 1) await limiter.check('link 1.2.3.4');
    turnClockBy(0);
    for (let i = 0; i < 10; i += 1) {
      expect(await outcome(limiter.check('link 1.2.3.4'))).toBe('passed');
      await limiter.missed('link 1.2.3.4');
    }
    expect(await outcome(limiter.check('link 1.2.3.4'))).toBe('too-many-requests 60');
    expect(await outcome(limiter.check('link 1.2.3.5'))).toBe('passed');
    turnClockBy(60_001);
    expect(await outcome(limiter.check('link 1.2.3.4'))).toBe('passed');
    await limiter.missed('link 1.2.3.4');
    expect(await outcome(limiter.check('link 1.2.3.4'))).toBe('passed');
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
