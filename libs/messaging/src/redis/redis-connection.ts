/**
 * One way to reach Redis for all four seams. An outage must never end the process nor pile up
 * memory: commands fail while the connection is down (no offline queue), the client reconnects by
 * itself for ever, and its 'error' events are counted and handed to `onError`.
 */
import { Redis, type Command } from 'ioredis';

export interface RedisSettings {
  /** `redis://:password@host:port/0`. */
  url: string;
  /** Start of every key and channel. Default `curbline`. */
  prefix?: string;
  /** How long a link may owe an answer before it counts as dead. Default 5,000 ms. */
  silenceMs?: number;
  /** Told of each connection error and of each message that was lost; for metrics and logs. */
  onError?: (error: Error) => void;
}

const LONGEST_RECONNECT_MS = 2_000;
const CONNECT_LIMIT_MS = 5_000;
const SILENCE_LIMIT_MS = 5_000;

/**
 * A link that owes an answer for longer than `silenceMs` is dead, though nobody said so: it is cut,
 * its commands fail and the client connects anew. (ioredis' own options for this keep a timer alive
 * after the connection is gone, and with it the process.)
 */
class WatchedRedis extends Redis {
  silenceMs = SILENCE_LIMIT_MS;

  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    const answer = super.sendCommand(command, stream);
    this.cutWhenSilent(command);
    return answer;
  }

  private cutWhenSilent(command: Command): void {
    const timer = setTimeout(() => this.stream?.destroy(new Error('Redis fell silent')), this.silenceMs);
    const settled = (): void => clearTimeout(timer);
    timer.unref();
    command.promise.then(settled, settled);
  }
}

/**
 * A client that is connecting already.
 * @param waitMs how long a command may wait at the server on purpose (`BLOCK`).
 */
export function connectRedis(
  { url, onError, silenceMs = SILENCE_LIMIT_MS }: RedisSettings,
  waitMs = 0,
): Redis {
  const client = new WatchedRedis(url, {
    enableOfflineQueue: false,
    // A command in flight when the link breaks fails at once; whether it took effect is unknown.
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: CONNECT_LIMIT_MS,
    keepAlive: 10_000,
    retryStrategy: (attempt) => Math.min(50 * 2 ** Math.min(attempt, 6), LONGEST_RECONNECT_MS),
  });
  client.silenceMs = waitMs + silenceMs;
  // Many commands may wait for one connection.
  client.setMaxListeners(0);
  client.on('error', (error: Error) => onError?.(error));
  return client;
}

/**
 * Resolves when the client can take commands.
 * @throws Error when that took longer than `limitMs`.
 */
export async function whenReady(client: Redis, limitMs = CONNECT_LIMIT_MS): Promise<void> {
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
