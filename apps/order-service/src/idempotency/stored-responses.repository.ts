/**
 * The stored responses of idempotent requests, read and written in the transaction of the effect. An advisory lock of
 * that transaction keeps a concurrent repetition out, so "still running" is known without a row that a crash could
 * leave behind.
 *
 * A response is stored with the store that its effect belongs to. The key of a caller with one store is looked up
 * there; the key of a shop or an admin counts for all their stores, so on a sharded database its lookup goes to every
 * shard (docs/adr/0017).
 */
import { Injectable } from '@nestjs/common';
import { entityOf, pipelineInsert } from '@curbline/database';
import { problem } from '@curbline/platform';
import { type EntityManager, LessThan } from 'typeorm';
import type { IdempotentCall } from './idempotent-call.js';
import { seal, unseal } from './seal.js';
import { StoredResponseEntity } from './stored-response.entity.js';

export const RESPONSES_KEPT_MS = 7 * 24 * 3_600_000;

/** Stands for the id of the store where something belongs to the whole chain: no store's id is empty. */
export const CHAIN = '';

@Injectable()
export class StoredResponsesRepository {
  /**
   * The first answer, if this call was answered before.
   * @throws ProblemException `request-in-progress` when its twin is running, `idempotency-key-reused`
   *   when the key was used for another request, or under an API key that has been replaced since.
   */
  async find(manager: EntityManager, call: IdempotentCall): Promise<{ value: unknown } | undefined> {
    // Two statements in one message: the second begins after the lock, and sees what a twin has just committed.
    const [[lock], [row]] = await Promise.all([
      manager.query<{ free: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0)) AS free',
        [`${call.scope} ${call.keyHash.toString('base64')}`],
      ),
      rowsOf(manager, call),
    ]);
    if (!lock?.free) throw problem('request-in-progress', { retryAfterS: 1 });
    if (!row) return undefined;
    const { fingerprint, sealed, answer } = entityOf(manager, StoredResponseEntity, row);
    if (!call.fingerprint.equals(fingerprint)) throw problem('idempotency-key-reused');
    const text = sealed ? unseal(answer, call.sealWith ?? '', call.keyHash) : answer;
    if (text === undefined) throw problem('idempotency-key-reused');
    return { value: JSON.parse(text) as unknown };
  }

  /**
   * Inserts the answer; seen by others once the transaction commits.
   * @param storeId of the store that the effect belongs to, or {@link CHAIN}.
   * @throws Error when a caller of one store changed another: a repetition would not find the answer.
   */
  insert(
    manager: EntityManager,
    { scope, keyHash, fingerprint, onlyStore, sealWith }: IdempotentCall,
    storeId: string,
    answer: unknown,
    now: number,
  ): void {
    if (onlyStore !== undefined && onlyStore !== storeId)
      throw new Error(`${scope} belongs to ${onlyStore} and changed ${storeId}`);
    const text = JSON.stringify(answer ?? null);
    pipelineInsert(manager, StoredResponseEntity, {
      storeId,
      severalStores: onlyStore === undefined,
      scope,
      keyHash,
      fingerprint,
      answer: sealWith === undefined ? text : seal(text, sealWith, keyHash),
      sealed: sealWith !== undefined,
      createdAt: new Date(now),
    });
  }

  /** Deletes what can be read of the responses about some orders of a store; a repetition is then decided anew. */
  async deleteAbout(manager: EntityManager, storeId: string, orderIds: readonly string[]): Promise<void> {
    await manager.query(
      'DELETE FROM idempotency_key WHERE store_id = $1 AND NOT sealed AND answer LIKE ANY($2::text[])',
      [storeId, orderIds.map((id) => `%${id}%`)],
    );
  }

  /** Deletes expired responses; called by the hourly clean-up. */
  async deleteOld(manager: EntityManager, now: number): Promise<void> {
    await manager.delete(StoredResponseEntity, { createdAt: LessThan(new Date(now - RESPONSES_KEPT_MS)) });
  }
}

/** The key of a caller with one store is looked up there. */
function rowsOf(
  manager: EntityManager,
  { scope, keyHash, onlyStore }: IdempotentCall,
): Promise<Record<string, unknown>[]> {
  const condition =
    onlyStore === undefined
      ? 'several_stores AND scope = $1 AND key_hash = $2'
      : 'scope = $1 AND key_hash = $2 AND store_id = $3';
  const values = onlyStore === undefined ? [scope, keyHash] : [scope, keyHash, onlyStore];
  return manager.query(`SELECT * FROM idempotency_key WHERE ${condition}`, values);
}
