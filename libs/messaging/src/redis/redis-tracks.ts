import type { Redis } from 'ioredis';
import { TRACK_LIFETIME_MS, TrackStore, type OpenTrack, type Track } from '../track-store.js';
import { connectRedis, disconnectRedis, whenReady, type RedisSettings } from './redis-connection.js';

/**
 * Writes only if the version is the expected one (0: only if there is none), renews the life of the
 * key, and notes it in the index. One script, hence one step for everybody else.
 */
const COMPARE_AND_SET = `
  local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
  if version ~= tonumber(ARGV[1]) then return 0 end
  redis.call('HSET', KEYS[1], 'version', version + 1, 'state', ARGV[2])
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[5])
  return 1`;

/**
 * Tracks in Redis: shared by several geofence processes. Each expires 24 h after its last write by
 * itself; the index tells which there are and when each was written last.
 */
export class RedisTracks extends TrackStore {
  private readonly redis: Redis;
  private readonly prefix: string;
  private readonly clock: { now(): number };

  constructor(settings: RedisSettings & { clock?: { now(): number } }) {
    super();
    this.redis = connectRedis(settings);
    // The braces keep all keys of the script on one shard of a Redis cluster.
    this.prefix = `{${settings.prefix ?? 'curbline'}:track}`;
    this.clock = settings.clock ?? Date;
  }

  override async get(storeId: string, tripId: string): Promise<Track | undefined> {
    await whenReady(this.redis);
    const [version, state] = await this.redis.hmget(this.key(storeId, tripId), 'version', 'state');
    if (!version || !state) return undefined;
    return { state: JSON.parse(state), version: Number(version) };
  }

  /** Always as durable as Redis is set to be. */
  override async compareAndSet(
    storeId: string,
    tripId: string,
    expectedVersion: number,
    state: unknown,
  ): Promise<boolean> {
    await whenReady(this.redis);
    const written = await this.redis.eval(
      COMPARE_AND_SET,
      2,
      this.key(storeId, tripId),
      this.index,
      expectedVersion,
      JSON.stringify(state),
      TRACK_LIFETIME_MS,
      this.clock.now(),
      member(storeId, tripId),
    );
    return written === 1;
  }

  override async remove(storeId: string, tripId: string): Promise<void> {
    await whenReady(this.redis);
    await this.redis.multi().del(this.key(storeId, tripId)).zrem(this.index, member(storeId, tripId)).exec();
  }

  override async open(): Promise<OpenTrack[]> {
    await whenReady(this.redis);
    // What expired by itself leaves the index here.
    await this.redis.zremrangebyscore(this.index, '-inf', this.clock.now() - TRACK_LIFETIME_MS);
    const flat = await this.redis.zrange(this.index, 0, -1, 'WITHSCORES');
    const tracks: OpenTrack[] = [];
    for (let at = 0; at + 1 < flat.length; at += 2) {
      const [storeId = '', tripId = ''] = (flat[at] ?? '').split(' ');
      tracks.push({ storeId, tripId, updatedAtMs: Number(flat[at + 1]) });
    }
    return tracks;
  }

  override async close(): Promise<void> {
    disconnectRedis(this.redis);
  }

  private get index(): string {
    return `${this.prefix}:open`;
  }

  private key(storeId: string, tripId: string): string {
    return `${this.prefix}:${member(storeId, tripId)}`;
  }
}

function member(storeId: string, tripId: string): string {
  return `${storeId} ${tripId}`;
}
