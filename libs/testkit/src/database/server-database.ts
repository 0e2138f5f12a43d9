/**
 * A database of its own for each caller on a real Postgres: copied from a template that is made once
 * per set of migrations. Under an advisory lock, because a template being copied may have no users.
 */
import { randomBytes } from 'node:crypto';
import {
  migrate,
  openDatabase,
  type Database,
  type MigrationSet,
  type OpenDatabaseOptions,
} from '@curbline/database';
import { migrationsKey } from './migrations-key.js';

/** "CTPL" as a number. */
const TEMPLATE_LOCK = 0x4354504c;

/** @returns the URL of a fresh migrated database and the function that drops it. */
export async function makeServerDatabase(
  adminUrl: string,
  sets: readonly MigrationSet[],
): Promise<{ url: string; drop: () => Promise<void> }> {
  const template = `curbline_template_${migrationsKey(sets)}`;
  const name = `curbline_test_${process.pid}_${randomBytes(5).toString('hex')}`;
  await withAdmin(adminUrl, async ({ dataSource }) => {
    const runner = dataSource.createQueryRunner();
    try {
      await runner.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK]);
      const found: unknown[] = await runner.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
      if (found.length === 0) {
        // Under another name until it is complete: a run that was killed leaves no half template.
        const making = `${template}_making`;
        await runner.query(`DROP DATABASE IF EXISTS "${making}" WITH (FORCE)`);
        await runner.query(`CREATE DATABASE "${making}"`);
        const made = await openDatabase({ url: withDatabase(adminUrl, making), poolSize: 1 });
        await migrate(made, sets).finally(() => made.close());
        await runner.query(`ALTER DATABASE "${making}" RENAME TO "${template}"`);
      }
      await runner.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
      await runner.release();
    }
  });
  return {
    url: withDatabase(adminUrl, name),
    drop: () =>
      withAdmin(adminUrl, async ({ dataSource }) => {
        await dataSource.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      }),
  };
}

export async function openServerDatabase(
  adminUrl: string,
  sets: readonly MigrationSet[],
  options: OpenDatabaseOptions,
): Promise<{ database: Database; url: string; close: () => Promise<void> }> {
  const { url, drop } = await makeServerDatabase(adminUrl, sets);
  const database = await openDatabase({ ...options, url });
  return {
    database,
    url,
    close: async () => {
      await database.close();
      await drop();
    },
  };
}

async function withAdmin(url: string, work: (admin: Database) => Promise<void>): Promise<void> {
  const admin = await openDatabase({ url, poolSize: 1, patienceMs: 2_000 });
  await work(admin).finally(() => admin.close());
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
