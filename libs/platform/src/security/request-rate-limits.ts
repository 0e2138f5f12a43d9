/** Rate limits that some routes have beside the one of every request (edge-rate-limits.ts). */
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterRes } from 'rate-limiter-flexible';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem } from '../problems/problem-exception.js';
import { Limits } from './limits.js';
import { PrepaidRateLimit } from './prepaid-rate-limit.js';

/** `fixes`: batches of positions of one customer's session. */
export type RateLimitName = 'fixes';

const WINDOW_S = 60;

@Injectable()
export class RequestRateLimits {
  private readonly byName: Readonly<Record<RateLimitName, PrepaidRateLimit>>;

  constructor(limits: Limits, @Inject(PLATFORM_OPTIONS) { limits: most }: PlatformOptions) {
    const perMinute = (name: string, requests: number) =>
      new PrepaidRateLimit(limits.counter({ name, most: requests, windowS: WINDOW_S }), requests, WINDOW_S);
    this.byName = { fixes: perMinute('fixes', most.fixesPerSession) };
  }

  /**
   * @param caller the name that a guard gave to whoever it let in (`noteCaller`): nothing that they could change
   * @throws ProblemException 429 `too-many-requests`, with the time to wait
   */
  async spend(name: RateLimitName, caller: string): Promise<void> {
    try {
      await this.byName[name].spend(caller);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw problem('too-many-requests', { retryAfterS: refusal.msBeforeNext / 1000 });
    }
  }
}
