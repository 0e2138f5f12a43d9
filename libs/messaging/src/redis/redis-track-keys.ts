/**
 * The keys of trips among several processes: in a Redis that writes nothing to a disk. The tracks themselves may lie
 * in another, which may. Each key ends by itself a day after it was made.
 *
 * What a process has read or made it remembers, so that a fix costs no look more. A remembered key may be one that
 * another process has destroyed since: whatever is sealed with a newer one names that one, and it is looked up.
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

/** The first to come makes the key; everybody gets the same. */
const OBTAIN = `
  local there = redis.call('GET', KEYS[1])
  if there then return there end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  return ARGV[1]`;

/** Past this many remembered keys the oldest are looked up again. */
const REMEMBERED = 100_000;

export class RedisTrackKeys extends TrackKeys {
  private readonly redis: Redis;
  private readonly prefix: string;
  private readonly remembered = new Map<string, TripKeyMaterial>();

  constructor(settings: RedisSettings) {
    super();
    this.redis = connectRedis(settings);
    this.prefix = `${settings.prefix ?? 'curbline'}:track-key`;
  }

  /**
   * Whether what is written here reaches a disk.
   * @returns what speaks for it, for a person; `undefined` when the server says that it persists nothing
   * @throws Error when it does not answer
   */
  async persistence(): Promise<string | undefined> {
    await whenReady(this.redis);
    const told = await this.redis.info('persistence', 'replication');
    if (/aof_enabled:1/.test(told)) return 'its append-only file is on (appendonly yes)';
    if (/connected_slaves:[1-9]/.test(told))
      return 'replicas follow it, and may write what they get to a disk';
    const save = await this.redis.config('GET', 'save').catch(() => undefined);
    if (save === undefined) return undefined;
    const points = (save as string[])[1] ?? '';
    return points === '' ? undefined : `it saves snapshots (save ${points})`;
  }

  override async obtain(trip: TrackKey): Promise<TripKeyMaterial> {
    await whenReady(this.redis);
    const made = keyToBytes(newTripKey()).toString('base64');
    const kept = await this.redis.eval(OBTAIN, 1, this.nameOf(trip), made, TRACK_LIFETIME_MS);
    const key = keyFromBytes(Buffer.from(kept as string, 'base64'));
    if (!key) throw new Error('the key of a trip in Redis is none of ours');
    this.remember(trip, key);
    return key;
  }

  override find(trip: TrackKey, fresh = false): Awaitable<TripKeyMaterial | undefined> {
    return (fresh ? undefined : this.remembered.get(trip.tripId)) ?? this.read(trip);
  }

  override async destroy(trip: TrackKey): Promise<void> {
    this.remembered.delete(trip.tripId);
    await whenReady(this.redis);
    await this.redis.del(this.nameOf(trip));
  }

  override async close(): Promise<void> {
    this.remembered.clear();
    disconnectRedis(this.redis);
  }

  private async read(trip: TrackKey): Promise<TripKeyMaterial | undefined> {
    await whenReady(this.redis);
    const kept = await this.redis.get(this.nameOf(trip));
    const key = kept === null ? undefined : keyFromBytes(Buffer.from(kept, 'base64'));
    if (key) this.remember(trip, key);
    else this.remembered.delete(trip.tripId);
    return key;
  }

  private remember({ tripId }: TrackKey, key: TripKeyMaterial): void {
    this.remembered.set(tripId, key);
    if (this.remembered.size <= REMEMBERED) return;
    for (const oldest of this.remembered.keys()) {
      this.remembered.delete(oldest);
      return;
    }
  }

  private nameOf({ storeId, tripId }: TrackKey): string {
    return `${this.prefix}:${storeId}:${tripId}`;
  }
}
