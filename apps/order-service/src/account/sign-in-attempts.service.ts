/**
 * Slows down and then locks the trying of PINs and passwords. A subject is what is tried: a person's PIN
 * on a device (see pin-attempts.ts), or a login from a browser or an address (see password-attempts.ts).
 *
 * Up to five misses in a row cost nothing. From then on each has to wait 5, 10, 20, 40, 80 s; after
 * the tenth it is locked for 15 minutes, again after each further miss, until a right one clears it.
 * (OWASP ASVS 5.0.0 6.3.1; NIST SP 800-63B-4 allows 100.) An attempt counts before the secret is
 * looked at, so many at once are many.
 */
import { Injectable } from '@nestjs/common';
import { hashToken, type ManagerPrincipal } from '@curbline/access';
import { inTransaction } from '@curbline/database';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { FailedAttemptsRepository } from '../staff/failed-attempts.repository.js';

export const FREE_MISSES = 5;
export const LOCKING_MISSES = 10;
export const LOCK_MS = 15 * 60_000;
const FIRST_WAIT_MS = 5_000;

/** How long after the last of `misses` in a row the next attempt may be made. */
export function waitAfterMs(misses: number): number {
  if (misses < FREE_MISSES) return 0;
  if (misses >= LOCKING_MISSES) return LOCK_MS;
  return FIRST_WAIT_MS * 2 ** (misses - FREE_MISSES);
}

/** A signed-in manager's own secrets, tried in one session: it alone is stopped, and not the person at the door. */
export const ownSecretSubject = ({
  staffId,
  session,
}: Pick<ManagerPrincipal, 'staffId' | 'session'>): string => `own secret ${staffId} ${session}`;

/** What is tried, and how its misses count. */
export interface Attempt {
  readonly subject: string;
  /** {@link waitAfterMs} unless given. */
  readonly waitMs?: (misses: number) => number;
}

@Injectable()
export class SignInAttemptsService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly failedAttempts: FailedAttemptsRepository,
  ) {}

  /**
   * Counts an attempt as missed until {@link succeeded}: at all of its subjects, or at none of them when one
   * may not be tried yet.
   * @throws ProblemException `locked` or `too-many-requests`, with the time to wait.
   */
  async begin(...attempts: readonly Attempt[]): Promise<void> {
    const now = this.clock.now();
    const refusal = await inTransaction(this.db, async (manager) => {
      // In one order for all, so that two attempts at once cannot wait for each other.
      const keyed = attempts
        .map((attempt) => ({ ...attempt, key: hashToken(attempt.subject) }))
        .toSorted((a, b) => Buffer.compare(a.key, b.key));
      let refused = { remainingMs: 0, locked: false };
      for (const { key, waitMs = waitAfterMs } of keyed) {
        const { misses, lastAt } = await this.failedAttempts.lock(manager, key, now);
        const remainingMs = waitMs(misses) - (now - lastAt);
        if (remainingMs > refused.remainingMs) refused = { remainingMs, locked: waitMs(misses) >= LOCK_MS };
      }
      if (refused.remainingMs > 0) return refused;
      for (const { key } of keyed) await this.failedAttempts.add(manager, key, now);
      return undefined;
    });
    if (!refusal) return;
    throw problem(refusal.locked ? 'locked' : 'too-many-requests', {
      retryAfterS: refusal.remainingMs / 1000,
    });
  }

  async succeeded(...subjects: readonly string[]): Promise<void> {
    await this.failedAttempts.delete(this.db.manager, ...subjects);
  }

  /** One attempt that was counted as missed and was right, among others that were not. */
  async takeBack(subject: string): Promise<void> {
    await this.failedAttempts.takeBack(this.db.manager, subject);
  }
}
