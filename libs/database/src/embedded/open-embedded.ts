/**
 * Opens the embedded database: PGlite (Postgres compiled to WebAssembly) with PostGIS, on a folder.
 * Creating takes about 13 s and opening 3-4 s on a small machine, most of it computing on this
 * thread, so the progress lines come before each long step: no timer could fire during it.
 */
import { PGlite } from '@electric-sql/pglite';
import { postgis } from '@electric-sql/pglite-postgis';
import { DatabaseUnavailable } from '../database-unavailable.js';
import {
  claimDataFolder,
  CREATE_FREE_BYTES,
  diskFull,
  freeBytes,
  OPEN_FREE_BYTES,
  type DataFolder,
} from './data-folder.js';
import { flushFiles, FLUSHING_START } from './flushed-files.js';

/** PGlite; code outside of this library treats it as opaque. */
export type EmbeddedInstance = PGlite;

export interface EmbeddedDatabase {
  readonly pglite: EmbeddedInstance;
  readonly path: string;
  /** Stops Postgres and releases the folder. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * @param dataDir the folder, created if necessary.
 * @param say gets one line for a person before each step longer than two seconds.
 * @throws DatabaseUnavailable for anything wrong with the folder, the disk or what it holds.
 */
export async function openEmbedded(dataDir: string, say: (line: string) => void): Promise<EmbeddedDatabase> {
  const folder = claimDataFolder(dataDir);
  let pglite: PGlite | undefined;
  try {
    say(
      folder.isNew
        ? `Creating the embedded database in ${folder.path} (first start: about 15 s)`
        : `Opening the embedded database in ${folder.path} (about 4 s)`,
    );
    pglite = await PGlite.create({
      dataDir: folder.databasePath,
      extensions: { postgis },
      startParams: FLUSHING_START,
    });
    flushFiles(pglite);
    if (folder.isNew) {
      say('Adding PostGIS to the embedded database');
      await pglite.exec('CREATE EXTENSION IF NOT EXISTS postgis');
      await pglite.exec('CHECKPOINT');
      folder.markComplete();
    }
  } catch (error) {
    await closeQuietly(pglite);
    const unavailable = failure(folder, error);
    if (folder.isNew) folder.discard();
    folder.release();
    throw unavailable;
  }
  return { pglite, path: folder.path, close: closer(pglite, folder) };
}

function closer(pglite: PGlite, folder: DataFolder): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => (closing ??= pglite.close().finally(() => folder.release()));
}

async function closeQuietly(pglite: PGlite | undefined): Promise<void> {
  try {
    await pglite?.close();
  } catch {
    // The caller gets the first error.
  }
}

function failure(folder: DataFolder, error: unknown): DatabaseUnavailable {
  if (error instanceof DatabaseUnavailable) return error;
  const text = error instanceof Error ? error.message : String(error);
  if (/no space left|ENOSPC|EDQUOT/i.test(text) || freeBytes(folder.path) < OPEN_FREE_BYTES / 4) {
    return diskFull(folder.path, folder.isNew ? CREATE_FREE_BYTES : OPEN_FREE_BYTES, error);
  }
  return new DatabaseUnavailable(
    'folder-damaged',
    `The embedded database in ${folder.path} does not start (${text}). ` +
      (folder.isNew
        ? 'Nothing half-made was left behind; try again, or name another folder with DATA_DIR.'
        : 'Keep a copy of the folder, then restore a backup or name a new folder with DATA_DIR.'),
    { cause: error },
  );
}
