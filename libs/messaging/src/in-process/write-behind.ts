import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TrackKey } from '../track-store.js';
import type { PersistedTrack, TrackPersistence } from './track-persistence.js';
import type { TrackInMemory, TracksByStore } from './tracks-by-store.js';

export interface WriteBehindOptions {
  /** How old an unsaved change may become, milliseconds. Default 1,000. */
  flushMs?: number;
  /** How old one may become that was written with `mayWait`, milliseconds. Default 120,000. */
  mayWaitMs?: number;
  /** Called for each flush that fails; its changes stay and are saved by a later one. */
  onFlushFailure?: (error: unknown) => void;
}

/**
 * The most tracks that are saved in one transaction. The embedded database runs in this thread, so other queries, such as
 * those for an arrival, wait for one batch at most.
 */
const BATCH_SIZE = 48;

/**
 * Saves changed tracks some time after they were changed.
 *
 * State: each unsaved track is in `dueSoon`, or in `dueLater` with the time from which it must be saved; removed ones
 * are in `removals`. A timer saves them in batches, one after the other, so that an older state never overwrites a newer
 * one. The tracks of a batch that fails become due again, and the timer starts again.
 */
export class WriteBehind {
  private readonly dueSoon = new Set<TrackInMemory>();
  /** In the order in which they are due, because all wait for the same time. */
  private readonly dueLater = new Map<TrackInMemory, number>();
  private readonly removals = new Map<string, TrackKey>();
  private timer: NodeJS.Timeout | undefined;
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly persistence: TrackPersistence,
    private readonly entries: TracksByStore,
    private readonly options: WriteBehindOptions,
  ) {}

  changed(entry: TrackInMemory, mayWait: boolean): void {
    if (!mayWait) {
      this.dueSoon.add(entry);
      this.dueLater.delete(entry);
    } else if (!this.dueSoon.has(entry) && !this.dueLater.has(entry)) {
      this.dueLater.set(entry, performance.now() + (this.options.mayWaitMs ?? 120_000));
    }
    this.arm();
  }

  removed(entry: TrackInMemory): void {
    this.dueSoon.delete(entry);
    this.dueLater.delete(entry);
    const { storeId, tripId } = entry;
    this.removals.set(keyOf(entry), { storeId, tripId });
    this.arm();
  }

  /**
   * Saves one track before it resolves. It first waits for one turn of the event loop, so that the boards' read of the
   * event that was just published gets the session of the embedded database first.
   * @throws what the persistence threw; the track stays unsaved then.
   */
  saveNow(entry: TrackInMemory): Promise<void> {
    return this.enqueue(async () => {
      await nextTurn();
      await this.save([entry], []);
    });
  }

  /** @throws what the persistence threw; its changes stay unsaved then. */
  flush(): Promise<void> {
    return this.saveDue(Number.POSITIVE_INFINITY);
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.flush();
  }

  private arm(): void {
    this.timer ??= setTimeout(() => {
      this.saveDue(performance.now())
        .catch((error: unknown) => this.options.onFlushFailure?.(error))
        .finally(() => {
          this.timer = undefined;
          if (this.dueSoon.size + this.dueLater.size + this.removals.size > 0) this.arm();
        });
    }, this.options.flushMs ?? 1_000).unref();
  }

  /** Saves batch after batch; a call of {@link saveNow} runs between two of them. */
  private async saveDue(by: number): Promise<void> {
    const waiting = new Set(this.dueSoon);
    for (const [entry, dueAt] of this.dueLater) {
      if (dueAt > by) break;
      waiting.add(entry);
    }
    const due = [...waiting];
    for (let from = 0; from < due.length || this.removals.size > 0; from += BATCH_SIZE) {
      await this.enqueue(() => {
        const batch = due.slice(from, from + BATCH_SIZE);
        const unsaved = batch.filter((entry) => this.dueSoon.has(entry) || this.dueLater.has(entry));
        return this.save(unsaved, [...this.removals.values()].slice(0, BATCH_SIZE));
      });
      await nextTurn();
    }
  }

  private enqueue(work: () => Promise<void>): Promise<void> {
    this.saving = this.saving.catch(() => {}).then(work);
    return this.saving;
  }

  private async save(batch: readonly TrackInMemory[], removals: readonly TrackKey[]): Promise<void> {
    const upserts: PersistedTrack[] = [];
    // A track that was removed while it waited must not be saved.
    const present = batch.filter((entry) => this.isPresent(entry));
    for (const entry of present) {
      this.dueSoon.delete(entry);
      this.dueLater.delete(entry);
      const { storeId, tripId, version, updatedAtMs, state } = entry;
      upserts.push({ storeId, tripId, version, updatedAtMs, state });
      // A track that was created again overwrites the row of the removed one.
      this.removals.delete(keyOf(entry));
    }
    const deletes = removals.filter((key) => this.removals.has(keyOf(key)));
    for (const key of deletes) this.removals.delete(keyOf(key));
    if (upserts.length + deletes.length === 0) return;
    try {
      await this.persistence.save(upserts, deletes);
    } catch (error) {
      for (const entry of present) if (this.isPresent(entry)) this.dueSoon.add(entry);
      for (const key of deletes)
        if (!this.entries.get(key.storeId, key.tripId)) this.removals.set(keyOf(key), key);
      this.arm();
      throw error;
    }
  }

  private isPresent(entry: TrackInMemory): boolean {
    return this.entries.get(entry.storeId, entry.tripId) === entry;
  }
}

function keyOf({ storeId, tripId }: TrackKey): string {
  return `${storeId} ${tripId}`;
}
