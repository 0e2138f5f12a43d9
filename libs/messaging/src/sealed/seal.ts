/**
 * Encrypts a track before it may be written to a disk: JSON under AES-256-GCM, with the key of its trip.
 *
 *     format (1 byte) · id of the key (8) · nonce (12) · tag (16) · ciphertext
 *
 * The trip and the store are authenticated data, so that a track cannot replace another one. Each write has a random
 * nonce; a trip is written some thousand times at most.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { TrackKey } from '../track-store.js';
import { KEY_ID_BYTES, type TripKeyMaterial } from './track-keys.js';

const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;
const CIPHER = 'aes-256-gcm';

const owner = ({ storeId, tripId }: TrackKey): Buffer => Buffer.from(`${storeId} ${tripId}`);

export function seal(key: TripKeyMaterial, trip: TrackKey, state: unknown): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.secret, nonce).setAAD(owner(trip));
  const text = Buffer.concat([cipher.update(JSON.stringify(state), 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([FORMAT]), key.id, nonce, cipher.getAuthTag(), text]);
}

/** Whether it was sealed with this key, by the id of the key. */
export function isSealedWith(sealed: Buffer, key: TripKeyMaterial): boolean {
  return sealed[0] === FORMAT && sealed.subarray(1, 1 + KEY_ID_BYTES).equals(key.id);
}

/** @returns the state, or `undefined` when it was sealed with another key or changed. */
export function unseal(key: TripKeyMaterial, trip: TrackKey, sealed: Buffer): unknown {
  if (sealed.length < HEAD_BYTES || !isSealedWith(sealed, key)) return undefined;
  const nonceAt = 1 + KEY_ID_BYTES;
  const tagAt = nonceAt + NONCE_BYTES;
  try {
    const decipher = createDecipheriv(CIPHER, key.secret, sealed.subarray(nonceAt, tagAt), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(owner(trip)).setAuthTag(sealed.subarray(tagAt, HEAD_BYTES));
    const text = Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]);
    return JSON.parse(text.toString('utf8'));
  } catch {
    return undefined;
  }
}
