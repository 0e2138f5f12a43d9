/**
 * Positions are erased by destroying their trip's key, so the Redis that holds the keys must not write them to a disk:
 * a snapshot or an append-only file would keep them. geofence-service does not start on one that does.
 */
import { RedisTrackKeys } from '@curbline/messaging';
import type { ServiceEnvironment } from './env.js';

/** @throws Error naming what is wrong and what to do about it. */
export async function requireVolatileKeys({ REDIS_URL, TRACK_KEYS_URL }: ServiceEnvironment): Promise<void> {
  const name = TRACK_KEYS_URL === undefined ? 'REDIS_URL' : 'TRACK_KEYS_URL';
  const keys = new RedisTrackKeys({ url: TRACK_KEYS_URL ?? REDIS_URL });
  try {
    const persisted = await keys.persistence();
    if (persisted === undefined) return;
    throw new Error(
      `The Redis at ${name} would write the keys of trips to a disk: ${persisted}. Then positions could not be ` +
        "erased. Start that Redis with --save '' --appendonly no and without replicas, or name another one that " +
        'is for the keys alone with TRACK_KEYS_URL.',
    );
  } finally {
    await keys.close();
  }
}
