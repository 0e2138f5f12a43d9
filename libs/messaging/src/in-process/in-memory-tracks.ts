import {
  TrackStore,
  type TrackLease,
  type Awaitable,
  type CompareAndSetOptions,
  type Track,
  type TrackKey,
} from '../track-store.js';
import type { TrackPersistence } from './track-persistence.js';
import { TracksByStore } from './tracks-by-store.js';
import { WriteBehind, type WriteBehindOptions } from './write-behind.js';

export interface InMemoryTracksOptions extends WriteBehindOptions {
  persistence?: TrackPersistence;
  clock?: { now(): number };
}

/**
 * Tracks in this process' memory, written behind to the database.
 *
 * State: `entries` has the current tracks; `behind` has the changes that are not in the database yet. A crash loses at
 * most the last `flushMs` of a track, or `mayWaitMs` where the writer allowed it (the phone's next fix restores the trip),
 * and no durable write.
 */
export class InMemoryTracks extends TrackStore {
  private readonly entries = new TracksByStore();
  private readonly persistence: TrackPersistence | undefined;
  private readonly behind: WriteBehind | undefined;
  private readonly clock: { now(): number };

  private constructor(options: InMemoryTracksOptions) {
    super();
    this.clock = options.clock ?? Date;
    this.persistence = options.persistence;
    this.behind = options.persistence && new WriteBehind(options.persistence, this.entries, options);
  }

  /** Loads the tracks that the last run saved. */
  static async create(options: InMemoryTracksOptions = {}): Promise<InMemoryTracks> {
    const tracks = new InMemoryTracks(options);
    for (const track of (await options.persistence?.load()) ?? []) {
      // The process that had the lease has ended.
      tracks.entries.set({ ...track, own: false, leasedUntilMs: Number.NEGATIVE_INFINITY });
    }
    return tracks;
  }

  override get(storeId: string, tripId: string): Awaitable<Track | undefined> {
    const entry = this.entries.get(storeId, tripId);
    return entry && { state: entry.state, version: entry.version, own: entry.own };
  }

  override compareAndSet(
    storeId: string,
    tripId: string,
    expectedVersion: number,
    state: unknown,
    { durable = false, mayWait = false }: CompareAndSetOptions = {},
  ): Awaitable<boolean> {
    let entry = this.entries.get(storeId, tripId);
    if ((entry?.version ?? 0) !== expectedVersion) return false;
    const updatedAtMs = this.clock.now();
    if (!entry) {
      const leasedUntilMs = updatedAtMs;
      this.entries.set(
        (entry = { storeId, tripId, version: 1, updatedAtMs, state, own: true, leasedUntilMs }),
      );
    } else {
      entry.version += 1;
      entry.updatedAtMs = updatedAtMs;
      entry.leasedUntilMs = updatedAtMs;
      entry.state = state;
      entry.own = true;
    }
    if (durable && this.behind) return this.behind.saveNow(entry).then(() => true);
    this.behind?.changed(entry, mayWait);
    return true;
  }

  override async remove(storeId: string, tripId: string): Promise<void> {
    const entry = this.entries.delete(storeId, tripId);
    if (entry) this.behind?.removed(entry);
    await this.persistence?.erase({ storeId, tripId });
  }

  override async acquireExpired(beforeMs: number): Promise<TrackKey[]> {
    const taken: TrackKey[] = [];
    const now = this.clock.now();
    for (const entry of this.entries.all()) {
      if (entry.leasedUntilMs >= beforeMs) continue;
      entry.leasedUntilMs = now;
      taken.push({ storeId: entry.storeId, tripId: entry.tripId });
    }
    return taken;
  }

  override async renewLeases(leases: readonly TrackLease[]): Promise<TrackKey[]> {
    const lost: TrackKey[] = [];
    for (const { storeId, tripId, sinceMs, untilMs } of leases) {
      const entry = this.entries.get(storeId, tripId);
      if (entry && entry.leasedUntilMs <= sinceMs) entry.leasedUntilMs = untilMs;
      else lost.push({ storeId, tripId });
    }
    return lost;
  }

  /** Saves all unsaved tracks. @throws what the persistence threw; they stay unsaved then. */
  async flush(): Promise<void> {
    await this.behind?.flush();
  }

  override async close(): Promise<void> {
    await this.behind?.close();
  }
}
