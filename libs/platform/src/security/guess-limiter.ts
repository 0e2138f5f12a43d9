/**
 * Slows guessing of secrets: only misses count, so a store's many phones behind one address never
 * lock each other out, while somebody who tries tokens is stopped after a few.
 */
import { Injectable } from '@nestjs/common';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { problem } from '../problems/problem-exception.js';
import { Limits } from './limits.js';

const WINDOW_S = 60;
/** OWASP ASVS 6.3.1 asks for a limit; ten a minute is what a person with a bad link could need. */
const MOST_MISSES = 10;

@Injectable()
export class GuessLimiter {
  private readonly misses: RateLimiterAbstract;

  constructor(limits: Limits) {
    this.misses = limits.counter({ name: 'guess', most: MOST_MISSES, windowS: WINDOW_S });
  }

  /**
   * Before a secret is looked at. `subject` is what is guessed at and from where: `link 203.0.113.7`.
   * @throws ProblemException 429 `too-many-requests` after ten misses in a minute.
   */
  async check(subject: string): Promise<void> {
    const sofar = await this.misses.get(subject);
    if (sofar && sofar.consumedPoints >= MOST_MISSES && sofar.msBeforeNext > 0) {
      throw problem('too-many-requests', { retryAfterS: sofar.msBeforeNext / 1000 });
    }
  }

  async missed(subject: string): Promise<void> {
    await this.misses.penalty(subject);
  }
}
