/**
 * The tokens that a screen has one after another. Each follows from the one before and a key of the device's that
 * only the database has: whoever asks with the same token gets the same successor, however often and in whichever
 * process, and whoever copied a token cannot work out the next ones. The database keeps hashes of the next ones in
 * advance, so that after a backup is restored it knows the tokens that screens were given since.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { hashToken } from '@curbline/access';
import type { EntityManager } from 'typeorm';

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

/** Notes the hashes of this token and the next ones; those that are known stay as they are. */
export async function noteChain(manager: EntityManager, link: ChainLink): Promise<void> {
  const hashes: string[] = [];
  const generations: number[] = [];
  let { token } = link;
  for (let turn = 0; turn <= KNOWN_IN_ADVANCE; turn += 1) {
    hashes.push(hashToken(token).toString('hex'));
    generations.push(link.generation + turn);
    token = successorOf(token, link.key);
  }
  await manager.query(
    `INSERT INTO device_token (store_id, token_hash, device_id, generation)
     SELECT $1, decode(hash, 'hex'), $2, generation
     FROM unnest($3::text[], $4::int[]) AS chain(hash, generation) ON CONFLICT DO NOTHING`,
    [link.storeId, link.deviceId, hashes, generations],
  );
}
