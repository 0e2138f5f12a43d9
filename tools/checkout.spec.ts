import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { digestPageSources } from './build-stale.mjs';
import { completeLockfile, platformOf } from './complete-lockfile.mjs';
import { whyStale } from './ensure-install.mjs';
import { withLock } from './install-lock.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curbline-checkout-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('whether an installation is stale', () => {
  const locked = {
    '': { name: 'curbline' },
    'libs/domain': { version: '0.1.0' },
    'node_modules/@curbline/domain': { resolved: 'libs/domain', link: true },
    'node_modules/zod': { version: '4.6.7' },
    'node_modules/only-on-a-mac': { version: '1.0.0', optional: true },
  };
  const installed = {
    'libs/domain': { version: '0.1.0' },
    'node_modules/@curbline/domain': { link: true },
    'node_modules/zod': { version: '4.6.7' },
  };

  it('is content with what the lockfile says, another platform’s packages left out', () => {
    expect(whyStale(locked, installed, true)).toBeUndefined();
  });

  it('names what differs', () => {
    expect(whyStale(locked, undefined, false)).toBe('nothing is installed yet');
    expect(whyStale(locked, installed, false)).toBe('the pinned Node is missing');
    const { 'node_modules/zod': _, ...without } = installed;
    expect(whyStale(locked, without, true)).toBe('node_modules/zod is missing');
    const older = { ...installed, 'node_modules/zod': { version: '4.6.6' } };
    expect(whyStale(locked, older, true)).toBe('node_modules/zod is not at 4.6.7');
  });
});

describe('the lock of a checkout', () => {
  it('lets one work at a time', async () => {
    const path = join(folder, '.cache', 'install.lock');
    const story: string[] = [];
    const work = (name: string) => async (): Promise<void> => {
      story.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      story.push(`${name} out`);
    };
    await Promise.all([withLock(path, work('first')), withLock(path, work('second'))]);
    expect(story).toEqual(['first in', 'first out', 'second in', 'second out']);
    expect(existsSync(path)).toBe(false);
  });

  it('is taken over from an owner that is gone', async () => {
    const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
    await new Promise((resolve) => gone.once('close', resolve));
    const path = join(folder, 'install.lock');
    writeFileSync(path, String(gone.pid));
    expect(await withLock(path, async () => 'done')).toBe('done');
  });

  it('is released by work that fails', async () => {
    const path = join(folder, 'install.lock');
    await expect(withLock(path, () => Promise.reject(new Error('no network')))).rejects.toThrow('no network');
    expect(existsSync(path)).toBe(false);
  });
});

describe('whether the pages are stale', () => {
  const write = (name: string, text: string): void => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };

  it('follows content and names, not tests nor what is built', () => {
    write('package-lock.json', '{}');
    write('apps/web/src/board.ts', 'one');
    const before = digestPageSources(folder);
    write('apps/web/dist/board.js', 'built');
    write('apps/web/src/board.spec.ts', 'test');
    expect(digestPageSources(folder)).toBe(before);
    write('apps/web/src/board.ts', 'two');
    const after = digestPageSources(folder);
    expect(after).not.toBe(before);
    write('libs/contracts/src/ids/index.ts', 'new');
    expect(digestPageSources(folder)).not.toBe(after);
  });
});

describe('the lockfile of every platform', () => {
  it('reads a platform off a name', () => {
    expect(platformOf('@x/core-linux-arm64-musl')).toEqual({ os: ['linux'], cpu: ['arm64'], libc: ['musl'] });
    expect(platformOf('@x/core-linux-x64-gnu')).toEqual({ os: ['linux'], cpu: ['x64'], libc: ['glibc'] });
    expect(platformOf('@x/darwin-arm64')).toEqual({ os: ['darwin'], cpu: ['arm64'] });
    expect(platformOf('@x/binding-win32-ia32-msvc')).toEqual({ os: ['win32'], cpu: ['ia32'] });
  });

  it('adds what is missing once, and keeps what is there', () => {
    const lock = {
      packages: {
        '': {},
        'node_modules/core': {
          version: '1.0.0',
          dev: true,
          optionalDependencies: { 'core-darwin-x64': '1.0.0' },
        },
      },
    };
    expect(completeLockfile(lock)).toEqual(['core-darwin-x64@1.0.0']);
    expect(lock.packages).toHaveProperty(['node_modules/core-darwin-x64'], {
      version: '1.0.0',
      os: ['darwin'],
      cpu: ['x64'],
      dev: true,
      optional: true,
    });
    expect(completeLockfile(lock)).toEqual([]);
  });
});
