import { describe, expect, it } from 'vitest';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { flushFiles, FLUSHING_START, flushTree } from './flushed-files.js';

/** The part of PGlite that reaches Node's files. */
function bridgeOf(filesystems: object): Pick<PGlite, 'Module'> {
  return { Module: { FS: { filesystems } } } as unknown as Pick<PGlite, 'Module'>;
}

describe('flushing the embedded database to the disk', () => {
  it('starts Postgres with fsync on', () => {
    expect(FLUSHING_START).not.toContain('-F');
    expect(FLUSHING_START).toContain('wal_sync_method=fsync');
    expect(FLUSHING_START).toContain('--single');
  });

  it('flushes an open file, ignores a folder, and reports a failure as an input/output error', () => {
    const bridge: { stream_ops: { fsync?: (stream: { nfd?: number }) => number } } = { stream_ops: {} };
    flushFiles(bridgeOf({ NODEFS: bridge }));
    const { fsync } = bridge.stream_ops;
    const folder = mkdtempSync(join(tmpdir(), 'curbline-flush-'));
    const nfd = openSync(join(folder, 'file'), 'w');
    expect(fsync?.({ nfd })).toBe(0);
    closeSync(nfd);
    expect(fsync?.({ nfd: 1_000_000 })).toBe(29);
    expect(fsync?.({})).toBe(0);
    rmSync(folder, { recursive: true });
  });

  it('throws when PGlite has no bridge', () => {
    expect(() => flushFiles(bridgeOf({}))).toThrow('no bridge');
  });

  it('flushes a whole tree', () => {
    const folder = mkdtempSync(join(tmpdir(), 'curbline-flush-'));
    mkdirSync(join(folder, 'a', 'b'), { recursive: true });
    writeFileSync(join(folder, 'a', 'b', 'file'), 'x');
    expect(() => flushTree(folder)).not.toThrow();
    expect(() => flushTree(join(folder, 'missing'))).toThrow('ENOENT');
    rmSync(folder, { recursive: true });
  });
});
