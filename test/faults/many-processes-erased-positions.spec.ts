import { describe, expect, it } from 'vitest';
import { testEnv } from '@curbline/testkit';
import { startRedis } from '../../tools/test-services.mjs';
import { scanShape } from '../security/erased/scan-shape.js';
import { onPostgres, persistentRedis, services } from '../security/erased/shapes.js';
import { runCommand } from './program.js';

/** After a crash in the middle of each trip, on disks that keep everything they can. */
describe('positions that a receipt calls erased', () => {
  it.each([
    ['PostgreSQL, its log of statements, or a backup', onPostgres],
    ['PostgreSQL, Redis’ snapshot and append-only file, or a backup', services],
  ])(
    'are in no byte of %s',
    async (_where, make) => {
      const { found, control } = await scanShape(make, 0);
      expect(found).toEqual([]);
      expect(control.length).toBeGreaterThan(0);
    },
    400_000,
  );

  it('are not promised on a Redis that would keep their keys: geofence-service does not start', async () => {
    const redis = await startRedis({ args: persistentRedis });
    if ('missing' in redis) throw new Error(redis.missing);
    try {
      const refused = runCommand(['node', 'apps/geofence-service/dist/main.js'], {
        DATABASE_URL: testEnv().postgresUrl ?? 'postgres://nobody@127.0.0.1:1/none',
        REDIS_URL: redis.url,
      });
      await expect(refused).rejects.toThrow(/append-only file is on.*TRACK_KEYS_URL/s);
    } finally {
      await redis.stop();
    }
  }, 60_000);
});
