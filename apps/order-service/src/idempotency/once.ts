/** The transaction of a request that names itself: its effect and its answer, together or not at all. */
import { inTransaction } from '@curbline/database';
import { ProblemException } from '@curbline/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { firstAnswer, keepAnswer } from './stored-responses.repository.js';
import { currentCall } from './idempotent-call.js';

export interface Done<T> {
  readonly answer: T | ProblemException;
  readonly state: 'recorded' | 'replayed';
}

/**
 * Does `work` unless this very request was answered before; then nothing, and the first answer again.
 * A request without a key is simply done. A problem that `work` returns is not kept.
 * @param now Unix ms
 * @param storeId whose matter it is, or `CHAIN`: where the answer is kept.
 */
export async function once<T>(
  manager: EntityManager,
  now: number,
  storeId: string,
  work: () => Promise<T | ProblemException>,
): Promise<Done<T>> {
  const call = currentCall();
  const first = call && (await firstAnswer(manager, call));
  if (first) return { answer: first.value as T, state: 'replayed' };
  const answer = await work();
  if (call && !(answer instanceof ProblemException)) keepAnswer(manager, call, storeId, answer, now);
  return { answer, state: 'recorded' };
}

/** To be called once the transaction is committed. @throws the problem that was returned instead of an answer. */
export function committed<T>({ answer, state }: Done<T>): T {
  if (answer instanceof ProblemException) throw answer;
  const call = currentCall();
  if (call) call.state = state;
  return answer;
}

/**
 * A transaction for changes that no store's log tells of (people, devices, keys, settings).
 * @param now Unix ms
 * @param storeId whose matter it is, or `CHAIN`.
 * @throws ProblemException `request-in-progress`, `idempotency-key-reused`, and what `work` throws.
 */
export async function inTransactionOnce<T>(
  database: DataSource,
  now: number,
  storeId: string,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  return committed(
    await inTransaction(database, (manager) => once<T>(manager, now, storeId, () => work(manager))),
  );
}
