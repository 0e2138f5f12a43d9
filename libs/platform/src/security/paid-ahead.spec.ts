import { afterEach, expect, it, jest } from '@jest/globals';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { PaidAhead } from './paid-ahead.js';

const WINDOW_S = 60;

function counterOf(most: number) {
  const counter = new RateLimiterMemory({ keyPrefix: 'test', points: most, duration: WINDOW_S });
  const asked = jest.spyOn(counter, 'consume');
  return { budget: new PaidAhead(counter, most, WINDOW_S), asked };
}

const passes = async (budget: PaidAhead, key: string): Promise<boolean> => {
  try {
    await budget.spend(key);
    return true;
  } catch (refusal) {
    expect(refusal).toBeInstanceOf(RateLimiterRes);
    return false;
  }
};

const passed = async (budget: PaidAhead, key: string, requests: number): Promise<number> => {
  let count = 0;
  for (let i = 0; i < requests; i += 1) if (await passes(budget, key)) count += 1;
  return count;
};

afterEach(() => void jest.restoreAllMocks());

it('asks the counter for one request in ten, and lets through no more than the limit', async () => {
  const { budget, asked } = counterOf(200);
  expect(await passed(budget, 'a', 100)).toBe(100);
  expect(asked).toHaveBeenCalledTimes(10);
  expect(await passed(budget, 'a', 150)).toBe(100);
  expect(await passed(budget, 'b', 5)).toBe(5);
});

it('answers at once what is paid for', async () => {
  const { budget } = counterOf(200);
  expect(budget.spend('a')).toBeInstanceOf(Promise);
  await new Promise((resolve) => setImmediate(resolve));
  expect(budget.spend('a')).toBeUndefined();
});

it('counts one by one where the limit is small: the last request that is allowed passes', async () => {
  const { budget } = counterOf(20);
  expect(await passed(budget, 'a', 30)).toBe(20);
});

it('wastes nothing when several take a lot at once', async () => {
  const { budget, asked } = counterOf(200);
  await Promise.all(Array.from({ length: 4 }, async () => budget.spend('a')));
  expect(asked).toHaveBeenCalledTimes(4);
  expect(await passed(budget, 'a', 196)).toBe(196);
  expect(await passed(budget, 'a', 1)).toBe(0);
});

it('lets two processes have no more than the limit together', async () => {
  const counter = new RateLimiterMemory({ keyPrefix: 'test', points: 100, duration: WINDOW_S });
  const [one, other] = [new PaidAhead(counter, 100, WINDOW_S), new PaidAhead(counter, 100, WINDOW_S)];
  let count = 0;
  for (let i = 0; i < 150; i += 1) if (await passes(i % 3 === 0 ? one : other, 'a')) count += 1;
  expect(count).toBeLessThanOrEqual(100);
  expect(count).toBeGreaterThanOrEqual(95);
});

it('keeps nothing past its window', async () => {
  const { budget, asked } = counterOf(200);
  const from = Date.now();
  await passed(budget, 'a', 1);
  const clock = jest.spyOn(Date, 'now').mockReturnValue(from + WINDOW_S * 1000 + 1);
  await passed(budget, 'a', 1);
  expect(asked).toHaveBeenCalledTimes(2);
  for (let i = 0; i < 50; i += 1) await passed(budget, `many ${i}`, 1);
  clock.mockReturnValue(from + 2 * WINDOW_S * 1000 + 2);
  await passed(budget, 'a', 1);
  expect((budget as unknown as { lots: Map<string, unknown> }).lots.size).toBe(1);
});
