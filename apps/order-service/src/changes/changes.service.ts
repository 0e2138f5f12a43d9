/**
 * The one way this app changes anything: one transaction with the rows, the log entries that tell of
 * them, and (for a request with an Idempotency-Key) the answer that a repetition will get.
 *
 * Log entries are collected and written last, because the log's row lock is held to the commit and
 * all other writers of the store wait for it.
 */
import { Injectable } from '@nestjs/common';
import type { Actor, StoreEventDraft } from '@curbline/contracts/events';
import { WakeUps } from '@curbline/messaging';
import { Clock, currentRequestId, type ProblemException } from '@curbline/platform';
import { logTransaction } from '@curbline/store-log';
import { DataSource, type EntityManager } from 'typeorm';
import { committed, once } from '../idempotency/once.js';

/** What a use case works with. */
export interface Change {
  readonly manager: EntityManager;
  /** Unix ms, the same throughout the change. */
  readonly now: number;
  /** Adds to the store's log. */
  tell(storeId: string, drafts: readonly StoreEventDraft[]): void;
}

export interface ChangeContext {
  readonly actor: Actor;
  /** The store whose matter it is: its rows, log entries and kept answer lie together. */
  readonly storeId: string;
  /** When it does not stem from the request being handled: of the message it stems from. */
  readonly requestId?: string | null;
}

@Injectable()
export class ChangesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly wakeUps: WakeUps,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in one transaction; it may run again after a serialization failure.
   *
   * A problem that `work` throws undoes everything. A problem that it *returns* is thrown after the
   * commit: for a refusal that has to be remembered, such as a wrong code. Neither is kept as the
   * answer of an idempotent request.
   */
  async run<T>(context: ChangeContext, work: (change: Change) => Promise<T | ProblemException>): Promise<T> {
    const requestId = context.requestId === undefined ? currentRequestId() : context.requestId;
    const done = await logTransaction(this.dataSource, this.wakeUps, async (manager, append) => {
      const now = this.clock.now();
      const drafts = new Map<string, StoreEventDraft[]>();
      const tell: Change['tell'] = (storeId, more) =>
        void drafts.set(storeId, [...(drafts.get(storeId) ?? []), ...more]);
      const outcome = await once(manager, now, context.storeId, () => work({ manager, now, tell }));
      const recordedAt = new Date(now).toISOString();
      for (const storeId of [...drafts.keys()].sort()) {
        append(storeId, drafts.get(storeId) ?? [], { actor: context.actor, requestId, recordedAt });
      }
      return outcome;
    });
    return committed(done);
  }
}
