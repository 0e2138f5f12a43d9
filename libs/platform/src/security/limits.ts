/**
 * Counts what strangers may do so often and no more: one kind of counter for requests and for guesses.
 *
 * A seam with two implementations: in this process's memory, and in a Redis that several processes share,
 * so that N copies behind a proxy allow as much as one. Times are the machine's own, as a Redis keeps them.
 */
import { hash } from 'node:crypto';
import { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { type Counter, type LimitRule, MemoryCounter, type Spent } from './counter.js';

export abstract class Limits {
  abstract counter(rule: LimitRule): Counter;
  abstract close(): Promise<void>;
}

export class LimitsInMemory extends Limits {
  counter(rule: LimitRule): Counter {
    return new MemoryCounter(rule);
  }

  async close(): Promise<void> {}
}

export interface RedisLimitSettings {
  readonly url: string;
  /** Before every key; `curbline:limit` unless given. */
  readonly prefix?: string;
  readonly onTrouble?: (error: Error) => void;
}

/** An answer that takes longer is not waited for: the request goes on, counted in memory. */
const ANSWER_WITHIN_MS = 250;

/** Without its Redis each process counts for itself: an outage neither lets everything pass nor nothing. */
export class LimitsInRedis extends Limits {
  private readonly redis: Redis;
  private readonly prefix: string;

  constructor({ url, prefix = 'curbline:limit', onTrouble }: RedisLimitSettings) {
    super();
    this.prefix = prefix;
    this.redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      commandTimeout: ANSWER_WITHIN_MS,
      retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
    });
    this.redis.on('error', (error: Error) => onTrouble?.(error));
  }

  counter({ name, most, windowS, secretKeys = false }: LimitRule): Counter {
    const rule = { keyPrefix: `${this.prefix}:${name}`, points: most, duration: windowS };
    const limiter = new RateLimiterRedis({
      ...rule,
      storeClient: this.redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(rule),
    });
    return new RedisCounter(most, limiter, secretKeys ? hashed : (key) => key);
  }

  async close(): Promise<void> {
    this.redis.disconnect(false);
  }
}

class RedisCounter implements Counter {
  constructor(
    readonly most: number,
    private readonly limiter: RateLimiterRedis,
    private readonly toldAs: (key: string) => string,
  ) {}

  async spend(key: string): Promise<Spent> {
    try {
      return spentOf(await this.limiter.consume(this.toldAs(key)));
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return spentOf(refusal);
      throw refusal;
    }
  }

  async soFar(key: string): Promise<Spent | undefined> {
    const found = await this.limiter.get(this.toldAs(key));
    return found && found.msBeforeNext > 0 ? spentOf(found) : undefined;
  }
}

/** 132 bits of the key's SHA-256. */
const hashed = (key: string): string => hash('sha256', key, 'base64url').slice(0, 22);

const spentOf = ({ consumedPoints, msBeforeNext }: RateLimiterRes): Spent => ({
  count: consumedPoints,
  msLeft: msBeforeNext,
});
