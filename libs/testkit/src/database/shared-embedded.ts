/**
 * The embedded database that the spec files of one worker share, one after the other: opening one costs 5 s of
 * computing. It is emptied before each use, and given up when a file has changed its schema.
 */
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import {
  embeddedFiles,
  openDatabase,
  type Database,
  type EmbeddedInstance,
  type MigrationSet,
  type OpenDatabaseOptions,
} from '@curbline/database';
import { makeEmbeddedFolder } from './embedded-folder.js';
import { migrationsKey } from './migrations-key.js';

/** One instance at most, since each takes 1 GB. `key` names the migrations that it holds. */
let shared: { readonly key: string; readonly pglite: EmbeddedInstance } | undefined;
let lent = false;

const EMPTY = `
DO $$
DECLARE tables text;
BEGIN
  SELECT string_agg(format('%I', tablename), ', ') INTO tables FROM pg_tables
  WHERE schemaname = 'public' AND tablename <> 'spatial_ref_sys' AND tablename NOT LIKE '%\\_migrations';
  EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY CASCADE';
END $$`;

const SCHEMA = `
SELECT md5(string_agg(part, ';' ORDER BY part)) AS schema FROM (
  SELECT 'c' || oid || relname AS part FROM pg_class WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'a' || attrelid || attname || atttypid || attnotnull FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'k' || oid || conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT 't' || oid || tgname || tgenabled::text FROM pg_trigger
  UNION ALL SELECT 'p' || oid || proname || md5(prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS parts`;

/** @returns undefined when there is none to share: outside Vitest, without migrations, or while this file uses it already. */
export async function sharedEmbedded(
  sets: readonly MigrationSet[],
  options: OpenDatabaseOptions,
): Promise<{ database: Database; close(): Promise<void> } | undefined> {
  if (process.env['VITEST'] === undefined || sets.length === 0 || lent) return undefined;
  lent = true;
  try {
    const pglite = await instanceWith(sets);
    // What the session of the file before may have left: an open transaction, prepared statements, locks.
    for (const statement of ['ROLLBACK', 'DISCARD ALL', EMPTY]) await pglite.exec(statement);
    const schema = await schemaOf(pglite);
    const database = await openDatabase({ ...options, embedded: pglite });
    return {
      database,
      close: async () => {
        await database.close();
        if ((await schemaOf(pglite)) !== schema) await endShared();
        lent = false;
      },
    };
  } catch (error) {
    await endShared();
    lent = false;
    throw error;
  }
}

async function instanceWith(sets: readonly MigrationSet[]): Promise<EmbeddedInstance> {
  const key = migrationsKey(sets);
  if (shared?.key !== key) {
    await endShared();
    const dataDir = embeddedFiles(await makeEmbeddedFolder(sets));
    shared = { key, pglite: await PGlite.create({ dataDir, extensions: { postgis } }) };
  }
  return shared.pglite;
}

async function endShared(): Promise<void> {
  const ended = shared;
  shared = undefined;
  await ended?.pglite.close();
}

async function schemaOf(pglite: EmbeddedInstance): Promise<unknown> {
  const { rows } = await pglite.query<{ schema: string }>(SCHEMA);
  return rows[0]?.schema;
}
