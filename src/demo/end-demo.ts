/**
 * Ends the demonstration when its folder or database is used for production: its people, keys, devices, sessions and links
 * are disabled, so that its secrets open nothing. The demo's stores stay; `--demo` starts a new demonstration in them.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Sessions } from '@curbline/access';
import { inTransaction } from '@curbline/database';
import { AccessEndService, AuditService } from '@curbline/order-service';
import { Clock } from '@curbline/platform';
import { DataSource, Raw } from 'typeorm';
import { CREDENTIALS_FILE, LEAFLET_FILE, readDemoCredentials } from './credentials.js';
import { DEMO_STORES } from './demo-stores.js';

/** @returns what was ended, such as `4 people`; empty when there was nothing left to end. */
export async function endDemo(app: NestFastifyApplication, dataDir: string): Promise<string[]> {
  const kept = await readDemoCredentials(dataDir);
  const access = app.get(AccessEndService, { strict: false });
  const login = kept?.admin.login ?? '';
  const toEnd = {
    storeIds: DEMO_STORES.map(({ id }) => id),
    shopId: 'demo',
    admins: {
      // The one of the last start, whatever its name is now, and those of earlier ones, whose credentials are lost.
      login: Raw((column) => `(${column} = :login OR (${column} ~ '^demo-[a-z0-9]{4}$' AND name = 'Demo'))`, {
        login,
      }),
    },
  };
  const counts = await inTransaction(app.get(DataSource), async (manager) => {
    const now = app.get(Clock).now();
    const ended = await access.end(manager, toEnd, now);
    const note = { storeId: null, by: null, action: 'demonstration_ended', subject: 'Demo' } as const;
    if (Object.values(ended).some((count) => count > 0))
      await app.get(AuditService, { strict: false }).note(manager, note, now);
    return ended;
  });
  for (const file of [CREDENTIALS_FILE, LEAFLET_FILE]) await rm(join(dataDir, file), { force: true });
  app.get(Sessions, { strict: false }).forget();
  return Object.entries(counts).flatMap(([what, count]) => (count > 0 ? [`${count} ${what}`] : []));
}
