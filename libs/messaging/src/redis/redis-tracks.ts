import type { Redis } from 'ioredis';
import { isSealedWith, seal, unseal } from '../sealed/seal.js';
import type { TrackKeys } from '../sealed/track-keys.js';
import { TRACK_LIFETIME_MS, TrackStore, type TrackLease, type Track, type TrackKey } from '../track-store.js';
import { connectRedis, disconnectRedis, whenReady, type RedisSettings } from './redis-connection.js';

/**
 * Writes only if the version is the expected one (0: only if there is none), renews the life of the
 * key, and notes it in the index. One script, hence one step for everybody else.
 */
const COMPARE_AND_SET = `
  local version = tonumber(redis.call('HGET', KEYS[1], 'version') or '0')
  if version ~= tonumber(ARGV[1]) then return 0 end
  redis.call('HSET', KEYS[1], 'version', version + 1, 'sealed', ARGV[2])
  redis.call('HDEL', KEYS[1], 'state')
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  redis.call('ZADD', KEYS[2], ARGV[4], ARGV[5])
  return 1`;

/** Gives expired leases to the first caller and renews them, so that no other caller gets them. */
const ACQUIRE_EXPIRED = `
  local taken = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. ARGV[1], 'LIMIT', 0, ARGV[3])
  for _, member in ipairs(taken) do redis.call('ZADD', KEYS[1], ARGV[2], member) end
  return taken`;

/** Three arguments per lease: its member, since when it is held and until when it is renewed. */
const RENEW = `
  local lost = {}
  for i = 1, #ARGV, 3 do
    local noted = tonumber(redis.call('ZSCORE', KEYS[1], ARGV[i]) or 'inf')
    if noted <= tonumber(ARGV[i + 1]) then redis.call('ZADD', KEYS[1], ARGV[i + 2], ARGV[i])
    else lost[#lost + 1] = ARGV[i] end
  end
  return lost`;

/** Tracks of one partition in one script: nobody else is served meanwhile. */
const AT_ONCE = 200;

/**
 * In a Redis cluster the key's part in braces decides the shard. A track and the index that names it must share
 * one (the script writes both), but all tracks must not: so they are spread over this many partitions, each with an index.
 */
const PARTITIONS = 64;

/**
 * Tracks in Redis: shared by several geofence processes. Each expires 24 h after its last write by
 * itself; the indexes hold which tracks there are and when each lease expires. A Redis may write to a disk what it
 * holds, so each track is sealed with the key of its trip, which is kept elsewhere and destroyed first.
 */
export class RedisTracks extends TrackStore {
  private readonly redis: Redis;
  private readonly prefix: string;
  private readonly keys: TrackKeys;
  private readonly clock: { now(): number };

  constructor(settings: RedisSettings & { keys: TrackKeys; clock?: { now(): number } }) {
    super();
    this.keys = settings.keys;
    this.redis = connectRedis(settings);
    this.prefix = `${settings.prefix ?? 'curbline'}:track`;
    this.clock = settings.clock ?? Date;
  }

  override async get(storeId: string, tripId: string): Promise<Track | undefined> {
    await whenReady(this.redis);
    const kept = await this.redis.hmgetBuffer(this.key(storeId, tripId), 'version', 'sealed', 'state');
    const [version, sealed, state] = kept;
    if (!version) return undefined;
    const trip = { storeId, tripId };
    // `state`: as an older program wrote it, in clear. The next write replaces it.
    const read = sealed ? await this.unsealed(trip, sealed) : state && JSON.parse(state.toString());
    return { state: read ?? undefined, version: Number(version) };
  }

  /** Always as durable as Redis is set to be. */
  override async compareAndSet(
    storeId: string,
    tripId: string,
    expectedVersion: number,
    state: unknown,
  ): Promise<boolean> {
    await whenReady(this.redis);
    const trip = { storeId, tripId };
    const known = expectedVersion === 0 ? undefined : await this.keys.find(trip);
    const sealed = seal(known ?? (await this.keys.obtain(trip)), trip, state);
    const written = await this.redis.eval(
      COMPARE_AND_SET,
      2,
      this.key(storeId, tripId),
      this.index(partitionOf(tripId)),
      expectedVersion,
      sealed,
      TRACK_LIFETIME_MS,
      this.clock.now(),
      member(storeId, tripId),
    );
    return written === 1;
  }

  override async remove(storeId: string, tripId: string): Promise<void> {
    await whenReady(this.redis);
    // Without its key what a disk has of the track is nothing.
    await this.keys.destroy({ storeId, tripId });
    const index = this.index(partitionOf(tripId));
    await this.redis.multi().del(this.key(storeId, tripId)).zrem(index, member(storeId, tripId)).exec();
  }

  override async acquireExpired(beforeMs: number): Promise<TrackKey[]> {
    await whenReady(this.redis);
    const now = this.clock.now();
    const partitions = Array.from({ length: PARTITIONS }, (_, partition) =>
      this.redis.eval(ACQUIRE_EXPIRED, 1, this.index(partition), beforeMs, now, AT_ONCE),
    );
    return (await Promise.all(partitions)).flatMap((members) => (members as string[]).map(keyOf));
  }

  override async renewLeases(leases: readonly TrackLease[]): Promise<TrackKey[]> {
    await whenReady(this.redis);
    const partitions = Map.groupBy(leases, ({ tripId }) => partitionOf(tripId));
    const batches = [...partitions].flatMap(([partition, inPartition]) =>
      Array.from({ length: Math.ceil(inPartition.length / AT_ONCE) }, (_, batch) =>
        this.renewOn(partition, inPartition.slice(batch * AT_ONCE, (batch + 1) * AT_ONCE)),
      ),
    );
    return (await Promise.all(batches)).flat();
  }

  override async close(): Promise<void> {
    disconnectRedis(this.redis);
    await this.keys.close();
  }

  private async unsealed(trip: TrackKey, sealed: Buffer): Promise<unknown> {
    const remembered = await this.keys.find(trip);
    if (remembered && isSealedWith(sealed, remembered)) return unseal(remembered, trip, sealed);
    const key = await this.keys.find(trip, true);
    return key && unseal(key, trip, sealed);
  }

  private async renewOn(partition: number, leases: readonly TrackLease[]): Promise<TrackKey[]> {
    const args = leases.flatMap(({ storeId, tripId, sinceMs, untilMs }) => [
      member(storeId, tripId),
      sinceMs,
      untilMs,
    ]);
    return ((await this.redis.eval(RENEW, 1, this.index(partition), ...args)) as string[]).map(keyOf);
  }

  private index(partition: number): string {
    return `{${this.prefix}:${partition}}:open`;
  }

  private key(storeId: string, tripId: string): string {
    return `{${this.prefix}:${partitionOf(tripId)}}:${member(storeId, tripId)}`;
  }
}

/** Trips' ids are random, so their ends spread evenly. */
function partitionOf(tripId: string): number {
  let sum = 0;
  for (const letter of tripId.slice(-8)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return sum % PARTITIONS;
}

function member(storeId: string, tripId: string): string {
  return `${storeId} ${tripId}`;
}

function keyOf(named: string): TrackKey {
  const [storeId = '', tripId = ''] = named.split(' ');
  return { storeId, tripId };
}
