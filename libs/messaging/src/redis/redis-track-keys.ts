/**
 * The keys of trips for several processes, in a Redis that writes nothing to a disk. The tracks may be in another one,
 * which may. Each key expires a day after its creation.
 *
 * A process caches the keys that it has read or created, so that a fix costs no lookup. Another process may have destroyed
 * a cached key since: a track that was sealed with a newer key names that key, which is then looked up.
 */
import type { Redis } from 'ioredis';
import {
  keyFromBytes,
  keyToBytes,
  newTripKey,
  TrackKeys,
  type TripKeyMaterial,
} from '../sealed/track-keys.js';
import { TRACK_LIFETIME_MS, type Awaitable, type TrackKey } from '../track-store.js';
import { connectRedis, disconnectRedis, whenReady, type RedisSettings } from './redis-connection.js';

/** The first caller creates the key; all others get the same one. */
const OBTAIN = `
  local there = redis.call('GET', KEYS[1])
  if there then return there end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return ARGV[1]`;

/** The most cached keys; past it the oldest are deleted. */
const MAX_CACHED = 100_000;

export class RedisTrackKeys extends TrackKeys {
  private readonly redis: Redis;
  private readonly prefix: string;
  private readonly cached = new Map<string, TripKeyMaterial>();

  constructor(settings: RedisSettings) {
    super();
    this.redis = connectRedis(settings);
    this.prefix = `${settings.prefix ?? 'curbline'}:track-key`;
  }

  /**
   * Checks whether this Redis writes its data to a disk.
   * @returns the reason why it does, for a person; `undefined` when the server reports no persistence
   * @throws Error when it does not answer
   */
  async persistence(): Promise<string | undefined> {
    await whenReady(this.redis);
    const info = await this.redis.info('persistence', 'replication');
    if (/aof_enabled:1/.test(info)) return 'its append-only file is on (appendonly yes)';
    if (/connected_slaves:[1-9]/.test(info)) return 'it has replicas, which may write its data to a disk';
    const save = await this.redis.config('GET', 'save').catch(() => undefined);
    if (save === undefined) return undefined;
    const points = (save as string[])[1] ?? '';
    return points === '' ? undefined : `it saves snapshots (save ${points})`;
  }

  override async obtain(trip: TrackKey): Promise<TripKeyMaterial> {
    await whenReady(this.redis);
    const created = keyToBytes(newTripKey()).toString('base64');
    const stored = await this.redis.eval(OBTAIN, 1, this.nameOf(trip), created, TRACK_LIFETIME_MS);
    const key = keyFromBytes(Buffer.from(stored as string, 'base64'));
    if (!key) throw new Error('a trip key in Redis has a wrong format');
    this.cache(trip, key);
    return key;
  }

  override find(trip: TrackKey, fresh = false): Awaitable<TripKeyMaterial | undefined> {
    return (fresh ? undefined : this.cached.get(trip.tripId)) ?? this.read(trip);
  }

  override async destroy(trip: TrackKey): Promise<void> {
    this.cached.delete(trip.tripId);
    await whenReady(this.redis);
    await this.redis.del(this.nameOf(trip));
  }

  override async close(): Promise<void> {
    this.cached.clear();
    disconnectRedis(this.redis);
  }

  private async read(trip: TrackKey): Promise<TripKeyMaterial | undefined> {
    await whenReady(this.redis);
    const stored = await this.redis.get(this.nameOf(trip));
    const key = stored === null ? undefined : keyFromBytes(Buffer.from(stored, 'base64'));
    if (key) this.cache(trip, key);
    else this.cached.delete(trip.tripId);
    return key;
  }

  private cache({ tripId }: TrackKey, key: TripKeyMaterial): void {
    this.cached.set(tripId, key);
    if (this.cached.size <= MAX_CACHED) return;
    for (const oldest of this.cached.keys()) {
      this.cached.delete(oldest);
      return;
    }
  }

  private nameOf({ storeId, tripId }: TrackKey): string {
    return `${this.prefix}:${storeId}:${tripId}`;
  }
}
