/** Smaller budgets that some routes have beside the one of every request (see edge-budgets.ts). */
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem } from '../problems/problem-exception.js';
import { Limits } from './limits.js';
import { PaidAhead } from './paid-ahead.js';

/** `fixes`: batches of positions, by the session that was let in. */
export type BudgetName = 'fixes';

const WINDOW_S = 60;

@Injectable()
export class RequestBudgets {
  private readonly budgets: Readonly<Record<BudgetName, PaidAhead>>;

  constructor(limits: Limits, @Inject(PLATFORM_OPTIONS) { limits: most }: PlatformOptions) {
    const perMinute = (name: string, requests: number) =>
      new PaidAhead(limits.counter({ name, most: requests, windowS: WINDOW_S }), requests, WINDOW_S);
    this.budgets = { fixes: perMinute('fixes', most.fixesPerSession) };
  }

  /**
   * @param caller who was let in, by the name that a guard gave them (`noteCaller`): nothing that they could change
   * @throws ProblemException 429 `too-many-requests`, with when to come back.
   */
  async spend(budget: BudgetName, caller: string): Promise<void> {
    try {
      await this.budgets[budget].spend(caller);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw problem('too-many-requests', { retryAfterS: refusal.msBeforeNext / 1000 });
    }
  }
}
