import type { Progress } from '@curbline/contracts/events';
import { PROGRESS_EXPIRES_MS } from '../progress-bus.js';

/** Expired progress is removed once a minute, from the oldest on, so that the cost of a fix does not grow with the trips. */
const CLEAN_UP_EVERY_MS = 60_000;

interface Latest {
  readonly progress: Progress;
  /** Monotonic, ms. */
  readonly at: number;
}

/** The latest progress of each trip, for half an hour and a minute at most. */
export class LatestProgress {
  /** In the order in which they were set. */
  private readonly byTrip = new Map<string, Latest>();
  private cleanedUpAt = performance.now();

  /** @param now monotonic, ms */
  set(progress: Progress, now = performance.now()): void {
    if (now - this.cleanedUpAt >= CLEAN_UP_EVERY_MS) this.cleanUp(now);
    this.byTrip.delete(progress.tripId);
    this.byTrip.set(progress.tripId, { progress, at: now });
  }

  get(tripId: string): Progress | undefined {
    return this.byTrip.get(tripId)?.progress;
  }

  get size(): number {
    return this.byTrip.size;
  }

  private cleanUp(now: number): void {
    this.cleanedUpAt = now;
    for (const [tripId, { at }] of this.byTrip) {
      if (now - at <= PROGRESS_EXPIRES_MS) return;
      this.byTrip.delete(tripId);
    }
  }
}
