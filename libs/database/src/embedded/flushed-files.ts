/**
 * Flushes each commit of the embedded database to the disk before it is acknowledged, as a server does, so that commits
 * survive a power cut.
 *
 * By default PGlite runs Postgres with `fsync` off, and its bridge to Node's files cannot flush a file. So Postgres is
 * started with `fsync` on and flushes its log by `fsync` (the only one of its methods that the bridge supports), and the
 * bridge gets the missing operation. It costs one flush a commit, about a millisecond on a solid-state disk.
 */
import { closeSync, fdatasyncSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

/** PGlite's own parameters without `-F`, which turns `fsync` off. */
export const FLUSHING_START: string[] = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  '-c',
  'wal_sync_method=fsync',
];

/** WASI's number for an input/output error; Postgres stops on it. */
const EIO = 29;

interface FileBridge {
  stream_ops: { fsync?: (stream: { nfd?: number }) => number };
}

/** Adds the flush operation to the bridge. @throws Error when this PGlite has no such bridge. */
export function flushFiles(pglite: Pick<PGlite, 'Module'>): void {
  const bridge = pglite.Module.FS.filesystems.NODEFS as unknown as FileBridge | undefined;
  if (!bridge?.stream_ops) throw new Error('this PGlite has no bridge to files');
  bridge.stream_ops.fsync = ({ nfd }) => {
    // A folder has no descriptor; its entries are flushed with its files.
    if (nfd === undefined) return 0;
    try {
      fdatasyncSync(nfd);
      return 0;
    } catch {
      return EIO;
    }
  };
}

/** Flushes every file and folder below; for a new database, whose first files no commit has flushed. */
export function flushTree(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) flushTree(path);
    else if (entry.isFile()) flushPath(path);
  }
  flushFolder(folder);
}

/** Flushes a folder's entries, where the system can (Windows cannot open a folder). */
export function flushFolder(folder: string): void {
  if (process.platform !== 'win32') flushPath(folder);
}

function flushPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
