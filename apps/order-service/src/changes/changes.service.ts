/**
 * Runs every change of a store in one transaction: the rows, the log entries about them and, for a request with an
 * Idempotency-Key, the response that a repetition gets.
 *
 * Log entries are collected and appended last, because the row lock of the log is held until the commit and all other
 * writers of the store wait for it.
 */
import { Injectable } from '@nestjs/common';
import type { Actor, StoreEventDraft } from '@curbline/contracts/events';
import { WakeUps } from '@curbline/messaging';
import { Clock, currentRequestId, type ProblemException } from '@curbline/platform';
import { logTransaction } from '@curbline/store-log';
import { DataSource, type EntityManager } from 'typeorm';
import { IdempotencyService } from '../idempotency/idempotency.service.js';

/** What the work of a change is given. */
export interface Change {
  readonly manager: EntityManager;
  /** Unix ms, the same throughout the change. */
  readonly now: number;
  /** Appends to the store's log, at the end of the transaction. */
  append(storeId: string, drafts: readonly StoreEventDraft[]): void;
}

export interface ChangeContext {
  readonly actor: Actor;
  /** The store that the change belongs to: its rows, log entries and stored response lie together. */
  readonly storeId: string;
  /** The id of the request behind a message, when the change does not come from the request being handled. */
  readonly requestId?: string | null;
}

@Injectable()
export class ChangesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly wakeUps: WakeUps,
    private readonly clock: Clock,
    private readonly idempotency: IdempotencyService,
  ) {}

  /**
   * Runs `work` in one transaction; it may run again after a serialization failure.
   *
   * A problem that `work` throws undoes everything. A problem that it *returns* is thrown after the commit, for a refusal
   * that has to be remembered, such as a wrong code. Neither is stored as the response of an idempotent request.
   */
  async run<T>(context: ChangeContext, work: (change: Change) => Promise<T | ProblemException>): Promise<T> {
    const requestId = context.requestId === undefined ? currentRequestId() : context.requestId;
    const done = await logTransaction(this.dataSource, this.wakeUps, async (manager, append) => {
      const now = this.clock.now();
      const drafts = new Map<string, StoreEventDraft[]>();
      const collect: Change['append'] = (storeId, more) =>
        void drafts.set(storeId, [...(drafts.get(storeId) ?? []), ...more]);
      const outcome = await this.idempotency.once(manager, now, context.storeId, () =>
        work({ manager, now, append: collect }),
      );
      const recordedAt = new Date(now).toISOString();
      for (const storeId of [...drafts.keys()].sort()) {
        append(storeId, drafts.get(storeId) ?? [], { actor: context.actor, requestId, recordedAt });
      }
      return outcome;
    });
    return this.idempotency.committed(done);
  }
}
