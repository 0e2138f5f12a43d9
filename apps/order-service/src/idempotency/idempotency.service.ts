/** The transaction of a request that names itself: its effect and its answer, together or not at all. */
import { Injectable } from '@nestjs/common';
import { inTransaction } from '@curbline/database';
import { ProblemException } from '@curbline/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { currentCall } from './idempotent-call.js';
import { StoredResponsesRepository } from './stored-responses.repository.js';

export interface Done<T> {
  readonly answer: T | ProblemException;
  readonly state: 'recorded' | 'replayed';
}

@Injectable()
export class IdempotencyService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly responses: StoredResponsesRepository,
  ) {}

  /**
   * Does `work` unless this very request was answered before; then nothing, and the first answer again.
   * A request without a key is simply done. A problem that `work` returns is not stored.
   * @param now Unix ms
   * @param storeId the store that the work belongs to, or `CHAIN`: where the answer is stored.
   */
  async once<T>(
    manager: EntityManager,
    now: number,
    storeId: string,
    work: () => Promise<T | ProblemException>,
  ): Promise<Done<T>> {
    const call = currentCall();
    const first = call && (await this.responses.find(manager, call));
    if (first) return { answer: first.value as T, state: 'replayed' };
    const answer = await work();
    if (call && !(answer instanceof ProblemException))
      this.responses.insert(manager, call, storeId, answer, now);
    return { answer, state: 'recorded' };
  }

  /** To be called once the transaction is committed. @throws the problem that was returned instead of an answer. */
  committed<T>({ answer, state }: Done<T>): T {
    if (answer instanceof ProblemException) throw answer;
    const call = currentCall();
    if (call) call.state = state;
    return answer;
  }

  /**
   * A transaction for changes that are in no store's log (people, devices, keys, settings).
   * @param now Unix ms
   * @param storeId the store that the change belongs to, or `CHAIN`.
   * @throws ProblemException `request-in-progress`, `idempotency-key-reused`, and what `work` throws.
   */
  async inTransaction<T>(
    now: number,
    storeId: string,
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    return this.committed(
      await inTransaction(this.dataSource, (manager) =>
        this.once<T>(manager, now, storeId, () => work(manager)),
      ),
    );
  }
}
