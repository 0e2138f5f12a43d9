import { setTimeout as sleep } from 'node:timers/promises';
import { Progress } from '@curbline/contracts/events';
import { PROGRESS_EXPIRES_MS, ProgressBus } from '../progress-bus.js';
import { RedisChannels } from './redis-channels.js';
import type { RedisSettings } from './redis-connection.js';

/** Whoever asks for last words goes on without them after this. */
const ANSWER_LIMIT_MS = 300;

/**
 * Progress among several processes: a channel for each store, and a key for the last word on each trip. In a Redis
 * cluster the braces keep the keys of a store together, for they are asked for together.
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

  /** Values that Redis did not take. */
  get lost(): number {
    return this.channels.lost;
  }

  override publish(progress: Progress): void {
    const value = Progress.parse(progress);
    const message = JSON.stringify(value);
    const { publisher } = this.channels;
    publisher
      .set(this.wordOn(value.storeId, value.tripId), message, 'PX', PROGRESS_EXPIRES_MS)
      .catch((error: Error) => this.channels.trouble(error));
    this.channels.say(this.channelOf(value.storeId), message);
  }

  override watch(storeId: string, listener: (progress: Progress) => void): () => void {
    return this.channels.hear(this.channelOf(storeId), (message) => {
      const progress = this.parse(message);
      if (progress) listener(progress);
    });
  }

  override async latest(storeId: string, tripIds: Iterable<string>): Promise<Progress[]> {
    const keys = [...tripIds].map((tripId) => this.wordOn(storeId, tripId));
    if (keys.length === 0 || this.channels.publisher.status !== 'ready') return [];
    const limit = new AbortController();
    const tooLate = sleep(ANSWER_LIMIT_MS, [], { signal: limit.signal }).catch(() => []);
    const asked = this.channels.publisher.mget(keys).catch((error: Error) => {
      this.channels.trouble(error);
      return [];
    });
    const words = await Promise.race([asked, tooLate]);
    limit.abort();
    return words.flatMap((word) => (word === null ? [] : (this.parse(word) ?? [])));
  }

  override async close(): Promise<void> {
    await this.channels.close();
  }

  private channelOf(storeId: string): string {
    return `${this.prefix}:${storeId}`;
  }

  private wordOn(storeId: string, tripId: string): string {
    return `{${this.prefix}:${storeId}}:${tripId}`;
  }

  /** Another version of Curbline, or another program, may speak here too. */
  private parse(message: string): Progress | undefined {
    try {
      return Progress.parse(JSON.parse(message));
    } catch {
      this.settings.onError?.(new Error('a progress message that is none was dropped'));
      return undefined;
    }
  }
}
