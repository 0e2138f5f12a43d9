/**
 * Slows the guessing of secrets. A guess is counted before the secret is looked at and given back when it was right,
 * so any number of guesses at once are that many, and only misses count.
 *
 * Misses count first at what is guessed at (a person, a code, an order), where the limit is tight. Where they come
 * from, an address or an enrolled device, has a wide limit: a shop's Wi-Fi or a carrier's gateway is many people.
 * See ADR 20.
 */
import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { problem, ProblemException } from '../problems/problem-exception.js';
import { addressKey, networkKey } from '../requests/address-keys.js';
import { Limits } from './limits.js';

const WINDOW_S = 60;
/** An IPv6 /48 holds many households, and a known place many people who are right: so many times the limit. */
const WIDER = 10;

export interface SecretAttempt {
  /** The kind of secret: `link`, `key`, `enrol`, `password`, `pin`, `totp`. Each kind has its own counts. */
  readonly kind: string;
  /** What is guessed at, where that is known before the secret is: a person's id, a login. */
  readonly subject?: string;
  /** Where the guess comes from: the caller's address as `request.ip` has it, or an enrolled device. */
  readonly from: string | { readonly device: string };
  /** Somebody was right from this address lately: its limit is ten times as wide. */
  readonly known?: boolean;
  /**
   * The secret has 128 random bits or more. Then a right one passes whatever was missed before, since looking it up
   * tells a guesser nothing; a wrong one gets the refusal of the limit as soon as that is reached.
   */
  readonly unguessable?: boolean;
}

/** A guess that was counted as a miss. */
export interface CountedAttempt {
  /** It was right: it does not count. */
  right(): Promise<void>;
}

interface Count {
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
    this.fromWide = rule('guess-from-wide', most.missesPerAddress * WIDER);
  }

  /**
   * Counts the guess, looks, and gives the count back when something was found.
   * @param look answers `undefined` for a wrong secret; an exception counts as a miss
   * @throws ProblemException 429 `too-many-requests`, with the time to wait
   */
  async attempt<T>(guess: SecretAttempt, look: () => Promise<T | undefined>): Promise<T | undefined> {
    let counted: CountedAttempt | undefined;
    let refusal: ProblemException | undefined;
    try {
      counted = await this.begin(guess);
    } catch (error) {
      if (!guess.unguessable || !(error instanceof ProblemException)) throw error;
      refusal = error;
    }
    const found = await look();
    if (found === undefined && refusal) throw refusal;
    if (found !== undefined) await counted?.right();
    return found;
  }

  /**
   * Counts the guess as a miss, for callers that cannot say {@link attempt}.
   * @throws ProblemException 429 `too-many-requests`, with the time to wait
   */
  async begin(guess: SecretAttempt): Promise<CountedAttempt> {
    const taken: Count[] = [];
    try {
      for (const count of this.countsOf(guess)) {
        await count.counter.consume(count.key);
        taken.push(count);
      }
    } catch (refusal) {
      await giveBack(taken);
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw problem('too-many-requests', { retryAfterS: refusal.msBeforeNext / 1000 });
    }
    return { right: () => giveBack(taken) };
  }

  private countsOf({ kind, subject, from, known }: SecretAttempt): Count[] {
    const counts: Count[] = [];
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

async function giveBack(counts: readonly Count[]): Promise<void> {
  for (const { counter, key } of counts) await counter.reward(key);
}
