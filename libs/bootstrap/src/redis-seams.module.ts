/** What services in separate processes share through Redis: trip events, wake-ups, progress and tracks. */
import type { Database } from '@curbline/database';
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import {
  ProgressBus,
  RedisProgress,
  RedisTrackKeys,
  RedisTracks,
  RedisTripEvents,
  RedisWakeUps,
  TrackStore,
  TripEventStream,
  WakeUps,
} from '@curbline/messaging';
import { StoreLog, StoreLogFollower } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import type { ServiceEnvironment } from './env.js';

@Global()
@Module({})
export class RedisSeamsModule implements OnApplicationShutdown {
  constructor(
    private readonly follower: StoreLogFollower,
    private readonly tracks: TrackStore,
    private readonly events: TripEventStream,
    private readonly wakeUps: WakeUps,
    private readonly progress: ProgressBus,
  ) {}

  static at(
    {
      REDIS_URL: url,
      TRACK_KEYS_URL: keysUrl = url,
    }: Pick<ServiceEnvironment, 'REDIS_URL' | 'TRACK_KEYS_URL'>,
    { dataSource, readingSource }: Database,
    onError: (error: Error) => void,
  ): DynamicModule {
    const settings = { url, onError };
    const keys = new RedisTrackKeys({ url: keysUrl, onError });
    const wakeUps = new RedisWakeUps(settings);
    const providers = [
      { provide: DataSource, useValue: dataSource },
      { provide: WakeUps, useValue: wakeUps },
      { provide: ProgressBus, useValue: new RedisProgress(settings) },
      { provide: TripEventStream, useValue: new RedisTripEvents(settings) },
      { provide: TrackStore, useValue: new RedisTracks({ ...settings, keys }) },
      { provide: StoreLog, useValue: new StoreLog(readingSource) },
      {
        provide: StoreLogFollower,
        useValue: new StoreLogFollower(readingSource, wakeUps, {
          onError: (error) => onError(error as Error),
        }),
      },
    ];
    return { module: RedisSeamsModule, providers, exports: providers.map(({ provide }) => provide) };
  }

  /** Runs after the last request: it stops reading the logs first, then closes the connections to Redis. */
  async onApplicationShutdown(): Promise<void> {
    await this.follower.close();
    await Promise.all([
      this.events.close(),
      this.tracks.close(),
      this.wakeUps.close(),
      this.progress.close(),
    ]);
  }
}
