/**
 * Slows guessing of secrets: only misses count, so a store's many phones behind one address never
 * lock each other out, while somebody who tries tokens is stopped after a few.
 * Per process: N processes allow N times as many, still nothing against 128 bits.
 */
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.js';
import { problem } from '../problems/problem-exception.js';
import { WindowCounter } from './window-counter.js';

const WINDOW_MS = 60_000;
/** OWASP ASVS 6.3.1 asks for a limit; ten a minute is what a person with a bad link could need. */
const MOST_MISSES = 10;

@Injectable()
export class GuessLimiter {
  private readonly misses = new WindowCounter(WINDOW_MS);

  constructor(private readonly clock: Clock) {}

  /**
   * Before a secret is looked at. `subject` is what is guessed at and from where: `link 203.0.113.7`.
   * @throws ProblemException 429 `too-many-requests` after ten misses in a minute.
   */
  check(subject: string): void {
    if (this.misses.count(subject, this.clock.now()) >= MOST_MISSES) {
      throw problem('too-many-requests', { retryAfterS: WINDOW_MS / 1000 });
    }
  }

  missed(subject: string): void {
    this.misses.add(subject, this.clock.now());
  }
}
