/**
 * The tokens that a screen has one after another. Each follows from the one before and a key of the device's that
 * only the database has: whoever asks with the same token gets the same successor, however often and in whichever
 * process, and whoever copied a token cannot work out the next ones. The database keeps hashes of the next ones in
 * advance, so that after a backup is restored it knows the tokens that screens were given since.
 */
import { createHmac, randomBytes } from 'node:crypto';

/** How many tokens, of one day each, are known in advance: so old may a backup be. */
export const KNOWN_IN_ADVANCE = 14;
const TOKEN_BYTES = 16;

export interface ChainLink {
  readonly storeId: string;
  readonly deviceId: string;
  /** In clear, as the screen sent it. */
  readonly token: string;
  /** How many tokens the device had before this one. */
  readonly generation: number;
  readonly key: Buffer;
}

export const newRotationKey = (): Buffer => randomBytes(32);

/** The token that many turns after `token`. */
export function successorOf(token: string, key: Buffer, turns = 1): string {
  let last = token;
  for (let turn = 0; turn < turns; turn += 1) {
    last = createHmac('sha256', key).update(last).digest().subarray(0, TOKEN_BYTES).toString('base64url');
  }
  return last;
}
