import { setImmediate as nextTurn } from 'node:timers/promises';
import type { TrackKey } from '../track-store.js';
import type { PersistedTrack, TrackPersistence } from './track-persistence.js';
import type { Entry, TracksByStore } from './tracks-by-store.js';

export interface WriteBehindOptions {
  /** How old an unsaved change may become, milliseconds. Default 1,000. */
  flushMs?: number;
  /** How old one may become that was written with `mayWait`, milliseconds. Default 120,000. */
  mayWaitMs?: number;
  /** Told of each failing flush; what was to be saved stays and is tried again. */
  onFlushFailure?: (error: unknown) => void;
}

/**
 * So many are saved in one transaction. The embedded database works in this very thread: what waits for it, a
 * fact on its way to a board above all, waits for one lot and no longer.
 */
const AT_ONCE = 48;

/**
 * What the database does not have yet of the tracks in memory.
 *
 * State: each unsaved track is in `soon`, or in `later` with the time from which it must be saved; removed ones
 * are in `gone`. A timer, armed by the first of them, saves lot after lot; a lot that fails goes back where it
 * was, and the timer is armed again. Lots are saved one after the other, so a newer state never loses to an older.
 */
export class WriteBehind {
  private readonly soon = new Set<Entry>();
  /** In the order in which they are due, since all may wait for the same time. */
  private readonly later = new Map<Entry, number>();
  private readonly gone = new Map<string, TrackKey>();
  private timer: NodeJS.Timeout | undefined;
  private saving: Promise<void> = Promise.resolve();

  constructor(
    private readonly persistence: TrackPersistence,
    private readonly entries: TracksByStore,
    private readonly options: WriteBehindOptions,
  ) {}

  changed(entry: Entry, mayWait: boolean): void {
    if (!mayWait) {
      this.soon.add(entry);
      this.later.delete(entry);
    } else if (!this.soon.has(entry) && !this.later.has(entry)) {
      this.later.set(entry, performance.now() + (this.options.mayWaitMs ?? 120_000));
    }
    this.arm();
  }

  removed(entry: Entry): void {
    this.soon.delete(entry);
    this.later.delete(entry);
    const { storeId, tripId } = entry;
    this.gone.set(keyOf(entry), { storeId, tripId });
    this.arm();
  }

  /**
   * Saves one track before it resolves. It waits for one turn of the loop first: the boards' read of the fact that
   * was just told waits for the same session of the embedded database, and people wait for that one.
   * @throws what the persistence threw; the track stays unsaved then.
   */
  saveNow(entry: Entry): Promise<void> {
    return this.afterOthers(async () => {
      await nextTurn();
      await this.save([entry], []);
    });
  }

  /** @throws what the persistence threw; nothing is forgotten then. */
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
          if (this.soon.size + this.later.size + this.gone.size > 0) this.arm();
        });
    }, this.options.flushMs ?? 1_000).unref();
  }

  /** Lot after lot, and whoever wants a track saved at once comes in between. */
  private async saveDue(by: number): Promise<void> {
    const waiting = new Set(this.soon);
    for (const [entry, dueAt] of this.later) {
      if (dueAt > by) break;
      waiting.add(entry);
    }
    const due = [...waiting];
    for (let from = 0; from < due.length || this.gone.size > 0; from += AT_ONCE) {
      await this.afterOthers(() => {
        const lot = due.slice(from, from + AT_ONCE);
        const unsaved = lot.filter((entry) => this.soon.has(entry) || this.later.has(entry));
        return this.save(unsaved, [...this.gone.values()].slice(0, AT_ONCE));
      });
      await nextTurn();
    }
  }

  private afterOthers(work: () => Promise<void>): Promise<void> {
    this.saving = this.saving.catch(() => {}).then(work);
    return this.saving;
  }

  private async save(lot: readonly Entry[], gone: readonly TrackKey[]): Promise<void> {
    const upserts: PersistedTrack[] = [];
    // Of what was removed while it waited for its turn, nothing may come back.
    const present = lot.filter((entry) => this.isPresent(entry));
    for (const entry of present) {
      this.soon.delete(entry);
      this.later.delete(entry);
      const { storeId, tripId, version, updatedAtMs, state } = entry;
      upserts.push({ storeId, tripId, version, updatedAtMs, state });
      // A track that began anew is no longer gone, and its row is overwritten.
      this.gone.delete(keyOf(entry));
    }
    const deletes = gone.filter((key) => this.gone.has(keyOf(key)));
    for (const key of deletes) this.gone.delete(keyOf(key));
    if (upserts.length + deletes.length === 0) return;
    try {
      await this.persistence.save(upserts, deletes);
    } catch (error) {
      for (const entry of present) if (this.isPresent(entry)) this.soon.add(entry);
      for (const key of deletes)
        if (!this.entries.get(key.storeId, key.tripId)) this.gone.set(keyOf(key), key);
      this.arm();
      throw error;
    }
  }

  private isPresent(entry: Entry): boolean {
    return this.entries.get(entry.storeId, entry.tripId) === entry;
  }
}

function keyOf({ storeId, tripId }: TrackKey): string {
  return `${storeId} ${tripId}`;
}
