import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseUnavailable } from '../database-unavailable.js';
import { claimDataFolder, CREATE_FREE_BYTES, OPEN_FREE_BYTES, type DataFolder } from './data-folder.js';

describe("the embedded database's folder", () => {
  let root: string;
  const claimed: DataFolder[] = [];
  const claim = (path: string, freeBytes?: number) => {
    const folder = claimDataFolder(path, ...(freeBytes === undefined ? [] : [() => freeBytes]));
    claimed.push(folder);
    return folder;
  };
  const refusal = (path: string, freeBytes?: number): DatabaseUnavailable => {
    try {
      claim(path, freeBytes);
    } catch (error) {
      if (error instanceof DatabaseUnavailable) return error;
      throw error;
    }
    throw new Error('it was not refused');
  };
  /** As the embedded database would make it, without the database. */
  const complete = (path: string) => {
    const folder = claim(path);
    mkdirSync(folder.databasePath);
    folder.markComplete();
    folder.release();
  };

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'curbline-folder-'));
  });
  afterEach(() => {
    for (const folder of claimed.splice(0)) folder.release();
    rmSync(root, { recursive: true, force: true });
  });

  it('is created when it is missing, and recognized when it is complete', () => {
    const path = join(root, 'deep', 'data');
    expect(claim(path).isNew).toBe(true);
    claimed.pop()?.release();
    complete(path);
    expect(claim(path).isNew).toBe(false);
    expect(existsSync(join(path, 'curbline.making'))).toBe(false);
  });

  it('is used by one process at a time, and the refusal names that process', () => {
    const path = join(root, 'data');
    const first = claim(path);
    const { reason, message } = refusal(path);
    expect(reason).toBe('folder-in-use');
    expect(message).toContain(path);
    expect(message).toContain(`process ${process.pid}`);
    expect(message).toContain('DATA_DIR');
    first.release();
    expect(claim(path).isNew).toBe(true);
  });

  it('is created again after a creation that crashed', () => {
    const path = join(root, 'data');
    const crashed = claim(path);
    mkdirSync(crashed.databasePath);
    writeFileSync(join(crashed.databasePath, 'PG_VERSION'), '18');
    crashed.release();
    const again = claim(path);
    expect(again.isNew).toBe(true);
    expect(existsSync(again.databasePath)).toBe(false);
  });

  it('removes all files of a creation that failed', () => {
    const path = join(root, 'data');
    const folder = claim(path);
    mkdirSync(folder.databasePath);
    folder.discard();
    folder.release();
    expect(readdirSync(path).sort()).toEqual(['curbline.lock', 'curbline.pid']);
  });

  it.each([
    ['a folder "database" that is not ours', 'database/notes.txt'],
    ['another Postgres', 'PG_VERSION'],
    ['a marker that cannot be read', 'database/curbline.json'],
  ])('refuses %s, and changes nothing in it', (_, file) => {
    mkdirSync(join(root, 'database'));
    writeFileSync(join(root, file), 'not JSON');
    const { reason, message } = refusal(root);
    expect(reason).toBe('not-a-curbline-database');
    expect(message).toContain(root);
    expect(readFileSync(join(root, file), 'utf8')).toBe('not JSON');
  });

  it('refuses a database of another Postgres version', () => {
    complete(root);
    const marker = join(root, 'database', 'curbline.json');
    writeFileSync(marker, readFileSync(marker, 'utf8').replace('18', '17'));
    expect(refusal(root).message).toContain('Postgres 17');
  });

  it('refuses a path that cannot be a folder', () => {
    const file = join(root, 'file');
    writeFileSync(file, 'x');
    for (const path of [file, join(file, 'below')]) {
      const { reason, message } = refusal(path);
      expect(reason).toBe('folder-not-writable');
      expect(message).toContain(path);
    }
  });

  it('is refused on a disk that is nearly full, and the lock is released', () => {
    const path = join(root, 'data');
    const { reason, message } = refusal(path, CREATE_FREE_BYTES - 1);
    expect(reason).toBe('disk-full');
    expect(message).toContain('160 MB');
    complete(path);
    expect(refusal(path, OPEN_FREE_BYTES - 1).message).toContain('32 MB');
    expect(claim(path, OPEN_FREE_BYTES).isNew).toBe(false);
  });
});
