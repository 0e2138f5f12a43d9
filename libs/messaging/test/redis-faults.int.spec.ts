import { afterEach, describe, expect, it } from 'vitest';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  RedisProgress,
  RedisTrackKeys,
  RedisTracks,
  RedisTripEvents,
  RedisWakeUps,
} from '@curbline/messaging';
import { FaultProxy, testEnv } from '@curbline/testkit';
import { Redis } from 'ioredis';
import { until } from './implementations.js';
import { progress, trip, tripEvent } from './message-fixtures.js';

const { redisUrl } = testEnv();
/** How ioredis says that a command went down with its connection, or met none. */
const LINK_LOST = /max retries|closed|did not answer|reset|writeable/i;

describe('messaging after a crash or an outage', () => {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(instance: T): T => {
    opened.push(instance);
    return instance;
  };
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((instance) => instance.close()));
  });

  if (redisUrl === undefined) return;

  const through = async () => {
    const { proxy, url } = await FaultProxy.before(redisUrl);
    const troubles: Error[] = [];
    const settings = {
      url,
      prefix: `test-${randomUUID()}`,
      onError: (error: Error) => void troubles.push(error),
    };
    opened.push(proxy);
    return { proxy, troubles, settings, direct: { ...settings, url: redisUrl } };
  };

  it('refuses a trip event while Redis is down, and accepts it afterwards', async () => {
    const { proxy, troubles, settings } = await through();
    const stream = keep(new RedisTripEvents({ ...settings, retryMs: 5 }));
    const seen: string[] = [];
    await stream.consume('orders', 'one', async (event) => void seen.push(event.id));
    await stream.publish(tripEvent(1, 1));
    await until(() => seen.length === 1);
    proxy.cut();
    await expect(stream.publish(tripEvent(1, 2))).rejects.toThrow(LINK_LOST);
    expect(troubles.length).toBeGreaterThan(0);
    proxy.mend();
    await stream.publish(tripEvent(1, 2));
    await until(() => new Set(seen).size === 2, 10_000);
  }, 20_000);

  it('replaces a connection that no longer replies', async () => {
    const { proxy, settings } = await through();
    const stream = keep(new RedisTripEvents({ ...settings, silenceMs: 100 }));
    const seen: string[] = [];
    await stream.consume('orders', 'one', async (event) => void seen.push(event.id));
    proxy.mute();
    await expect(stream.publish(tripEvent(1, 1))).rejects.toThrow(LINK_LOST);
    await stream.publish(tripEvent(1, 2));
    await until(() => seen.includes(tripEvent(1, 2).id));
  }, 20_000);

  it('delivers the entries of a killed consumer to another', async () => {
    const { settings } = await through();
    const key = `${settings.prefix}:trip-events`;
    const killed = new Redis(redisUrl);
    await killed.xgroup('CREATE', key, 'orders', '0', 'MKSTREAM');
    const publisher = keep(new RedisTripEvents(settings));
    for (const n of [1, 2, 3]) await publisher.publish(tripEvent(n, 1));
    // It takes all three and is never heard of again.
    await killed.xreadgroup('GROUP', 'orders', 'killed', 'COUNT', 10, 'STREAMS', key, '>');
    killed.disconnect();
    const seen: string[] = [];
    const heir = keep(new RedisTripEvents({ ...settings, claimAfterMs: 100 }));
    await heir.consume('orders', 'heir', async (event) => void seen.push(event.id));
    await until(() => seen.length === 3);
    expect(seen).toEqual([1, 2, 3].map((n) => tripEvent(n, 1).id));
  });

  it('delivers its unfinished entries to a consumer that restarts with the same name', async () => {
    const { settings } = await through();
    const first = new RedisTripEvents({ ...settings, retryMs: 1_000 });
    await first.consume('orders', 'one', () => Promise.reject(new Error('crashing')));
    await first.publish(tripEvent(1, 1));
    await sleep(50);
    await first.close();
    const seen: string[] = [];
    const second = keep(new RedisTripEvents(settings));
    await second.consume('orders', 'one', async (event) => void seen.push(event.id));
    await until(() => seen.length > 0);
    expect(seen).toEqual([tripEvent(1, 1).id]);
  });

  it('reports and skips an entry that is no trip event', async () => {
    const { settings, troubles } = await through();
    const stranger = new Redis(redisUrl);
    const key = `${settings.prefix}:trip-events`;
    await stranger.xadd(key, '*', 'event', '{"hello":"world"}');
    await stranger.xadd(key, '*', 'other', 'x');
    const seen: string[] = [];
    const stream = keep(new RedisTripEvents(settings));
    await stream.publish(tripEvent(1, 1));
    await stream.consume('orders', 'one', async (event) => void seen.push(event.id));
    await until(() => seen.length === 1 && troubles.length === 2);
    // The acknowledgement follows the handler.
    let unfinished: unknown = -1;
    for (let tries = 0; tries < 50 && unfinished !== 0; tries += 1) {
      await sleep(10);
      [unfinished] = await stranger.xpending(key, 'orders');
    }
    expect(unfinished).toBe(0);
    stranger.disconnect();
  });

  it('creates the group again when Redis has lost its data', async () => {
    const { settings } = await through();
    const seen: string[] = [];
    const stream = keep(new RedisTripEvents(settings));
    await stream.consume('orders', 'one', async (event) => void seen.push(event.id));
    const other = new Redis(redisUrl);
    await other.del(`${settings.prefix}:trip-events`);
    other.disconnect();
    await stream.publish(tripEvent(1, 1));
    await until(() => seen.length > 0, 10_000);
    expect(seen).toEqual([tripEvent(1, 1).id]);
  }, 20_000);

  it('counts lost wake-ups and progress during an outage, and delivers again after it', async () => {
    const { proxy, settings } = await through();
    const wakeUps = keep(new RedisWakeUps(settings));
    const bus = keep(new RedisProgress(settings));
    const woken: string[] = [];
    const told: number[] = [];
    wakeUps.onWake((storeId) => woken.push(storeId));
    bus.watch('lyon', ({ eta }) => told.push(eta?.seconds ?? -1));
    await until(() => {
      wakeUps.wake('lyon');
      bus.publish(progress(1, 60));
      return woken.length > 0 && told.length > 0;
    });
    proxy.cut();
    await sleep(20);
    const lostBefore = wakeUps.lost;
    wakeUps.wake('lost');
    bus.publish(progress(1, 50));
    await sleep(20);
    expect(wakeUps.lost).toBe(lostBefore + 1);
    expect(bus.lost).toBeGreaterThan(0);
    expect(await bus.latest('lyon', [trip(1)])).toEqual([]);
    proxy.mend();
    await until(() => {
      wakeUps.wake('back');
      bus.publish(progress(1, 40));
      return woken.includes('back') && told.includes(40);
    }, 10_000);
    expect(woken).not.toContain('lost');
  }, 20_000);

  it('returns no latest progress when Redis does not reply in time', async () => {
    const { proxy, settings, direct } = await through();
    const [bus, teller] = [keep(new RedisProgress(settings)), keep(new RedisProgress(direct))];
    const words = async (): Promise<number[]> => {
      teller.publish(progress(1, 60));
      return (await bus.latest('lyon', [trip(1)])).map(({ eta }) => eta?.seconds ?? -1);
    };
    for (let tries = 0; (await words()).length === 0 && tries < 100; tries += 1) await sleep(20);
    expect(await words()).toEqual([60]);
    proxy.mute();
    const askedAt = performance.now();
    expect(await words()).toEqual([]);
    expect(performance.now() - askedAt).toBeLessThan(1_500);
  }, 20_000);

  it('receives only the messages of watched stores from Redis', async () => {
    const { settings } = await through();
    const bus = keep(new RedisProgress({ ...settings, lingerMs: 50 }));
    const redis = new Redis(redisUrl);
    const heardIn = async (storeId: string): Promise<unknown> =>
      (await redis.pubsub('NUMSUB', `${settings.prefix}:progress:${storeId}`))[1];
    const becomes = async (storeId: string, subscribers: number): Promise<void> => {
      for (let tries = 0; (await heardIn(storeId)) !== subscribers && tries < 200; tries += 1)
        await sleep(10);
      expect(await heardIn(storeId)).toBe(subscribers);
    };
    const stops = [bus.watch('lyon', () => {}), bus.watch('lyon', () => {})];
    await becomes('lyon', 1);
    expect(await heardIn('nantes')).toBe(0);
    stops[0]!();
    await sleep(100);
    expect(await heardIn('lyon')).toBe(1);
    stops[1]!();
    // Whoever is back soon finds the channel as it was.
    const stopAgain = bus.watch('lyon', () => {});
    await sleep(100);
    expect(await heardIn('lyon')).toBe(1);
    stopAgain();
    await becomes('lyon', 0);
    redis.disconnect();
  });

  it('refuses tracks during an outage, writes none partially, and has them afterwards', async () => {
    const { proxy, settings } = await through();
    const tracks = keep(new RedisTracks({ ...settings, keys: new RedisTrackKeys(settings) }));
    expect(await tracks.compareAndSet('lyon', trip(1), 0, 'a')).toBe(true);
    proxy.cut();
    await expect(tracks.compareAndSet('lyon', trip(1), 1, 'b')).rejects.toThrow(LINK_LOST);
    proxy.mend();
    expect(await tracks.get('lyon', trip(1))).toEqual({ state: 'a', version: 1 });
  }, 20_000);

  it('expires a track 24 hours after its last write', async () => {
    const { settings } = await through();
    const tracks = keep(new RedisTracks({ ...settings, keys: new RedisTrackKeys(settings) }));
    await tracks.compareAndSet('lyon', trip(1), 0, 'a');
    const redis = new Redis(redisUrl);
    const [key = ''] = await redis.keys(`{${settings.prefix}:track:*lyon ${trip(1)}`);
    const leftMs = await redis.pttl(key);
    redis.disconnect();
    expect(leftMs).toBeGreaterThan(24 * 3_600_000 - 5_000);
    expect(leftMs).toBeLessThanOrEqual(24 * 3_600_000);
  });
});
