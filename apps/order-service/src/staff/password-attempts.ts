/**
 * Slows the trying of a password without letting a stranger lock its owner out (OWASP ASVS 5.0.0 6.1.1,
 * 6.3.1; the idea is that of OWASP's "device cookies", with the address in place of the cookie).
 *
 * Misses count by login and address, and lock that pair alone. Against many addresses at one login there is
 * a second, slower limit on the login itself: past fifty misses one attempt a minute. An address from which
 * the login came in during the last thirty days is exempt from it: the manager's own office stays open.
 */
import { Injectable } from '@nestjs/common';
import { hashToken } from '@curbline/access';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { SignInAttempts } from './sign-in-attempts.js';

export const FREE_MISSES_OF_ALL = 50;
export const WAIT_OF_ALL_MS = 60_000;
export const ADDRESS_KNOWN_MS = 30 * 24 * 3_600_000;

const waitOfAllMs = (misses: number): number => (misses < FREE_MISSES_OF_ALL ? 0 : WAIT_OF_ALL_MS);

const ofAll = (login: string): string => `login ${login}`;
const ofPair = (login: string, from: string): string => `login ${login} ${from}`;

@Injectable()
export class PasswordAttempts {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly attempts: SignInAttempts,
  ) {}

  /**
   * Before the password is looked at. A login that nobody has is treated like any other.
   * @param login in lower case. @param from the caller's address.
   * @throws ProblemException `locked` or `too-many-requests`, with the time to wait.
   */
  async begin(login: string, from: string): Promise<void> {
    const pair = { subject: ofPair(login, from) };
    if (await this.isKnown(login, from)) await this.attempts.begin(pair);
    else await this.attempts.begin(pair, { subject: ofAll(login), waitMs: waitOfAllMs });
  }

  /** Clears the pair's misses; of those of all only this attempt: the rest were others'. */
  async succeeded(login: string, from: string): Promise<void> {
    await this.attempts.succeeded(ofPair(login, from));
    if (!(await this.isKnown(login, from))) await this.attempts.takeBack(ofAll(login));
    await this.db.query(
      `INSERT INTO sign_in_known_address (subject_hash, last_at) VALUES ($1, $2)
       ON CONFLICT (subject_hash) DO UPDATE SET last_at = excluded.last_at`,
      [hashToken(ofPair(login, from)), new Date(this.clock.now())],
    );
  }

  private async isKnown(login: string, from: string): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      'SELECT 1 FROM sign_in_known_address WHERE subject_hash = $1 AND last_at > $2',
      [hashToken(ofPair(login, from)), new Date(this.clock.now() - ADDRESS_KNOWN_MS)],
    );
    return rows.length > 0;
  }
}
