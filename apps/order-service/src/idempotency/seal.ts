/**
 * Seals an answer that holds a secret (the customer's link) so that a repeated request can be given
 * the first answer again, and nobody who reads the database can read it.
 *
 * The key is derived (HKDF, RFC 5869) from the caller's own API key, of which we keep a hash alone:
 * only a request that brings the API key along can open what was sealed for it. AES-256-GCM.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const keyOf = (secret: string, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, 'curbline idempotent answer', 32));

/** @param salt differs from call to call, such as the hash of the Idempotency-Key. */
export function seal(text: string, secret: string, salt: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, salt), nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The text again, or undefined when it was sealed with another secret or was tampered with. */
export function unseal(sealed: string, secret: string, salt: Buffer): string | undefined {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, salt), bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
    const text = [decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()];
    return Buffer.concat(text).toString('utf8');
  } catch {
    return undefined;
  }
}
