import { afterEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../platform-options.js';
import { ProblemException } from '../problems/problem-exception.js';
import { addressKey, networkKey } from '../requests/address-keys.js';
import { type SecretAttempt, AttemptLimiter } from './attempt-limiter.js';
import { LimitsInMemory } from './limits.js';

afterEach(() => void vi.restoreAllMocks());

const turnClockBy = (ms: number): void => {
  const at = Date.now() + ms;
  vi.spyOn(Date, 'now').mockReturnValue(at);
};

const limiterOf = (limits: { missesPerSubject?: number; missesPerAddress?: number }) =>
  new AttemptLimiter(new LimitsInMemory(), { limits: { ...DEFAULT_LIMITS, ...limits } });

const outcome = async (limiter: AttemptLimiter, attempt: SecretAttempt, right = false): Promise<string> => {
  try {
    const found = await limiter.attempt(attempt, async () => {
      await new Promise((resolve) => setImmediate(resolve));
      return right ? 'found' : undefined;
    });
    return found ?? 'failed';
  } catch (error) {
    if (error instanceof ProblemException) return `${error.code} ${error.parts.retryAfterS}`;
    throw error;
  }
};

const many = async (times: number, work: (n: number) => Promise<string>): Promise<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const word of await Promise.all(Array.from({ length: times }, (_, n) => work(n)))) {
    const name = word.split(' ')[0] ?? '';
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
};

describe('AttemptLimiter', () => {
  const from = '203.0.113.7';

  it('runs no more lookups than the limit when four hundred attempts come at once', async () => {
    const limiter = limiterOf({ missesPerAddress: 60 });
    expect(await many(400, () => outcome(limiter, { kind: 'code', from }))).toEqual({
      failed: 60,
      'too-many-requests': 340,
    });
  });

  it('counts failed attempts only, and starts again a minute later', async () => {
    const limiter = limiterOf({ missesPerAddress: 3 });
    const attempt = { kind: 'code', from };
    for (let i = 0; i < 100; i += 1) expect(await outcome(limiter, attempt, true)).toBe('found');
    turnClockBy(1_000);
    for (let i = 0; i < 3; i += 1) expect(await outcome(limiter, attempt)).toBe('failed');
    expect(await outcome(limiter, attempt, true)).toMatch(/^too-many-requests \d+/);
    turnClockBy(60_001);
    expect(await outcome(limiter, attempt, true)).toBe('found');
  });

  it('limits failed attempts at one subject from any address', async () => {
    const limiter = limiterOf({ missesPerSubject: 5 });
    const attempts = (subject: string) => (n: number) =>
      outcome(limiter, { kind: 'totp', subject, from: `198.51.100.${n}` });
    expect(await many(20, attempts('anna'))).toEqual({ failed: 5, 'too-many-requests': 15 });
    expect(await outcome(limiter, { kind: 'totp', subject: 'ben', from }, true)).toBe('found');
  });

  it('counts kinds of secrets separately, and devices apart from their addresses', async () => {
    const limiter = limiterOf({ missesPerAddress: 2 });
    expect(await many(5, () => outcome(limiter, { kind: 'enrol', from }))).toMatchObject({ failed: 2 });
    expect(await outcome(limiter, { kind: 'link', from })).toBe('failed');
    expect(await outcome(limiter, { kind: 'enrol', from: { device: 'd1' } })).toBe('failed');
  });

  it('allows ten times as many at an address where an attempt succeeded lately', async () => {
    const limiter = limiterOf({ missesPerAddress: 2 });
    expect(await many(30, () => outcome(limiter, { kind: 'enrol', from, known: true }))).toMatchObject({
      failed: 20,
    });
  });

  it('accepts a valid secret of 128 bits past the limit, and refuses a wrong one with 429', async () => {
    const limiter = limiterOf({ missesPerAddress: 2 });
    const attempt = { kind: 'link', from, unguessable: true };
    expect(await many(20, () => outcome(limiter, attempt))).toEqual({ failed: 2, 'too-many-requests': 18 });
    expect(await outcome(limiter, attempt, true)).toBe('found');
    expect(await outcome(limiter, attempt)).toMatch('too-many-requests');
  });

  it('counts a /64 as one address, and a /48 as ten', async () => {
    const limiter = limiterOf({ missesPerAddress: 2 });
    const at = (address: string) => outcome(limiter, { kind: 'enrol', from: address });
    expect(await many(10, (n) => at(`2001:db8:1:2::${n}`))).toMatchObject({ failed: 2 });
    expect(await many(100, (n) => at(`2001:db8:2:${n.toString(16)}::1`))).toMatchObject({ failed: 20 });
    expect(await at('2001:db8:3::1')).toBe('failed');
  });
});

describe('addressKey and networkKey', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:1/48'],
    ['2001:DB8:1:2:ffff::9', '2001:db8:1:2', '2001:db8:1/48'],
    ['2001:db8::1', '2001:db8:0:0', '2001:db8:0/48'],
    ['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:0/48'],
    ['::1', '0:0:0:0', '0:0:0/48'],
  ])('%s is %s, of %s', (ip, address, network) =>
    expect([addressKey(ip), networkKey(ip)]).toEqual([address, network]),
  );
});
