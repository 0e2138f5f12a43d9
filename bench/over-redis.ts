/**
 * What do trips under way cost Redis and its clients beside their fixes?
 *
 *   npm run bench -- over-redis
 *   npm run bench -- over-redis --trips 100000 --messages 60000
 *
 * On a temporary Redis. Progress: one process says it, of 1,000 stores in turn; another watches all of these stores,
 * as a gateway does to which nobody steers, and a third one in twenty. Tracks: the looks of one copy of
 * geofence-service at tracks of which half have rested for a while, as `TrackWatcherService` makes them each 20 s, beside
 * reading the whole index. Counted is CPU, of each process and of Redis.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Progress } from '@curbline/contracts/events';
import { RedisProgress, RedisTrackKeys, RedisTracks } from '@curbline/messaging';
import { Redis } from 'ioredis';
import { startRedis } from '../tools/test-services.mjs';

const { values } = parseArgs({
  options: { trips: { type: 'string', default: '100000' }, messages: { type: 'string', default: '60000' } },
});
const [trips, messages] = [Number(values.trips), Number(values.messages)];
const STORES = 1_000;
const AT_ONCE = 500;

const server = await startRedis();
if ('missing' in server) throw new Error(server.missing);
const { url } = server;
const redis = new Redis(url);

async function redisUs(): Promise<number> {
  const info = await redis.info('cpu');
  const seconds = (name: string): number => Number(new RegExp(`used_cpu_${name}:([\\d.]+)`).exec(info)?.[1]);
  return (seconds('user') + seconds('sys')) * 1e6;
}

/** CPU here and in Redis, µs each of so many. */
async function costOf(count: number, work: () => Promise<unknown>): Promise<{ here: number; redis: number }> {
  const [own, there] = [process.cpuUsage(), await redisUs()];
  await work();
  const { user, system } = process.cpuUsage(own);
  return { here: (user + system) / count, redis: ((await redisUs()) - there) / count };
}

const us = (value: number): string => `${value.toFixed(1)} µs`;
const storeId = (n: number): string => `store-${n % STORES}`;
const tripIds = Array.from({ length: trips }, () => randomUUID());

function listener(stores: readonly string[]) {
  const child = fork(fileURLToPath(new URL('over-redis/listener.ts', import.meta.url)), [url, ...stores]);
  return {
    ready: once(child, 'message'),
    end: async (): Promise<{ heard: number; cpuUs: number }> => {
      const said = once(child, 'message');
      child.send('end');
      return (await said)[0] as { heard: number; cpuUs: number };
    },
  };
}

async function sayProgress(): Promise<void> {
  const bus = new RedisProgress({ url });
  const at = new Date().toISOString();
  const eta = { seconds: 300, lowSeconds: 240, highSeconds: 360, source: 'position' as const };
  const progress = (n: number): Progress => {
    const flags = { band: 'far' as const, signalLost: false, probablyHere: false };
    return { storeId: storeId(n), tripId: tripIds[n % trips]!, at, lastSeenAt: at, eta, ...flags };
  };
  const say = async (): Promise<void> => {
    for (let said = 0; said < messages; said += AT_ONCE) {
      for (let n = said; n < said + AT_ONCE; n += 1) bus.publish(progress(n));
      await redis.ping();
    }
  };
  while ((await bus.latest(storeId(0), [tripIds[0]!])).length === 0) {
    bus.publish(progress(0));
    await new Promise((next) => setTimeout(next, 20));
  }
  const unheard = await costOf(messages, say);
  const all = Array.from({ length: STORES }, (_, n) => storeId(n));
  const listeners = [listener(all), listener(all.filter((_, n) => n % 20 === 0))];
  await Promise.all(listeners.map(({ ready }) => ready));
  const heard = await costOf(messages, say);
  const [every, some] = await Promise.all(listeners.map(({ end }) => end()));
  await bus.close();
  console.log(
    `progress: ${us(unheard.here)} to say, ${us(unheard.redis)} of Redis; ` +
      `who watches all stores hears ${every!.heard} of ${messages} for ${us(every!.cpuUs / messages)} each said; ` +
      `one in twenty: ${some!.heard} for ${us(some!.cpuUs / messages)} (start-up and a second of rest counted in); ` +
      `Redis with both: ${us(heard.redis)}`,
  );
}

async function lookAtTracks(): Promise<void> {
  let now = Date.now();
  const tracks = new RedisTracks({ url, keys: new RedisTrackKeys({ url }), clock: { now: () => now } });
  for (let from = 0; from < trips; from += AT_ONCE) {
    const lot = tripIds.slice(from, from + AT_ONCE);
    await Promise.all(lot.map((id, n) => tracks.compareAndSet(storeId(n), id, 0, { written: n })));
  }
  const resting = tripIds.flatMap((tripId, n) => (n % 2 ? [] : [{ storeId: storeId(n % AT_ONCE), tripId }]));
  const sinceMs = now;
  now += 30_000;
  const leases = resting.map((key) => ({ ...key, sinceMs, untilMs: now + 60_000 }));
  const renew = await costOf(resting.length, async () => {
    const lost = await tracks.renewLeases(leases);
    if (lost.length > 0) throw new Error(`${lost.length} tracks were lost`);
  });
  const nothing = await costOf(1, async () => {
    if ((await tracks.acquireExpired(sinceMs)).length > 0) throw new Error('no lease has expired yet');
  });
  let taken = 0;
  const acquire = await costOf(trips - resting.length, async () => {
    for (let lot = 1; lot > 0; taken += lot) lot = (await tracks.acquireExpired(sinceMs + 1)).length;
  });
  if (taken !== trips - resting.length) throw new Error(`${taken} leases were acquired`);
  const read = await costOf(trips, () =>
    Promise.all(tripIds.map((id, n) => tracks.get(storeId(n % AT_ONCE), id))),
  );
  await tracks.close();
  console.log(
    `tracks: to renew the lease of one ${us(renew.here)}, ${us(renew.redis)} of Redis; ` +
      `a look that finds nothing to take over ${us(nothing.here)}, ${us(nothing.redis)} of Redis, all partitions; ` +
      `to acquire each expired lease ${us(acquire.here)}, ${us(acquire.redis)}; to read one ${us(read.here)}, ${us(read.redis)}`,
  );
}

await sayProgress();
await lookAtTracks();
redis.disconnect();
await server.stop();
