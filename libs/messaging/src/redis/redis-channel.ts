import type { Redis } from 'ioredis';
import { connectRedis, disconnectRedis, type RedisSettings } from './redis-connection.js';

/**
 * A volatile channel over Redis pub/sub: what is said while nobody listens, or while the link is
 * down, is lost, and `lost` counts what we could not say. ioredis subscribes again by itself after
 * a reconnect.
 */
export class RedisChannel {
  private readonly listeners = new Set<(message: string) => void>();
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private closed = false;
  /** Messages that could not be handed to Redis. */
  lost = 0;

  constructor(
    private readonly channel: string,
    private readonly settings: RedisSettings,
  ) {
    this.publisher = connectRedis(settings);
    this.subscriber = connectRedis(settings);
    this.subscriber.on('message', (_channel: string, message: string) => {
      for (const listener of [...this.listeners]) listener(message);
    });
    // At every (re)connection; a subscription to a channel that is subscribed already is harmless.
    this.subscriber.on('ready', () => {
      this.subscriber.subscribe(channel).catch((error: Error) => this.trouble(error));
    });
  }

  say(message: string): void {
    if (this.closed) return;
    this.publisher.publish(this.channel, message).catch((error: Error) => {
      this.lost += 1;
      this.trouble(error);
    });
  }

  hear(listener: (message: string) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.listeners.clear();
    disconnectRedis(this.publisher);
    disconnectRedis(this.subscriber);
  }

  private trouble(error: Error): void {
    if (!this.closed) this.settings.onTrouble?.(error);
  }
}
