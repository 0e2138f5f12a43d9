import type { PersistedTrack } from './track-persistence.js';

/** A track in memory. `state` is the very object that was handed over, or what the last run kept. */
export interface Entry extends PersistedTrack {
  own: boolean;
  /** Nobody needs to look after it before; milliseconds since 1970. */
  attendedMs: number;
}

/** The tracks by their store, then by their trip: no key is put together for a look. */
export class TracksByStore {
  private readonly stores = new Map<string, Map<string, Entry>>();

  get(storeId: string, tripId: string): Entry | undefined {
    return this.stores.get(storeId)?.get(tripId);
  }

  set(entry: Entry): void {
    let trips = this.stores.get(entry.storeId);
    if (!trips) this.stores.set(entry.storeId, (trips = new Map()));
    trips.set(entry.tripId, entry);
  }

  /** @returns what was there. */
  delete(storeId: string, tripId: string): Entry | undefined {
    const trips = this.stores.get(storeId);
    const entry = trips?.get(tripId);
    trips?.delete(tripId);
    if (trips?.size === 0) this.stores.delete(storeId);
    return entry;
  }

  *all(): Generator<Entry> {
    for (const trips of this.stores.values()) yield* trips.values();
  }
}
