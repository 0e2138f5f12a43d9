/**
 * The stored responses of idempotent requests, read and written in the transaction of the effect. An advisory lock of
 * that transaction keeps a concurrent repetition out, so "still running" is known without a row that a crash could
 * leave behind.
 *
 * A response is stored with the store that its effect belongs to. The key of a caller with one store is looked up
 * there; the key of a shop or an admin counts for all their stores, so on a sharded database its lookup goes to every
 * shard (docs/adr/0017).
 */
import { pipeline } from '@curbline/database';
import { problem } from '@curbline/platform';
import type { EntityManager } from 'typeorm';
import type { IdempotentCall } from './idempotent-call.js';
import { seal, unseal } from './seal.js';

export const RESPONSES_KEPT_MS = 7 * 24 * 3_600_000;

/** Stands for the id of the store where something belongs to the whole chain: no store's id is empty. */
export const CHAIN = '';

const ANSWER = 'SELECT fingerprint, answer, sealed FROM idempotency_key';

interface AnswerRow {
  fingerprint: Uint8Array;
  answer: string;
  sealed: boolean;
}

/**
 * The first answer, if this call was answered before.
 * @throws ProblemException `request-in-progress` when its twin is running, `idempotency-key-reused`
 *   when the key was used for another request, or under an API key that has been replaced since.
 */
export async function firstAnswer(
  manager: EntityManager,
  call: IdempotentCall,
): Promise<{ value: unknown } | undefined> {
  // Two statements in one message: the second begins after the lock, and sees what a twin has just committed.
  const [[lock], [row]] = await Promise.all([
    manager.query<{ free: boolean }[]>('SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free', [
      `${call.scope} ${call.keyHash.toString('base64')}`,
    ]),
    findAnswer(manager, call),
  ]);
  if (!lock?.free) throw problem('request-in-progress', { retryAfterS: 1 });
  if (!row) return undefined;
  if (!call.fingerprint.equals(row.fingerprint)) throw problem('idempotency-key-reused');
  const text = row.sealed ? unseal(row.answer, call.sealWith ?? '', call.keyHash) : row.answer;
  if (text === undefined) throw problem('idempotency-key-reused');
  return { value: JSON.parse(text) as unknown };
}

function findAnswer(manager: EntityManager, call: IdempotentCall): Promise<AnswerRow[]> {
  const { scope, keyHash, onlyStore } = call;
  return onlyStore === undefined
    ? manager.query(`${ANSWER} WHERE several_stores AND scope = $1 AND key_hash = $2`, [scope, keyHash])
    : manager.query(`${ANSWER} WHERE store_id = $1 AND scope = $2 AND key_hash = $3`, [
        onlyStore,
        scope,
        keyHash,
      ]);
}

/**
 * Keeps the answer; seen by others once the transaction commits.
 * @param storeId of the store that the effect belongs to, or {@link CHAIN}.
 * @throws Error when a caller of one store changed another: a repetition would not find the answer.
 */
export function keepAnswer(
  manager: EntityManager,
  call: IdempotentCall,
  storeId: string,
  answer: unknown,
  now: number,
): void {
  if (call.onlyStore !== undefined && call.onlyStore !== storeId)
    throw new Error(`${call.scope} belongs to ${call.onlyStore} and changed ${storeId}`);
  const text = JSON.stringify(answer ?? null);
  pipeline(
    manager,
    `INSERT INTO idempotency_key
       (store_id, several_stores, scope, key_hash, fingerprint, answer, sealed, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      storeId,
      call.onlyStore === undefined,
      call.scope,
      call.keyHash,
      call.fingerprint,
      call.sealWith === undefined ? text : seal(text, call.sealWith, call.keyHash),
      call.sealWith !== undefined,
      new Date(now),
    ],
  );
}

/** Deletes expired responses; called by the hourly clean-up. */
export async function deleteOldResponses(manager: EntityManager, now: number): Promise<void> {
  await manager.query('DELETE FROM idempotency_key WHERE created_at < $1', [
    new Date(now - RESPONSES_KEPT_MS),
  ]);
}
