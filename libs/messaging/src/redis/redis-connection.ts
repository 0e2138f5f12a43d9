/**
 * Connections to Redis. An outage must not end the process or fill its memory: commands fail while the connection is down
 * (no offline queue), the client reconnects by itself without limit, and its 'error' events are passed to `onError`.
 */
import { Redis, type Command } from 'ioredis';

export interface RedisSettings {
  /** `redis://:password@host:port/0`. */
  url: string;
  /** Start of every key and channel. Default `curbline`. */
  prefix?: string;
  /** How long a command may wait for its reply before the connection is cut. Default 5,000 ms. */
  silenceMs?: number;
  /** Called for each connection error and each lost message, for metrics and logs. */
  onError?: (error: Error) => void;
}

const MAX_RECONNECT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 5_000;
const REPLY_TIMEOUT_MS = 5_000;

/**
 * Cuts the connection when a command has no reply within `silenceMs`; its commands fail and the client reconnects.
 * (ioredis' own options for this keep a timer alive after the connection is closed, and with it the process.)
 */
class WatchedRedis extends Redis {
  silenceMs = REPLY_TIMEOUT_MS;

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    const reply = super.sendCommand(command, stream);
    this.cutWhenSilent(command);
    return reply;
  }

  private cutWhenSilent(command: Command): void {
    const timer = setTimeout(
      () => this.stream?.destroy(new Error('Redis did not reply in time')),
      this.silenceMs,
    );
    const settled = (): void => clearTimeout(timer);
    timer.unref();
    command.promise.then(settled, settled);
  }
}

/**
 * Creates a client, which connects at once.
 * @param waitMs how long a blocking command may wait at the server (`BLOCK`).
 */
export function connectRedis(
  { url, onError, silenceMs = REPLY_TIMEOUT_MS }: RedisSettings,
  waitMs = 0,
): Redis {
  const client = new WatchedRedis(url, {
    enableOfflineQueue: false,
    // A pending command fails when the connection breaks; whether it took effect is unknown.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepAlive: 10_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), MAX_RECONNECT_MS),
  });
  client.silenceMs = waitMs + silenceMs;
  // Many commands may wait for one connection.
  client.setMaxListeners(0);
  client.on('error', (error: Error) => onError?.(error));
  return client;
}

/**
 * Resolves when the client is ready for commands.
 * @throws Error when that took longer than `limitMs`.
 */
export async function whenReady(client: Redis, limitMs = CONNECT_TIMEOUT_MS): Promise<void> {
  if (client.status === 'ready') return;
  if (client.status === 'end') throw new Error('the connection to Redis was closed');
  await new Promise<void>((resolve, reject) => {
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      client.off('ready', settle);
      client.off('end', ended);
      if (error) reject(error);
      else resolve();
    };
    const ended = (): void => settle(new Error('the connection to Redis was closed'));
    const timer = setTimeout(
      () => settle(new Error(`Redis did not answer within ${limitMs / 1000} s`)),
      limitMs,
    );
    client.once('ready', settle);
    client.once('end', ended);
  });
}

/** Ends the connection without waiting for the server. */
export function disconnectRedis(client: Redis): void {
  client.disconnect(false);
}
