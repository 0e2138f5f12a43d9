/**
 * Creates secrets and hashes them for storage. Long random ones (tokens, keys) are hashed with SHA-256; short ones that
 * people remember or type (PINs, passwords, enrollment codes) with argon2id.
 * Sources: OWASP ASVS 5.0.0 7.2.3, 6.5.2, 11.4.2; OWASP Password Storage (argon2id, 19 MiB, 2 passes).
 */
import { hash, hashRaw, verify } from '@node-rs/argon2';
import { createHash, randomBytes, randomInt } from 'node:crypto';

/** 128 random bits as 22 characters of base64url. */
export function newToken(): string {
  return randomBytes(16).toString('base64url');
}

/** An API key: 192 random bits behind a prefix that scanners for leaked keys can look for. */
export function newShopKey(): string {
  return `cbk_${randomBytes(24).toString('base64url')}`;
}

/** The hash under which a token is stored and looked up. Without salt, which 128 random bits do not need. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** @param secret a PIN or password; the result is a PHC string with its own salt and costs. */
export function hashSecret(secret: string): Promise<string> {
  return hash(secret);
}

let decoy: Promise<string> | undefined;

/**
 * Whether `secret` matches `stored`. With nothing stored (no such person, no PIN set) it takes as long as with a wrong
 * secret, so that the response time does not reveal who exists.
 */
export async function verifySecret(stored: string | null | undefined, secret: string): Promise<boolean> {
  decoy ??= hash(newToken());
  const matches = await verify(stored ?? (await decoy), secret);
  return matches && Boolean(stored);
}

/** Without I, L, O, 0 and 1, which people confuse. 31 letters: 8 of them are 39 bits. */
const CODE_LETTERS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

/** A code to be typed once, such as `K7M2PQ9X`. */
export function newCode(length: number): string {
  return Array.from({ length }, () => CODE_LETTERS[randomInt(CODE_LETTERS.length)]).join('');
}

/** Digits for a first PIN. */
export function newPin(length = 6): string {
  return Array.from({ length }, () => String(randomInt(10))).join('');
}

const CODE_SALT = createHash('sha256').update('curbline enrol code').digest().subarray(0, 16);

/** A code is looked up by its hash, so all codes share one salt; argon2id makes guessing slow. */
export function hashCode(code: string): Promise<Buffer> {
  return hashRaw(code, { salt: CODE_SALT });
}
