import { afterEach, expect, it, vi } from 'vitest';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { PrepaidRateLimit } from './prepaid-rate-limit.js';

const WINDOW_S = 60;

function counterOf(most: number) {
  const counter = new RateLimiterMemory({ keyPrefix: 'test', points: most, duration: WINDOW_S });
  const asked = vi.spyOn(counter, 'consume');
  return { rateLimit: new PrepaidRateLimit(counter, most, WINDOW_S), asked };
}

const passes = async (rateLimit: PrepaidRateLimit, key: string): Promise<boolean> => {
  try {
    await rateLimit.spend(key);
    return true;
  } catch (refusal) {
    expect(refusal).toBeInstanceOf(RateLimiterRes);
    return false;
  }
};

const passed = async (rateLimit: PrepaidRateLimit, key: string, requests: number): Promise<number> => {
  let count = 0;
  for (let i = 0; i < requests; i += 1) if (await passes(rateLimit, key)) count += 1;
  return count;
};

afterEach(() => void vi.restoreAllMocks());

it('asks the counter once for ten requests, and allows no more than the limit', async () => {
  const { rateLimit, asked } = counterOf(200);
  expect(await passed(rateLimit, 'a', 100)).toBe(100);
  expect(asked).toHaveBeenCalledTimes(10);
  expect(await passed(rateLimit, 'a', 150)).toBe(100);
  expect(await passed(rateLimit, 'b', 5)).toBe(5);
});

it('spends a prepaid point at once', async () => {
  const { rateLimit } = counterOf(200);
  expect(rateLimit.spend('a')).toBeInstanceOf(Promise);
  await new Promise((resolve) => setImmediate(resolve));
  expect(rateLimit.spend('a')).toBeUndefined();
});

it('buys points one by one when the limit is small, so that the last allowed request passes', async () => {
  const { rateLimit } = counterOf(20);
  expect(await passed(rateLimit, 'a', 30)).toBe(20);
});

it('wastes no points when several requests buy at the same time', async () => {
  const { rateLimit, asked } = counterOf(200);
  await Promise.all(Array.from({ length: 4 }, async () => rateLimit.spend('a')));
  expect(asked).toHaveBeenCalledTimes(4);
  expect(await passed(rateLimit, 'a', 196)).toBe(196);
  expect(await passed(rateLimit, 'a', 1)).toBe(0);
});

it('allows two processes no more than the limit together', async () => {
  const counter = new RateLimiterMemory({ keyPrefix: 'test', points: 100, duration: WINDOW_S });
  const [one, other] = [
    new PrepaidRateLimit(counter, 100, WINDOW_S),
    new PrepaidRateLimit(counter, 100, WINDOW_S),
  ];
  let count = 0;
  for (let i = 0; i < 150; i += 1) if (await passes(i % 3 === 0 ? one : other, 'a')) count += 1;
  expect(count).toBeLessThanOrEqual(100);
  expect(count).toBeGreaterThanOrEqual(95);
});

it('removes prepaid points when their window ends', async () => {
  const { rateLimit, asked } = counterOf(200);
  const from = Date.now();
  await passed(rateLimit, 'a', 1);
  const clock = vi.spyOn(Date, 'now').mockReturnValue(from + WINDOW_S * 1000 + 1);
  await passed(rateLimit, 'a', 1);
  expect(asked).toHaveBeenCalledTimes(2);
  for (let i = 0; i < 50; i += 1) await passed(rateLimit, `many ${i}`, 1);
  clock.mockReturnValue(from + 2 * WINDOW_S * 1000 + 2);
  await passed(rateLimit, 'a', 1);
  expect((rateLimit as unknown as { prepaid: Map<string, unknown> }).prepaid.size).toBe(1);
});
