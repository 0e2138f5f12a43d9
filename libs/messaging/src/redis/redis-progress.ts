import { setTimeout as sleep } from 'node:timers/promises';
import { Progress } from '@curbline/contracts/events';
import { PROGRESS_EXPIRES_MS, ProgressBus } from '../progress-bus.js';
import { RedisChannels } from './redis-channels.js';
import type { RedisSettings } from './redis-connection.js';

/** How long `latest` waits for Redis before it returns nothing, ms. */
const LATEST_TIMEOUT_MS = 300;

/**
 * Progress between several processes: a channel for each store, and a key for the latest progress of each trip. In a Redis
 * cluster the braces put the keys of a store on one shard, because they are read together.
 */
export class RedisProgress extends ProgressBus {
  private readonly channels: RedisChannels;
  private readonly prefix: string;

  /** @param settings.lingerMs see {@link RedisChannels} */
  constructor(private readonly settings: RedisSettings & { lingerMs?: number }) {
    super();
    this.prefix = `${settings.prefix ?? 'curbline'}:progress`;
    this.channels = new RedisChannels(settings, settings.lingerMs);
  }

  /** Values that could not be published. */
  get lost(): number {
    return this.channels.lost;
  }

  override publish(progress: Progress): void {
    const value = Progress.parse(progress);
    const message = JSON.stringify(value);
    const { publisher } = this.channels;
    publisher
      .set(this.latestKey(value.storeId, value.tripId), message, 'PX', PROGRESS_EXPIRES_MS)
      .catch((error: Error) => this.channels.report(error));
    this.channels.publish(this.channelOf(value.storeId), message);
  }

  override watch(storeId: string, listener: (progress: Progress) => void): () => void {
    return this.channels.subscribeTo(this.channelOf(storeId), (message) => {
      const progress = this.parse(message);
      if (progress) listener(progress);
    });
  }

  override async latest(storeId: string, tripIds: Iterable<string>): Promise<Progress[]> {
    const keys = [...tripIds].map((tripId) => this.latestKey(storeId, tripId));
    if (keys.length === 0 || this.channels.publisher.status !== 'ready') return [];
    const limit = new AbortController();
    const tooLate = sleep(LATEST_TIMEOUT_MS, [], { signal: limit.signal }).catch(() => []);
    const read = this.channels.publisher.mget(keys).catch((error: Error) => {
      this.channels.report(error);
      return [];
    });
    const values = await Promise.race([read, tooLate]);
    limit.abort();
    return values.flatMap((value) => (value === null ? [] : (this.parse(value) ?? [])));
  }

  override async close(): Promise<void> {
    await this.channels.close();
  }

  private channelOf(storeId: string): string {
    return `${this.prefix}:${storeId}`;
  }

  private latestKey(storeId: string, tripId: string): string {
    return `{${this.prefix}:${storeId}}:${tripId}`;
  }

  /** Another version of Curbline, or another program, may have written the message. */
  private parse(message: string): Progress | undefined {
    try {
      return Progress.parse(JSON.parse(message));
    } catch {
      this.settings.onError?.(new Error('a message on a progress channel is no progress and was ignored'));
      return undefined;
    }
  }
}
