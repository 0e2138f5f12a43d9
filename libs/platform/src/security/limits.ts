/**
 * Counts what strangers may do so often and no more: one kind of counter for requests and for guesses.
 *
 * A seam with two implementations: in this process's memory, and in a Redis that several processes share,
 * so that N copies behind a proxy allow as much as one. Times are the machine's own, as a Redis keeps them.
 */
import { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

export interface LimitRule {
  /** Names the counter: two rules of a name share their counts. */
  readonly name: string;
  /** How often within the window. */
  readonly most: number;
  readonly windowS: number;
}

export abstract class Limits {
  /** A counter by key; `consume` rejects with a `RateLimiterRes` when the key has had its share. */
  abstract counter(rule: LimitRule): RateLimiterAbstract;
  abstract close(): Promise<void>;
}

export class LimitsInMemory extends Limits {
  counter({ name, most, windowS }: LimitRule): RateLimiterAbstract {
    return new RateLimiterMemory({ keyPrefix: name, points: most, duration: windowS });
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

  counter({ name, most, windowS }: LimitRule): RateLimiterAbstract {
    const rule = { keyPrefix: `${this.prefix}:${name}`, points: most, duration: windowS };
    return new RateLimiterRedis({
      ...rule,
      storeClient: this.redis,
      rejectIfRedisNotReady: true,
      insuranceLimiter: new RateLimiterMemory(rule),
    });
  }

  async close(): Promise<void> {
    this.redis.disconnect(false);
  }
}
