import type { PersistedTrack } from './track-persistence.js';

/** A track in memory. `state` is the object that the caller wrote, or what the last run saved. */
export interface TrackInMemory extends PersistedTrack {
  own: boolean;
  /** When the lease expires, milliseconds since 1970. */
  leasedUntilMs: number;
}

/** The tracks by store, then by trip, so that a lookup creates no combined key. */
export class TracksByStore {
  private readonly stores = new Map<string, Map<string, TrackInMemory>>();

  get(storeId: string, tripId: string): TrackInMemory | undefined {
    return this.stores.get(storeId)?.get(tripId);
  }

  set(entry: TrackInMemory): void {
    let trips = this.stores.get(entry.storeId);
    if (!trips) this.stores.set(entry.storeId, (trips = new Map()));
    trips.set(entry.tripId, entry);
  }

  /** @returns the deleted track. */
  delete(storeId: string, tripId: string): TrackInMemory | undefined {
    const trips = this.stores.get(storeId);
    const entry = trips?.get(tripId);
    trips?.delete(tripId);
    if (trips?.size === 0) this.stores.delete(storeId);
    return entry;
  }

  *all(): Generator<TrackInMemory> {
    for (const trips of this.stores.values()) yield* trips.values();
  }
}
