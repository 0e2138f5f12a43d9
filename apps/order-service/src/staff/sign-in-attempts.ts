/**
 * Slows down and then locks the trying of PINs and passwords, by person and not by address: a thief
 * with a tablet has one address, and so has the whole staff.
 *
 * Up to five misses in a row cost nothing. From then on each has to wait 5, 10, 20, 40, 80 s; after
 * the tenth it is locked for 15 minutes, again after each further miss, until a right one clears it.
 * (OWASP ASVS 5.0.0 6.3.1; NIST SP 800-63B-4 allows 100.) An attempt counts before the secret is
 * looked at, so many at once are many.
 */
import { Injectable } from '@nestjs/common';
import { hashToken } from '@curbline/access';
import { inTransaction } from '@curbline/database';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';

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

@Injectable()
export class SignInAttempts {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts an attempt at `subject` (`pin <person>`, `login <name>`) as missed until {@link succeeded}.
   * @throws ProblemException `locked` or `too-many-requests`, with the time to wait.
   */
  async begin(subject: string): Promise<void> {
    const now = this.clock.now();
    const refusal = await inTransaction(this.db, async (manager) => {
      const key = hashToken(subject);
      await manager.query(
        `INSERT INTO sign_in_misses (subject_hash, misses, last_at) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING`,
        [key, new Date(now)],
      );
      const [row] = await manager.query<{ misses: number; last_at: Date }[]>(
        'SELECT misses, last_at FROM sign_in_misses WHERE subject_hash = $1 FOR UPDATE',
        [key],
      );
      const misses = row?.misses ?? 0;
      const waitMs = waitAfterMs(misses) - (now - (row?.last_at.getTime() ?? now));
      if (misses >= FREE_MISSES && waitMs > 0) return { misses, waitMs };
      await manager.query(
        'UPDATE sign_in_misses SET misses = misses + 1, last_at = $2 WHERE subject_hash = $1',
        [key, new Date(now)],
      );
      return undefined;
    });
    if (!refusal) return;
    const code = refusal.misses >= LOCKING_MISSES ? 'locked' : 'too-many-requests';
    throw problem(code, { retryAfterS: refusal.waitMs / 1000 });
  }

  async succeeded(subject: string): Promise<void> {
    await this.db.query('DELETE FROM sign_in_misses WHERE subject_hash = $1', [hashToken(subject)]);
  }
}
