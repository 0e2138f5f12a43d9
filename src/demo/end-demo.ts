/**
 * Ends the demonstration when its folder or database is used for production: its people, keys, devices, sessions and links
 * are disabled, so that its secrets open nothing. The demo's stores stay; `--demo` starts a new demonstration in them.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Sessions } from '@curbline/access';
import { inTransaction } from '@curbline/database';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { CREDENTIALS_FILE, LEAFLET_FILE, readDemoCredentials } from './credentials.js';
import { DEMO_STORES } from './demo-stores.js';

interface Ending {
  readonly what: string;
  readonly table: string;
  readonly column: string;
  /** Which rows; `$1` is `value`. */
  readonly of: string;
  readonly value: unknown;
}

function endings(stores: readonly string[], adminLogin: string): Ending[] {
  const ofStores = (what: string, table: string, column: string): Ending => ({
    what,
    table,
    column,
    of: 'store_id = ANY($1)',
    value: stores,
  });
  return [
    ofStores('people', 'staff', 'disabled_at'),
    {
      what: 'admins',
      table: 'staff',
      column: 'disabled_at',
      of: `store_id IS NULL AND role = 'admin' AND name = 'Demo' AND (login = $1 OR login ~ '^demo-[a-z0-9]{4}$')`,
      value: adminLogin,
    },
    { what: 'API keys', table: 'shop_key', column: 'revoked_at', of: 'shop_id = $1', value: 'demo' },
    ofStores('devices', 'device', 'revoked_at'),
    ofStores('enrollment codes', 'enrol_code', 'used_at'),
    ofStores('sessions of staff', 'staff_session', 'ended_at'),
    {
      what: 'sessions of managers',
      table: 'manager_session',
      column: 'ended_at',
      of: 'staff_id IN (SELECT id FROM staff WHERE disabled_at IS NOT NULL AND role <> $1)',
      value: 'staff',
    },
    ofStores('customers’ links', 'trip_link', 'revoked_at'),
  ];
}

/** @returns what was ended, such as `4 people`; empty when there was nothing left to end. */
export async function endDemo(app: NestFastifyApplication, dataDir: string): Promise<string[]> {
  const kept = await readDemoCredentials(dataDir);
  const stores = DEMO_STORES.map(({ id }) => id);
  const now = new Date(app.get(Clock).now());
  const ended = await inTransaction(app.get(DataSource), async (manager) => {
    const descriptions: string[] = [];
    for (const { what, table, column, of, value } of endings(stores, kept?.admin.login ?? '')) {
      const open = `${column} IS NULL AND ${of}`;
      const [row] = await manager.query<{ n: number }[]>(
        `SELECT count(*)::int AS n FROM ${table} WHERE ${open}`,
        [value],
      );
      if (!row?.n) continue;
      await manager.query(`UPDATE ${table} SET ${column} = $2 WHERE ${open}`, [value, now]);
      descriptions.push(`${row.n} ${what}`);
    }
    return descriptions;
  });
  for (const file of [CREDENTIALS_FILE, LEAFLET_FILE]) await rm(join(dataDir, file), { force: true });
  app.get(Sessions, { strict: false }).forget();
  return ended;
}
