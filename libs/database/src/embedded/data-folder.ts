/**
 * The embedded database's folder on disk.
 *
 *     <dataDir>/curbline.lock     held by the running process (folder-lock.ts)
 *     <dataDir>/curbline.pid      who holds it, for messages
 *     <dataDir>/curbline.making   there only while `database/` is being created
 *     <dataDir>/database/         Postgres' own files; curbline.json in it says "complete, and ours"
 *
 * Creation is all or nothing: `curbline.making` is written before the first file of `database/`,
 * `curbline.json` after the last. A failure removes the folder; after a crash the next start sees
 * `curbline.making` without `curbline.json` and creates the database again. A `database/` with neither belongs to another
 * program and is never changed.
 */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { rmSync, renameSync, statfsSync, writeSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseUnavailable } from '../database-unavailable.js';
import { flushFolder, flushTree } from './flushed-files.js';
import { lockFolder, type FolderLock } from './folder-lock.js';

const MARKER = 'curbline.json';
const MAKING = 'curbline.making';
/** The major version of the Postgres inside the pinned PGlite; its files open with no other. */
export const POSTGRES_MAJOR = 18;

/** A new database takes 63 MB; with its log and the first data it needs at least this much. */
export const CREATE_FREE_BYTES = 160 * 2 ** 20;
/** Postgres' log grows by segments of 16 MB, and a start needs two of them. */
export const OPEN_FREE_BYTES = 32 * 2 ** 20;

export interface DataFolder {
  readonly path: string;
  /** Where Postgres' own files are. */
  readonly databasePath: string;
  readonly isNew: boolean;
  /** Declares a new database complete. */
  markComplete(): void;
  /** Removes what a failed creation left. */
  discard(): void;
  release(): void;
}

/**
 * Locks the folder for this process and checks whether it holds a database.
 * @param freeBytesOf the free bytes of a folder's disk; tests replace it.
 * @throws DatabaseUnavailable `folder-in-use`, `folder-not-writable`, `disk-full`, `not-a-curbline-database`.
 */
export function claimDataFolder(dataDir: string, freeBytesOf = freeBytes): DataFolder {
  const path = resolve(dataDir);
  const lock = prepareAndLock(path);
  const databasePath = embeddedFiles(path);
  try {
    const isNew = !holdsDatabase(path, databasePath);
    const needed = isNew ? CREATE_FREE_BYTES : OPEN_FREE_BYTES;
    if (freeBytesOf(path) < needed) throw diskFull(path, needed);
    if (isNew) writeDurably(join(path, MAKING), `${process.pid}\n`);
    return {
      path,
      databasePath,
      isNew,
      markComplete() {
        flushTree(databasePath);
        const marker = { madeBy: 'curbline', format: 1, postgres: POSTGRES_MAJOR };
        writeDurably(join(databasePath, MARKER), `${JSON.stringify(marker)}\n`);
        rmSync(join(path, MAKING), { force: true });
      },
      discard() {
        rmSync(databasePath, { recursive: true, force: true });
        rmSync(join(path, MAKING), { force: true });
      },
      release: () => lock.release(),
    };
  } catch (error) {
    lock.release();
    throw asUnavailable(path, error);
  }
}

/** Free bytes for this user on the folder's disk. */
export function freeBytes(path: string): number {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
}

/** @param neededBytes what must be free for the step that failed. */
export function diskFull(path: string, neededBytes: number, cause?: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'disk-full',
    `The disk of ${path} is full. Free at least ${neededBytes / 2 ** 20} MB, or name a folder on another ` +
      'disk with DATA_DIR. What was there is untouched, and nothing half-made was left behind.',
    { cause },
  );
}

function prepareAndLock(path: string): FolderLock {
  try {
    mkdirSync(path, { recursive: true });
    // SQLite opens a read-only folder without an error, so a test file is written first.
    const probe = join(path, `.curbline-probe-${process.pid}`);
    writeDurably(probe, 'x');
    rmSync(probe, { force: true });
    const lock = lockFolder(path);
    if ('release' in lock) return lock;
    throw new DatabaseUnavailable(
      'folder-in-use',
      `The data folder ${path} is in use by another Curbline` +
        `${lock.heldBy ? ` (process ${lock.heldBy})` : ''}. Stop that one first, or give this one its own ` +
        'folder with DATA_DIR and its own PORT. To run several processes on one database, set DATABASE_URL.',
    );
  } catch (error) {
    throw asUnavailable(path, error);
  }
}

/** The folder of the embedded database's own files in a data folder. */
export function embeddedFiles(dataDir: string): string {
  return join(dataDir, 'database');
}

/** Whether the folder holds a complete database of ours; removes what a crashed creation left. */
function holdsDatabase(path: string, databasePath: string): boolean {
  if (existsSync(join(path, 'PG_VERSION'))) {
    throw foreign(path, 'it is the folder of another Postgres database');
  }
  const making = join(path, MAKING);
  if (!existsSync(databasePath)) return false;
  if (existsSync(join(databasePath, MARKER))) {
    requireOurVersion(path, databasePath);
    rmSync(making, { force: true });
    return true;
  }
  if (!existsSync(making)) throw foreign(path, "its folder 'database' was not made by Curbline");
  rmSync(databasePath, { recursive: true, force: true });
  return false;
}

function requireOurVersion(path: string, databasePath: string): void {
  let marker: unknown;
  try {
    marker = JSON.parse(readFileSync(join(databasePath, MARKER), 'utf8'));
  } catch (cause) {
    throw foreign(path, `its ${MARKER} cannot be read`, cause);
  }
  const { madeBy, format, postgres } = marker as Record<string, unknown>;
  if (madeBy !== 'curbline' || format !== 1) throw foreign(path, `its ${MARKER} is of another kind`);
  if (postgres !== POSTGRES_MAJOR) {
    throw foreign(path, `it was made by Postgres ${String(postgres)} and this one is ${POSTGRES_MAJOR}`);
  }
}

function foreign(path: string, why: string, cause?: unknown): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'not-a-curbline-database',
    `The data folder ${path} cannot be used: ${why}. Nothing in it was changed. ` +
      'Name another folder with DATA_DIR, or move this one away.',
    { cause },
  );
}

const FULL = new Set(['ENOSPC', 'EDQUOT']);

/** Turns an error of the file system into a message with the remedy. */
function asUnavailable(path: string, error: unknown): unknown {
  if (error instanceof DatabaseUnavailable) return error;
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  if (FULL.has(code)) return diskFull(path, CREATE_FREE_BYTES, error);
  return new DatabaseUnavailable(
    'folder-not-writable',
    `The data folder ${path} cannot be written (${code}: ${(error as Error).message}). ` +
      'Give this user the right to write there, or name another folder with DATA_DIR.',
    { cause: error },
  );
}

/** Writes the file atomically and flushes it to the disk. */
function writeDurably(path: string, text: string): void {
  const part = `${path}.part`;
  const file = openSync(part, 'w');
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(part, path);
  flushFolder(dirname(path));
}
