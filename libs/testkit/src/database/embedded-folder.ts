/**
 * Data folders for tests on the embedded database. Creating one takes some 13 s, copying a prepared
 * one a tenth of a second: so one is prepared per version of the database, and from it one per set of
 * migrations, in the checkout's `.cache/`, which git ignores.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { constants, cp, mkdir, mkdtemp, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { embeddedVersion, migrate, openDatabase, type MigrationSet } from '@curbline/database';
import { migrationsKey } from './migrations-key.js';

const CACHE = fileURLToPath(new URL('../../../../.cache/embedded/', import.meta.url));
/** Prepared folders kept, 63 MB each; the one used longest ago goes first. */
const KEPT = 6;
/** A folder used since may be in the hands of another worker: it stays, however many there are. */
const IN_USE_MS = 3_600_000;

/** @returns a migrated data folder for one test to use up, under the system's temporary folder. */
export async function makeEmbeddedFolder(sets: readonly MigrationSet[]): Promise<string> {
  const version = embeddedVersion();
  const empty = await prepared(`empty-${migrationsKey([], version)}`, async (folder) => {
    await (await openDatabase({ dataDir: folder })).close();
  });
  const migrated =
    sets.length === 0
      ? empty
      : await prepared(`migrated-${migrationsKey(sets, version)}`, async (folder) => {
          await copy(empty, folder);
          const database = await openDatabase({ dataDir: folder });
          await migrate(database, sets).finally(() => database.close());
        });
  const folder = await mkdtemp(join(tmpdir(), 'curbline-test-'));
  await copy(migrated, folder);
  return folder;
}

/** Made beside its place and moved into it, so that what stands in the cache is always complete. */
async function prepared(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const place = join(CACHE, name);
  if (!existsSync(place)) {
    await mkdir(CACHE, { recursive: true });
    const making = `${place}.making-${randomBytes(4).toString('hex')}`;
    try {
      await make(making);
      await rename(making, place);
    } catch (error) {
      // Another worker may have been first; anything else is a failure.
      if (!existsSync(place)) throw error;
    } finally {
      await rm(making, { recursive: true, force: true });
    }
    await forgetOld();
  }
  const now = new Date();
  await utimes(place, now, now);
  return place;
}

async function forgetOld(): Promise<void> {
  const entries = await Promise.all(
    (await readdir(CACHE)).map(async (name) => ({ name, usedMs: (await stat(join(CACHE, name))).mtimeMs })),
  );
  for (const name of foldersToForget(entries, Date.now())) {
    await rm(join(CACHE, name), { recursive: true, force: true });
  }
}

/**
 * @param entries the folders of the cache, each with the time it was used last, milliseconds
 * @returns the names of those that nobody needs: older than the newest few and unused for an hour
 */
export function foldersToForget(
  entries: readonly { name: string; usedMs: number }[],
  nowMs: number,
): string[] {
  const [abandoned, complete] = [
    entries.filter(({ name }) => name.includes('.making-')),
    entries.filter(({ name }) => !name.includes('.making-')).toSorted((a, b) => b.usedMs - a.usedMs),
  ];
  return [...complete.slice(KEPT), ...abandoned]
    .filter(({ usedMs }) => nowMs - usedMs > IN_USE_MS)
    .map(({ name }) => name);
}

async function copy(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, mode: constants.COPYFILE_FICLONE });
}
