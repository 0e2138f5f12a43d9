/**
 * A clock that can be moved under programs that know nothing of it, where this machine has libfaketime. What it
 * fakes is the time of day alone: timers run on as they do when somebody sets a machine's clock.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { findFaketime } from '../../tools/deployed-parts.mjs';
import type { Fault } from './cluster.js';

/** The library looks at its file once a second. */
const SEEN_WITHIN_MS = 2_500;

export class MovableClock {
  /** What a program must be started with to go by this clock. */
  readonly env: Readonly<Record<string, string>>;

  private constructor(
    library: string,
    private readonly file: string,
  ) {
    this.move(0);
    this.env = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
      NO_FAKE_STAT: '1',
    };
  }

  /** @returns undefined where there is no libfaketime; then there is no such fault. */
  static in(folder: string, name: string): MovableClock | undefined {
    const found = findFaketime();
    if ('missing' in found) return undefined;
    return new MovableClock(found.library, join(folder, `${name.replaceAll(/\W+/g, '-')}.clock`));
  }

  /** From now on this far from the true time, ms. */
  move(byMs: number): void {
    writeFileSync(this.file, `${byMs < 0 ? '-' : '+'}${Math.abs(byMs) / 1000}`);
  }
}

/** The clocks jump, and later jump back. */
export function clockMoved(name: string, clocks: readonly MovableClock[], byMs: number): Fault {
  const way = byMs < 0 ? 'behind' : 'ahead';
  return {
    name: `clock ${Math.abs(byMs) / 60_000} min ${way}: ${name}`,
    kills: 0,
    async inflict(ms) {
      for (const clock of clocks) clock.move(byMs);
      await sleep(Math.max(ms, SEEN_WITHIN_MS));
      for (const clock of clocks) clock.move(0);
      await sleep(SEEN_WITHIN_MS);
    },
  };
}
