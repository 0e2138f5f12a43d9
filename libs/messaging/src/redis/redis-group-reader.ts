/**
 * One consumer of one group of the trip-event stream.
 *
 * State: `queues` has the entries that were read and are not finished. They are the consumer's own unacknowledged entries
 * (read at the start and after every failure, because a reply may have been lost), entries that another consumer has had
 * for too long (it was killed), and new ones. An entry is acknowledged after its handler resolved. An entry that is no
 * trip event is reported and acknowledged.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { TripEvent } from '@curbline/contracts/events';
import type { Redis } from 'ioredis';
import type { TripEventHandler } from '../trip-event-stream.js';
import { connectRedis, disconnectRedis, whenReady, type RedisSettings } from './redis-connection.js';
import { TripQueues } from './trip-queues.js';

export interface ReaderTimes {
  /** How long a consumer may have an entry before another claims it. Default 15,000 ms. */
  claimAfterMs?: number;
  /** Pause before a failed entry is tried again; doubles up to 10 s. Default 200 ms. */
  retryMs?: number;
}

type StreamEntry = [id: string, fields: string[] | null];

const BATCH = 50;
const BLOCK_MS = 1_000;
/** With so many unfinished entries no more are read, so that they wait in Redis and not in our memory. */
const MAX_UNFINISHED = 500;
const MAX_PAUSE_MS = 5_000;

export class RedisGroupReader {
  /** Waits at the server for new entries; acknowledgements must not queue behind it. */
  private readonly blockingClient: Redis;
  private readonly redis: Redis;
  private readonly queues: TripQueues;
  private running: Promise<void> | undefined;
  private closed = false;
  private claimedAtMs = -Infinity;

  constructor(
    private readonly key: string,
    private readonly group: string,
    private readonly consumer: string,
    handler: TripEventHandler,
    private readonly settings: RedisSettings & ReaderTimes,
  ) {
    this.blockingClient = connectRedis(settings, BLOCK_MS);
    this.redis = connectRedis(settings);
    this.queues = new TripQueues(
      handler,
      (id) => this.acknowledge(id),
      settings.retryMs ?? 200,
      (error) => settings.onError?.(error),
    );
  }

  /** @throws Error when Redis does not answer. */
  async start(): Promise<void> {
    try {
      await Promise.all([whenReady(this.redis), whenReady(this.blockingClient)]);
      await this.createGroup();
    } catch (error) {
      await this.close();
      throw error;
    }
    this.running = this.loop();
  }

  /** Waits for the handlers that run. */
  async close(): Promise<void> {
    this.closed = true;
    // Gives up the read that waits at the server; what it might still get is claimed later.
    disconnectRedis(this.blockingClient);
    await this.running;
    await this.queues.close();
    disconnectRedis(this.redis);
  }

  private async loop(): Promise<void> {
    let failures = 0;
    let caughtUp = false;
    while (!this.closed) {
      try {
        await Promise.all([whenReady(this.redis), whenReady(this.blockingClient)]);
        if (!caughtUp) await this.takeOwn();
        caughtUp = true;
        await this.takeAbandoned();
        await this.takeNew();
        failures = 0;
      } catch (error) {
        if (this.closed) return;
        caughtUp = false;
        failures += 1;
        this.settings.onError?.(error as Error);
        await sleep(Math.min(100 * 2 ** Math.min(failures, 6), MAX_PAUSE_MS));
        // Redis may have lost its data, and so the group.
        await this.createGroup().catch(() => {});
      }
    }
  }

  /** Reads the entries that this consumer has not acknowledged. */
  private async takeOwn(): Promise<void> {
    for (let after = '0'; ;) {
      const entries = stream(
        await this.redis.xreadgroup(
          'GROUP',
          this.group,
          this.consumer,
          'COUNT',
          BATCH,
          'STREAMS',
          this.key,
          after,
        ),
      );
      await this.take(entries);
      const last = entries.at(-1);
      if (!last) return;
      [after] = last;
    }
  }

  /** Claims entries that others have had for too long; runs at most three times within that time. */
  private async takeAbandoned(): Promise<void> {
    const { claimAfterMs = 15_000 } = this.settings;
    const nowMs = performance.now();
    if (nowMs - this.claimedAtMs < claimAfterMs / 3) return;
    this.claimedAtMs = nowMs;
    const [, entries] = (await this.redis.xautoclaim(
      this.key,
      this.group,
      this.consumer,
      claimAfterMs,
      '0-0',
      'COUNT',
      BATCH,
    )) as [string, StreamEntry[]];
    await this.take(entries);
  }

  private async takeNew(): Promise<void> {
    if (this.queues.size >= MAX_UNFINISHED) return void (await sleep(50));
    await this.take(stream(await this.readNew()));
  }

  private readNew(): Promise<unknown> {
    const { group, consumer, key } = this;
    return this.blockingClient.xreadgroup(
      'GROUP',
      group,
      consumer,
      'COUNT',
      BATCH,
      'BLOCK',
      BLOCK_MS,
      'STREAMS',
      key,
      '>',
    );
  }

  private async take(entries: readonly StreamEntry[]): Promise<void> {
    for (const [id, fields] of entries) {
      const event = parse(fields);
      if (event) {
        this.queues.add({ id, event });
        continue;
      }
      // The entry was trimmed off the stream (no fields), or is no trip event.
      if (fields)
        this.settings.onError?.(
          new Error(`entry ${id} of ${this.key} is no trip event and was acknowledged without being applied`),
        );
      await this.acknowledge(id);
    }
  }

  private async acknowledge(id: string): Promise<void> {
    await this.redis.xack(this.key, this.group, id);
  }

  /** Creates the group at the stream's first entry, so that events published before the first consumer are read. */
  private async createGroup(): Promise<void> {
    try {
      await this.redis.xgroup('CREATE', this.key, this.group, '0', 'MKSTREAM');
    } catch (error) {
      if (!String(error).includes('BUSYGROUP')) throw error;
    }
  }
}

/** The entries in the reply of a read from one stream; none when the read timed out. */
function stream(reply: unknown): StreamEntry[] {
  return (reply as [string, StreamEntry[]][] | null)?.[0]?.[1] ?? [];
}

function parse(fields: string[] | null): TripEvent | undefined {
  const at = fields?.indexOf('event') ?? -1;
  try {
    return TripEvent.safeParse(JSON.parse(fields?.[at + 1] ?? '')).data;
  } catch {
    return undefined;
  }
}
