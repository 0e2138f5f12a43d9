/** A small disk of its own that can be filled up, where this account may mount one (tmpfs, as root). */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './cluster.js';

export class SmallDisk {
  private mounted = true;

  private constructor(readonly folder: string) {
    process.once('exit', () => this.unmount());
  }

  /** @returns undefined where nothing may be mounted; then there is no such fault. */
  static mount(megabytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'curbline-disk-'));
    try {
      const options = ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder];
      execFileSync('mount', options, { stdio: 'ignore' });
      chmodSync(folder, 0o755);
      return new SmallDisk(folder);
    } catch {
      rmSync(folder, { recursive: true });
      return undefined;
    }
  }

  /** Not a byte is left for `ms`; then there is room again, and `after` is called. */
  full(name: string, after: () => Promise<void> = async () => {}): Fault {
    const filler = join(this.folder, 'filler');
    return {
      name: `disk full: ${name}`,
      kills: 0,
      inflict: async (ms) => {
        const { bavail, bsize } = statfsSync(this.folder);
        try {
          writeFileSync(filler, Buffer.alloc(bavail * bsize));
        } catch (error) {
          // Somebody else took the last of it: full is full.
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
        await sleep(ms);
        rmSync(filler);
        await after();
      },
    };
  }

  unmount(): void {
    if (!this.mounted) return;
    this.mounted = false;
    execFileSync('umount', ['--lazy', this.folder], { stdio: 'ignore' });
    rmSync(this.folder, { recursive: true, force: true });
  }
}
