/**
 * Limits failed attempts at secrets, so that they cannot be guessed. An attempt is counted before the lookup and taken
 * back when it succeeds, so that attempts at the same time all count and only failed ones stay counted.
 *
 * Failed attempts count at their subject (a person, a code, an order) with a tight limit, and at their origin (an address
 * or an enrolled device) with a wide one, because many people share a shop's Wi-Fi or a carrier's gateway. See ADR 20.
 */
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem, ProblemException } from '../problems/problem-exception.js';
import { addressKey, networkKey } from '../requests/address-keys.js';
import { Limits } from './limits.js';

const WINDOW_S = 60;
/** An IPv6 /48 holds many households, and a known address many people who sign in: their limit is this many times wider. */
const WIDE_FACTOR = 10;

export interface SecretAttempt {
  /** The kind of secret: `link`, `key`, `enrol`, `password`, `pin`, `totp`. Each kind has its own counts. */
  readonly kind: string;
  /** What the secret belongs to, where that is known before the lookup: a person's id, a login. */
  readonly subject?: string;
  /** The origin: the caller's address as `request.ip` has it, or an enrolled device. */
  readonly from: string | { readonly device: string };
  /** An attempt from this address succeeded lately: its limit is ten times as wide. */
  readonly known?: boolean;
  /**
   * The secret has 128 random bits or more. Then a valid one is accepted even past the limit, since it cannot be guessed;
   * an invalid one past the limit gets 429.
   */
  readonly unguessable?: boolean;
}

/** An attempt that is counted as failed until it succeeds. */
export interface CountedAttempt {
  /** Takes the count back. */
  succeeded(): Promise<void>;
}

interface Counter {
  readonly counter: RateLimiterAbstract;
  readonly key: string;
}

@Injectable()
export class AttemptLimiter {
  private readonly atSubject: RateLimiterAbstract;
  private readonly from: RateLimiterAbstract;
  private readonly fromWide: RateLimiterAbstract;

  constructor(
    limits: Limits,
    @Inject(PLATFORM_OPTIONS) { limits: most }: { readonly limits: PlatformOptions['limits'] },
  ) {
    const rule = (name: string, times: number) => limits.counter({ name, most: times, windowS: WINDOW_S });
    this.atSubject = rule('guess', most.missesPerSubject);
    this.from = rule('guess-from', most.missesPerAddress);
    this.fromWide = rule('guess-from-wide', most.missesPerAddress * WIDE_FACTOR);
  }

  /**
   * Counts the attempt, runs the lookup, and takes the count back when it finds something.
   * @param lookup returns `undefined` for a wrong secret; an exception counts as failed
   * @throws ProblemException 429 `too-many-requests`, with the time to wait
   */
  async attempt<T>(attempted: SecretAttempt, lookup: () => Promise<T | undefined>): Promise<T | undefined> {
    let counted: CountedAttempt | undefined;
    let refusal: ProblemException | undefined;
    try {
      counted = await this.begin(attempted);
    } catch (error) {
      if (!attempted.unguessable || !(error instanceof ProblemException)) throw error;
      refusal = error;
    }
    const found = await lookup();
    if (found === undefined && refusal) throw refusal;
    if (found !== undefined) await counted?.succeeded();
    return found;
  }

  /**
   * Counts the attempt as failed, for callers that cannot use {@link attempt}.
   * @throws ProblemException 429 `too-many-requests`, with the time to wait
   */
  async begin(attempted: SecretAttempt): Promise<CountedAttempt> {
    const taken: Counter[] = [];
    try {
      for (const count of this.countersOf(attempted)) {
        await count.counter.consume(count.key);
        taken.push(count);
      }
    } catch (refusal) {
      await takeBack(taken);
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw problem('too-many-requests', { retryAfterS: refusal.msBeforeNext / 1000 });
    }
    return { succeeded: () => takeBack(taken) };
  }

  private countersOf({ kind, subject, from, known }: SecretAttempt): Counter[] {
    const counts: Counter[] = [];
    if (subject !== undefined) counts.push({ counter: this.atSubject, key: `${kind} ${subject}` });
    if (typeof from !== 'string') {
      counts.push({ counter: this.from, key: `${kind} device ${from.device}` });
      return counts;
    }
    const [address, network] = [addressKey(from), networkKey(from)];
    counts.push({ counter: known ? this.fromWide : this.from, key: `${kind} ${address}` });
    if (network !== address) counts.push({ counter: this.fromWide, key: `${kind} ${network}` });
    return counts;
  }
}

async function takeBack(counts: readonly Counter[]): Promise<void> {
  for (const { counter, key } of counts) await counter.reward(key);
}
