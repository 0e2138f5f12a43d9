import { TripEvent } from '@curbline/contracts/events';
import type { Redis } from 'ioredis';
import { TripEventStream, type Consumption, type TripEventHandler } from '../trip-event-stream.js';
import { connectRedis, disconnectRedis, whenReady, type RedisSettings } from './redis-connection.js';
import { RedisGroupReader, type ReaderTimes } from './redis-group-reader.js';

export interface RedisTripEventsSettings extends RedisSettings, ReaderTimes {
  /** About how many events Redis stores; the facts themselves are in the database. Default 100,000. */
  maxLength?: number;
}

/**
 * The stream between several processes: a Redis Stream read by consumer groups. An entry is acknowledged after its handler
 * resolved, so the entries of a killed consumer are claimed by another: they are delivered at least once as long as Redis
 * has its data. When Redis loses it, the phone's next fix leads to the same decision with the same event id.
 */
export class RedisTripEvents extends TripEventStream {
  private readonly publisher: Redis;
  private readonly key: string;
  private readonly readers = new Set<RedisGroupReader>();

  constructor(private readonly settings: RedisTripEventsSettings) {
    super();
    this.publisher = connectRedis(settings);
    this.key = `${settings.prefix ?? 'curbline'}:trip-events`;
  }

  /** @throws when Redis did not confirm the entry; it may have stored it nevertheless, so handlers must be idempotent. */
  override async publish(event: TripEvent): Promise<void> {
    const wire = JSON.stringify(TripEvent.parse(event));
    await whenReady(this.publisher);
    const { maxLength = 100_000 } = this.settings;
    await this.publisher.xadd(this.key, 'MAXLEN', '~', maxLength, '*', 'event', wire);
  }

  override async consume(group: string, consumer: string, handler: TripEventHandler): Promise<Consumption> {
    const reader = new RedisGroupReader(this.key, group, consumer, handler, this.settings);
    this.readers.add(reader);
    await reader.start();
    return {
      close: async () => {
        this.readers.delete(reader);
        await reader.close();
      },
    };
  }

  override async close(): Promise<void> {
    await Promise.all([...this.readers].map((reader) => reader.close()));
    this.readers.clear();
    disconnectRedis(this.publisher);
  }
}
