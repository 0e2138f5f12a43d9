/** One contract for both homes of the counters; the Redis half runs where there is a Redis. */
import { afterAll, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Limits, LimitsInMemory, LimitsInRedis } from '@curbline/platform';
import { FaultProxy, testEnv } from '@curbline/testkit';
import { RateLimiterRes } from 'rate-limiter-flexible';

const { redisUrl } = testEnv();
const RULE = { name: 'try', most: 3, windowS: 1 };
const opened: Limits[] = [];
afterAll(() => Promise.all(opened.map((limits) => limits.close())));

const open = (limits: Limits): Limits => {
  opened.push(limits);
  return limits;
};
const inRedis = (prefix = `test:${randomUUID()}`, url = redisUrl ?? ''): Limits =>
  open(new LimitsInRedis({ url, prefix }));

/** How many of `times` tries at once are let through. */
async function passedBy(consume: () => Promise<unknown>, times: number): Promise<number> {
  const outcomes = await Promise.allSettled(Array.from({ length: times }, consume));
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(RateLimiterRes);
  }
  return outcomes.filter(({ status }) => status === 'fulfilled').length;
}

const homes: [string, () => Limits][] = [['memory', () => open(new LimitsInMemory())]];
if (redisUrl) homes.push(['Redis', () => inRedis()]);

async function until(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (await check()) return;
    await sleep(50);
  }
  throw new Error('waited 5 s in vain');
}

describe.each(homes)('counters in %s', (_home, make) => {
  it('let a key have its share, each key its own, and again after the window', async () => {
    const counter = make().counter(RULE);
    await sleep(100);
    expect(await passedBy(() => counter.consume('a'), 10)).toBe(3);
    expect(await passedBy(() => counter.consume('b'), 2)).toBe(2);
    expect((await counter.get('a'))?.consumedPoints).toBe(10);
    expect(await counter.get('c')).toBeNull();
    await sleep(1_100);
    expect(await passedBy(() => counter.consume('a'), 10)).toBe(3);
  });
});

if (redisUrl) {
  describe('counters in Redis', () => {
    it('are one count for two processes', async () => {
      const prefix = `test:${randomUUID()}`;
      const rule = { ...RULE, windowS: 30 };
      const [one, other] = [inRedis(prefix).counter(rule), inRedis(prefix).counter(rule)];
      // Until both are connected each counts by itself.
      await until(async () => {
        await one.consume('connected').catch(() => {});
        return (await other.get('connected')) !== null;
      });
      const passed = [await passedBy(() => one.consume('a'), 2), await passedBy(() => other.consume('a'), 2)];
      expect(passed).toEqual([2, 1]);
    });

    it('go on by themselves while Redis is away, and come back to it', async () => {
      const { proxy, url } = await FaultProxy.before(redisUrl);
      const limits = inRedis(`test:${randomUUID()}`, url);
      const counter = limits.counter({ ...RULE, windowS: 30 });
      await sleep(100);
      expect(await passedBy(() => counter.consume('a'), 2)).toBe(2);
      proxy.cut();
      // In memory the count begins anew: an outage gives at most one more share a process.
      expect(await passedBy(() => counter.consume('a'), 10)).toBe(3);
      proxy.mend();
      await until(async () => (await counter.get('a'))?.consumedPoints === 2);
      await proxy.close();
    });
  });
}
