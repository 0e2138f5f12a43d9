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
import { Clock, currentRequestId, ProblemException } from '@curbline/platform';
import { logTransaction } from '@curbline/store-log';
import { DataSource, type EntityManager } from 'typeorm';
import { firstAnswer, keepAnswer } from './idempotency/answers.js';
import { currentCall } from './idempotency/idempotent-call.js';

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
  /** When it does not stem from the request being handled: of the message it stems from. */
  readonly requestId?: string | null;
}

export const actorScope = (actor: Actor): string => `${actor.kind}:${actor.id ?? ''}`;

@Injectable()
export class Changes {
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
    const call = currentCall();
    const scope = actorScope(context.actor);
    const requestId = context.requestId === undefined ? currentRequestId() : context.requestId;
    const outcome = await logTransaction(this.dataSource, this.wakeUps, async (manager, append) => {
      const first = call && (await firstAnswer(manager, scope, call));
      if (first) return { answer: first.value as T, state: 'replayed' as const };
      const now = this.clock.now();
      const drafts = new Map<string, StoreEventDraft[]>();
      const answer = await work({
        manager,
        now,
        tell: (storeId, more) => void drafts.set(storeId, [...(drafts.get(storeId) ?? []), ...more]),
      });
      if (call && !(answer instanceof ProblemException)) await keepAnswer(manager, scope, call, answer, now);
      const recordedAt = new Date(now).toISOString();
      for (const storeId of [...drafts.keys()].sort()) {
        await append(storeId, drafts.get(storeId) ?? [], { actor: context.actor, requestId, recordedAt });
      }
      return { answer, state: 'recorded' as const };
    });
    if (outcome.answer instanceof ProblemException) throw outcome.answer;
    if (call) call.state = outcome.state;
    return outcome.answer;
  }
}
