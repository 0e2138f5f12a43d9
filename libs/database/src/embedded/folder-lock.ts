/**
 * Locks a data folder for one process. It uses SQLite's file locking (an exclusive transaction on an empty file), which is
 * a lock of the operating system: the kernel releases it when the process ends, however it ends, so there are no stale
 * locks. It also works between containers that share a volume on one machine.
 *
 * The holder's process id is written beside it, for the message only.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FolderLock {
  release(): void;
}

const LOCK_FILE = 'curbline.lock';
const HOLDER_FILE = 'curbline.pid';
/** SQLite's result codes for a lock of another process: SQLITE_BUSY and SQLITE_LOCKED. */
const HELD = new Set([5, 6]);

/**
 * Tries to lock the folder, without waiting.
 * @returns the lock, or `{ heldBy }` with the holder's process id when it is known.
 * @throws the file system's or SQLite's error when the lock file cannot be used.
 */
export function lockFolder(folder: string): FolderLock | { heldBy: string | undefined } {
  // Not an import: loaders that know only the builtins of older Nodes cannot resolve it.
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const database = new DatabaseSync(join(folder, LOCK_FILE));
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (HELD.has((error as { errcode?: number }).errcode ?? -1)) return { heldBy: readHolder(folder) };
    throw error;
  }
  try {
    writeFileSync(join(folder, HOLDER_FILE), `${process.pid}\n`);
  } catch (error) {
    database.close();
    throw error;
  }
  let held = true;
  return {
    release() {
      if (!held) return;
      held = false;
      database.close();
    },
  };
}

function readHolder(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, HOLDER_FILE), 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}
