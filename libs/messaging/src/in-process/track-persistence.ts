import type { TrackKey } from '../track-store.js';

/** A track as it is saved between two starts of the one-process program. */
export interface PersistedTrack extends TrackKey {
  /** The time of the last write, milliseconds since 1970. */
  updatedAtMs: number;
  version: number;
  /** `undefined` when it was saved but cannot be read any more. */
  state: unknown;
}

/** Saves the tracks of the one-process program; geofence-service has the table. */
export interface TrackPersistence {
  load(): Promise<PersistedTrack[]>;
  /** Saves all changes in one transaction, or rejects. There are a few dozen at most. */
  save(upserts: PersistedTrack[], deletes: TrackKey[]): Promise<void>;
  /** Makes everything that was saved of the trip unreadable before it resolves; a later `save` deletes the row. */
  erase(track: TrackKey): Promise<void>;
}
