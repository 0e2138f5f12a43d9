/**
 * Batches progress for the boards: the latest of each trip, at most four times a second per store. A board that cannot
 * receive a batch gets a later one instead.
 */
import type { Progress } from '@curbline/contracts/events';

/** Four packets a second, as fast as a person can read a number. */
export const BATCH_MS = 250;

export class ProgressBatches {
  private readonly stores = new Map<string, Map<string, Progress>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly watched: (storeId: string) => boolean,
    private readonly send: (storeId: string, batch: readonly Progress[]) => void,
  ) {}

  take(progress: Progress): void {
    if (!this.watched(progress.storeId)) return;
    let trips = this.stores.get(progress.storeId);
    if (!trips) this.stores.set(progress.storeId, (trips = new Map()));
    trips.set(progress.tripId, progress);
    this.timer ??= setTimeout(() => this.flush(), BATCH_MS).unref();
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const [storeId, trips] of this.stores) this.send(storeId, [...trips.values()]);
    this.stores.clear();
  }

  close(): void {
    clearTimeout(this.timer);
    this.stores.clear();
  }
}
