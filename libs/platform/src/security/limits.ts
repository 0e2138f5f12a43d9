/**
 * Counters for requests and for failed attempts, with two implementations: in this process's memory, and in a Redis that
 * several processes share, so that N copies behind a proxy allow as much as one.
 */
import { Redis } from 'ioredis';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';

export interface LimitRule {
  /** The name of the counter: two rules with the same name share their counts. */
  readonly name: string;
  /** The most points within the window. */
  readonly most: number;
  readonly windowS: number;
}

export abstract class Limits {
  /** A counter by key; `consume` rejects with a `RateLimiterRes` when the key has used its points. */
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
  readonly onError?: (error: Error) => void;
}

/** When Redis takes longer, the request is counted in memory, ms. */
const REDIS_TIMEOUT_MS = 250;

/** While Redis is not reachable each process counts for itself: an outage allows neither every request nor none. */
export class LimitsInRedis extends Limits {
  private readonly redis: Redis;
  private readonly prefix: string;

  constructor({ url, prefix = 'curbline:limit', onError }: RedisLimitSettings) {
    super();
    this.prefix = prefix;
    this.redis = new Redis(url, {
      enableOfflineQueue: false,
      maxRetriesPerRequest: 0,
      autoResendUnfulfilledCommands: false,
      commandTimeout: REDIS_TIMEOUT_MS,
      retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000),
    });
    this.redis.on('error', (error: Error) => onError?.(error));
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
