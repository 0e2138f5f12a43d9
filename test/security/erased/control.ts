/**
 * The control of the scan: a track that was kept in clear and erased as earlier programs did it. Its bytes must be
 * found, or finding none of the others means nothing.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { openDatabase, type OpenDatabaseOptions } from '@curbline/database';
import type { Place } from './needles.js';

/** As it lay in a row: the coordinates, and enough of a track around them for the database to pack it. */
const trackAt = ({ latitude, longitude }: Place): string =>
  JSON.stringify({
    version: 1,
    plausibility: { here: { latitude, longitude, recordedAt: 1_764_436_000_000 }, doubts: [] },
    approach: {
      passages: Array.from({ length: 80 }, (_, n) => ({ ring: n, sector: n % 12, at: 1.76e12 + n })),
    },
  });

/** Keeps a track in a table in clear and erases it, beside the program's own tables. */
export async function plantInDatabase(options: OpenDatabaseOptions, place: Place): Promise<void> {
  const database = await openDatabase(options);
  try {
    const { dataSource } = database;
    await dataSource.query('CREATE TABLE IF NOT EXISTS scan_control (trip_id uuid PRIMARY KEY, state jsonb)');
    const tripId = randomUUID();
    await dataSource.query('INSERT INTO scan_control VALUES ($1, $2)', [tripId, trackAt(place)]);
    await dataSource.query('DELETE FROM scan_control WHERE trip_id = $1', [tripId]);
    await dataSource.query('CHECKPOINT');
  } finally {
    await database.close();
  }
}

/** The same in Redis. */
export async function plantInRedis(url: string, place: Place): Promise<void> {
  const redis = new Redis(url);
  try {
    await redis.hset('scan-control', 'version', 1, 'state', trackAt(place));
    await sleep(1_500);
    await redis.del('scan-control');
  } finally {
    redis.disconnect();
  }
}
