import type { TrackKey } from '../track-store.js';

/** One track as it is kept between two starts of the one-process program. */
export interface PersistedTrack extends TrackKey {
  /** Of the last write; milliseconds since 1970. */
  updatedAtMs: number;
  version: number;
  /** `undefined` when it was saved but cannot be read any more. */
  state: unknown;
}

/** Where the one-process program keeps its tracks between starts; geofence-service has the table. */
export interface TrackPersistence {
  load(): Promise<PersistedTrack[]>;
  /** All of it in one transaction, or rejects. A few dozen at most. */
  save(upserts: PersistedTrack[], deletes: TrackKey[]): Promise<void>;
  /** Makes unreadable what was ever saved of the trip, before this resolves; its row goes with a later `save`. */
  forget(track: TrackKey): Promise<void>;
}
