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
 * In a Redis cluster the key's part in braces decides the shard. A track and the index that names it must share
 * one (the script writes both), but all tracks must not: so they lie on this many shelves, each with an index.
 */
const SHELVES = 64;

/**
 * Tracks in Redis: shared by several geofence processes. Each expires 24 h after its last write by
 * itself; the indexes tell which there are and when each was written last.
 */
export class RedisTracks extends TrackStore {
  private readonly redis: Redis;
  private readonly prefix: string;
  private readonly clock: { now(): number };

  constructor(settings: RedisSettings & { clock?: { now(): number } }) {
    super();
    this.redis = connectRedis(settings);
    this.prefix = `${settings.prefix ?? 'curbline'}:track`;
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
      this.index(shelfOf(tripId)),
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
    const index = this.index(shelfOf(tripId));
    await this.redis.multi().del(this.key(storeId, tripId)).zrem(index, member(storeId, tripId)).exec();
  }

  override async open(): Promise<OpenTrack[]> {
    await whenReady(this.redis);
    const shelves = Array.from({ length: SHELVES }, (_, shelf) => this.openOn(shelf));
    return (await Promise.all(shelves)).flat();
  }

  override async close(): Promise<void> {
    disconnectRedis(this.redis);
  }

  private async openOn(shelf: number): Promise<OpenTrack[]> {
    const index = this.index(shelf);
    // What expired by itself leaves the index here.
    await this.redis.zremrangebyscore(index, '-inf', this.clock.now() - TRACK_LIFETIME_MS);
    const flat = await this.redis.zrange(index, 0, -1, 'WITHSCORES');
    const tracks: OpenTrack[] = [];
    for (let at = 0; at + 1 < flat.length; at += 2) {
      const [storeId = '', tripId = ''] = (flat[at] ?? '').split(' ');
      tracks.push({ storeId, tripId, updatedAtMs: Number(flat[at + 1]) });
    }
    return tracks;
  }

  private index(shelf: number): string {
    return `{${this.prefix}:${shelf}}:open`;
  }

  private key(storeId: string, tripId: string): string {
    return `{${this.prefix}:${shelfOf(tripId)}}:${member(storeId, tripId)}`;
  }
}

/** Trips' ids are random, so their ends spread evenly. */
function shelfOf(tripId: string): number {
  let sum = 0;
  for (const letter of tripId.slice(-8)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % SHELVES;
}

function member(storeId: string, tripId: string): string {
  return `${storeId} ${tripId}`;
}
