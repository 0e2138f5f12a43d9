import { randomBytes } from 'node:crypto';
import type { Awaitable, TrackKey } from '../track-store.js';

/** Bytes of a key's name, which stands in clear before everything sealed with it. */
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

/** One key as it is kept: its name, then its secret. */
export function keyToBytes({ id, secret }: TripKeyMaterial): Buffer {
  return Buffer.concat([id, secret]);
}

/** @returns `undefined` for anything that is not a key of ours, such as a file that a power cut left half written. */
export function keyFromBytes(bytes: Buffer): TripKeyMaterial | undefined {
  if (bytes.length !== KEY_ID_BYTES + KEY_BYTES) return undefined;
  return { id: bytes.subarray(0, KEY_ID_BYTES), secret: bytes.subarray(KEY_ID_BYTES) };
}

/**
 * Where the keys of trips are, apart from what is sealed with them: the database, its write-ahead log and its
 * backups keep what they were once given, so positions are erased by destroying the key (ADR 22).
 */
export abstract class TrackKeys {
  /** The trip's key; a new one, kept before this resolves, when it has none. */
  abstract obtain(trip: TrackKey): Promise<TripKeyMaterial>;
  /**
   * The trip's key; `undefined` when it was destroyed or never made.
   * @param fresh whether to look it up although one is remembered
   */
  abstract find(trip: TrackKey, fresh?: boolean): Awaitable<TripKeyMaterial | undefined>;
  /** After this nobody can read what was sealed for the trip. Fine when there is no key. */
  abstract destroy(trip: TrackKey): Promise<void>;
  abstract close(): Promise<void>;
}
