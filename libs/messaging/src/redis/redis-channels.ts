import type { Redis } from 'ioredis';
import { connectRedis, disconnectRedis, type RedisSettings } from './redis-connection.js';

type Listener = (message: string) => void;

/** How long a subscription outlives its last listener, because pages reload and phones reconnect. */
const LINGER_MS = 30_000;

/**
 * Volatile channels over Redis pub/sub. A channel is subscribed while it has listeners, and a little longer. Messages
 * without a listener or during an outage are lost; `lost` counts those that could not be published.
 */
export class RedisChannels {
  readonly publisher: Redis;
  private readonly subscriber: Redis;
  private readonly listeners = new Map<string, Set<Listener>>();
  private closed = false;
  /** Messages that could not be published. */
  lost = 0;

  /** @param lingerMs how long a subscription outlives its last listener */
  constructor(
    private readonly settings: RedisSettings,
    private readonly lingerMs = LINGER_MS,
  ) {
    this.publisher = connectRedis(settings);
    this.subscriber = connectRedis(settings);
    this.subscriber.on('message', (channel: string, message: string) => {
      for (const listener of [...(this.listeners.get(channel) ?? [])]) listener(message);
    });
    // At every (re)connection; to subscribe a channel twice is harmless.
    this.subscriber.on('ready', () => this.subscribe([...this.listeners.keys()]));
  }

  publish(channel: string, message: string): void {
    if (this.closed) return;
    this.publisher.publish(channel, message).catch((error: Error) => {
      this.lost += 1;
      this.report(error);
    });
  }

  subscribeTo(channel: string, listener: Listener): () => void {
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

  report(error: Error): void {
    if (!this.closed) this.settings.onError?.(error);
  }

  /** Does nothing without a connection, because the next one subscribes all channels. */
  private subscribe(channels: readonly string[]): void {
    if (channels.length === 0 || this.subscriber.status !== 'ready') return;
    this.subscriber.subscribe(...channels).catch((error: Error) => this.report(error));
  }

  private leave(channel: string): void {
    if (this.closed || this.listeners.get(channel)?.size !== 0) return;
    this.listeners.delete(channel);
    this.subscriber.unsubscribe(channel).catch((error: Error) => this.report(error));
  }
}
