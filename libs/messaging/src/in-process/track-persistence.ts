import type { TrackKey } from '../track-store.js';

/** One track as it is kept between two starts of the one-process program. */
export interface PersistedTrack extends TrackKey {
  /** Of the last write; milliseconds since 1970. */
  updatedAtMs: number;
  version: number;
  state: unknown;
}

/** Where the one-process program keeps its tracks between starts; geofence-service has the table. */
export interface TrackPersistence {
  load(): Promise<PersistedTrack[]>;
  /** All of it in one transaction, or rejects. A few dozen at most. */
  save(upserts: PersistedTrack[], deletes: TrackKey[]): Promise<void>;
}
