import type { Redis } from 'ioredis';
import { connectRedis, disconnectRedis, type RedisSettings } from './redis-connection.js';

type Listener = (message: string) => void;

/** So long a channel is heard after its last listener has left: pages are loaded anew, and phones come back. */
const LINGER_MS = 30_000;

/**
 * Volatile channels over Redis pub/sub, each heard for as long as somebody listens to it and a little longer. What
 * is said while nobody listens, or while the link is down, is lost, and `lost` counts what we could not say.
 */
export class RedisChannels {
  readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly listeners = new Map<string, Set<Listener>>();
  private closed = false;
  /** Messages that could not be handed to Redis. */
  lost = 0;

  /** @param lingerMs how long a channel is still heard that nobody listens to any more */
  constructor(
    private readonly settings: RedisSettings,
    private readonly lingerMs = LINGER_MS,
  ) {
    this.publisher = connectRedis(settings);
    this.subscriber = connectRedis(settings);
    this.subscriber.on('message', (channel: string, message: string) => {
      for (const listener of [...(this.listeners.get(channel) ?? [])]) listener(message);
    });
    // At every (re)connection; a subscription to a channel that is subscribed already is harmless.
    this.subscriber.on('ready', () => this.subscribe([...this.listeners.keys()]));
  }

  say(channel: string, message: string): void {
    if (this.closed) return;
    this.publisher.publish(channel, message).catch((error: Error) => {
      this.lost += 1;
      this.trouble(error);
    });
  }

  hear(channel: string, listener: Listener): () => void {
    const listeners = this.listeners.get(channel) ?? new Set();
    if (!this.listeners.has(channel)) {
      this.listeners.set(channel, listeners);
      this.subscribe([channel]);
    }
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) setTimeout(() => this.leave(channel), this.lingerMs).unref();
    };
  }

  async close(): Promise<void> {
    this.closed = true;
    this.listeners.clear();
    disconnectRedis(this.publisher);
    disconnectRedis(this.subscriber);
  }

  trouble(error: Error): void {
    if (!this.closed) this.settings.onError?.(error);
  }

  /** While there is no connection this does nothing: the next one begins with all channels. */
  private subscribe(channels: readonly string[]): void {
    if (channels.length === 0 || this.subscriber.status !== 'ready') return;
    this.subscriber.subscribe(...channels).catch((error: Error) => this.trouble(error));
  }

  private leave(channel: string): void {
    if (this.closed || this.listeners.get(channel)?.size !== 0) return;
    this.listeners.delete(channel);
    this.subscriber.unsubscribe(channel).catch((error: Error) => this.trouble(error));
  }
}
