import type { Progress } from '@curbline/contracts/events';
import { LAST_WORD_MS } from '../progress-bus.js';

/**
 * The last word on each trip, for half an hour to an hour. All that is older than the turn of two half hours goes
 * as a whole: to look each over now and then costs every fix more, the more trips there are.
 */
export class LastWords {
  private newer = new Map<string, Progress>();
  private older: ReadonlyMap<string, Progress> = new Map();
  private turnedAt = performance.now();

  /** @param now monotonic, ms */
  set(progress: Progress, now = performance.now()): void {
    if (now - this.turnedAt >= LAST_WORD_MS) {
      [this.older, this.newer] = [this.newer, new Map()];
      this.turnedAt = now;
    }
    this.newer.set(progress.tripId, progress);
  }

  get(tripId: string): Progress | undefined {
    return this.newer.get(tripId) ?? this.older.get(tripId);
  }
}
