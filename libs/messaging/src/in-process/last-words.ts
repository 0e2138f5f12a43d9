import type { Progress } from '@curbline/contracts/events';
import { LAST_WORD_MS } from '../progress-bus.js';

/** So often what is too old goes: one look a minute, from the oldest on, costs a fix nothing that grows with trips. */
const TIDY_EVERY_MS = 60_000;

interface Word {
  readonly progress: Progress;
  /** Monotonic, ms. */
  readonly at: number;
}

/** The last word on each trip, for half an hour and a minute at most. */
export class LastWords {
  /** In the order in which they were said. */
  private readonly words = new Map<string, Word>();
  private tidiedAt = performance.now();

  /** @param now monotonic, ms */
  set(progress: Progress, now = performance.now()): void {
    if (now - this.tidiedAt >= TIDY_EVERY_MS) this.tidy(now);
    this.words.delete(progress.tripId);
    this.words.set(progress.tripId, { progress, at: now });
  }

  get(tripId: string): Progress | undefined {
    return this.words.get(tripId)?.progress;
  }

  get size(): number {
    return this.words.size;
  }

  private tidy(now: number): void {
    this.tidiedAt = now;
    for (const [tripId, { at }] of this.words) {
      if (now - at <= LAST_WORD_MS) return;
      this.words.delete(tripId);
    }
  }
}
