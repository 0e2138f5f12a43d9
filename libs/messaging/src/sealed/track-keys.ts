import { randomBytes } from 'node:crypto';
import type { Awaitable, TrackKey } from '../track-store.js';

/** Bytes of a key's id, which stands unencrypted before everything that is sealed with the key. */
export const KEY_ID_BYTES = 8;
const KEY_BYTES = 32;

/** The key of one trip, for AES-256-GCM. */
export interface TripKeyMaterial {
  readonly id: Buffer;
  readonly secret: Buffer;
}

export function newTripKey(): TripKeyMaterial {
  return { id: randomBytes(KEY_ID_BYTES), secret: randomBytes(KEY_BYTES) };
}

/** A key as it is stored: its id, then its secret. */
export function keyToBytes({ id, secret }: TripKeyMaterial): Buffer {
  return Buffer.concat([id, secret]);
}

/** @returns `undefined` for anything that is no key, such as a file that was not completely written. */
export function keyFromBytes(bytes: Buffer): TripKeyMaterial | undefined {
  if (bytes.length !== KEY_ID_BYTES + KEY_BYTES) return undefined;
  return { id: bytes.subarray(0, KEY_ID_BYTES), secret: bytes.subarray(KEY_ID_BYTES) };
}

/**
 * Stores the keys of trips, apart from what is sealed with them. A database, its write-ahead log and its backups keep what
 * was once written, so positions are erased by destroying their key (ADR 22).
 */
export abstract class TrackKeys {
  /** The trip's key. When it has none, a new one is created and stored before this resolves. */
  abstract obtain(trip: TrackKey): Promise<TripKeyMaterial>;
  /**
   * The trip's key; `undefined` when it was destroyed or never created.
   * @param fresh whether to skip the cache
   */
  abstract find(trip: TrackKey, fresh?: boolean): Awaitable<TripKeyMaterial | undefined>;
  /** Makes everything that was sealed for the trip unreadable. Does nothing when there is no key. */
  abstract destroy(trip: TrackKey): Promise<void>;
  abstract close(): Promise<void>;
}
