/**
 * The one-process program: the four services as one application on one port. Trip events, wake-ups, progress and tracks
 * stay in this process; the database may be of either kind.
 */
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule } from '@curbline/access';
import { migrate, type Database, type MigrationSet } from '@curbline/database';
import { BoardAdapter, GatewayModule } from '@curbline/gateway';
import {
  GeofenceServiceModule,
  geofenceServiceMigrations,
  SealedTrackPersistence,
} from '@curbline/geofence-service';
import {
  InMemoryTracks,
  InProcessProgress,
  InProcessTripEvents,
  InProcessWakeUps,
  KeyFolder,
  ProgressBus,
  TrackStore,
  TripEventStream,
  WakeUps,
} from '@curbline/messaging';
import { NotificationServiceModule, notificationServiceMigrations } from '@curbline/notification-service';
import { OrderServiceModule, orderServiceMigrations } from '@curbline/order-service';
import {
  createApplication,
  createLogger,
  HealthChecks,
  platformOptions,
  type PlatformInput,
  SystemClock,
} from '@curbline/platform';
import { StoreLog, StoreLogFollower } from '@curbline/store-log';
import { DataSource } from 'typeorm';
import { DemoDoorsModule } from './demo/demo-doors.module.js';

export interface Composition {
  /** Open and migrated; the caller closes it after the application. */
  readonly database: Database;
  readonly platform: PlatformInput;
  /** A Valhalla server for driving times; without it estimates go by positions and past trips. */
  readonly routerUrl?: string | undefined;
  /** The folder of the keys of open trips; without it tracks are not saved and end with the program. */
  readonly keysFolder?: string | undefined;
  /** The folder of the built pages, if not in their workspace. */
  readonly pagesFolder?: string;
}

/** The migrations of all services, in the order of their dependencies. */
export const migrationSets: readonly MigrationSet[] = [
  orderServiceMigrations,
  geofenceServiceMigrations,
  notificationServiceMigrations,
];

/** @returns how many migrations were applied. */
export async function migrateAll(database: Database, onProgress?: (line: string) => void): Promise<number> {
  return (await migrate(database, migrationSets, onProgress)).length;
}

/** Creates the application, ready for `init` or `listen`. */
export async function composeApplication(composition: Composition): Promise<NestFastifyApplication> {
  const { database, platform } = composition;
  const app = await createApplication(
    {
      module: Program,
      imports: [
        await InOneProcess.around(composition),
        AccessModule,
        OrderServiceModule,
        GeofenceServiceModule.withRouter(composition.routerUrl),
        NotificationServiceModule,
        GatewayModule.forRoot({ pagesFolder: composition.pagesFolder }),
        DemoDoorsModule,
      ],
    },
    platform,
  );
  app.useWebSocketAdapter(new BoardAdapter(app));
  app.get(HealthChecks).register('database', () => database.dataSource.query('SELECT 1'));
  return app;
}

@Module({})
class Program {}

/** The in-process implementations of messaging, closed in the order of the data flow. */
@Global()
@Module({})
class InOneProcess implements OnApplicationShutdown {
  constructor(
    private readonly follower: StoreLogFollower,
    private readonly tracks: TrackStore,
    private readonly events: TripEventStream,
    private readonly wakeUps: WakeUps,
    private readonly progress: ProgressBus,
  ) {}

  static async around({ database, platform, keysFolder }: Composition): Promise<DynamicModule> {
    const { dataSource, readingSource } = database;
    const wakeUps = new InProcessWakeUps();
    const clock = platform.clock ?? new SystemClock();
    const logger = createLogger(platformOptions(platform));
    const keys = keysFolder === undefined ? undefined : await KeyFolder.open(keysFolder);
    const tracks = await InMemoryTracks.create({
      ...(keys && { persistence: new SealedTrackPersistence(dataSource, keys) }),
      clock,
      onFlushFailure: (error) =>
        logger.warn(
          { err: error },
          'The positions of open trips could not be saved. It is tried again in a moment.',
        ),
    });
    const follower = new StoreLogFollower(readingSource, wakeUps, {
      onError: (error) =>
        logger.warn(
          { err: error },
          'The logs of the stores could not be read. It is tried again in a moment.',
        ),
    });
    const providers = [
      { provide: DataSource, useValue: dataSource },
      { provide: WakeUps, useValue: wakeUps },
      { provide: ProgressBus, useValue: new InProcessProgress() },
      { provide: TripEventStream, useValue: new InProcessTripEvents() },
      { provide: TrackStore, useValue: tracks },
      { provide: StoreLog, useValue: new StoreLog(readingSource) },
      { provide: StoreLogFollower, useValue: follower },
    ];
    return { module: InOneProcess, providers, exports: providers.map(({ provide }) => provide) };
  }

  /** Runs after the last request: it stops reading the logs, then delivering events, then saves the tracks. */
  async onApplicationShutdown(): Promise<void> {
    await this.follower.close();
    await this.events.close();
    await this.tracks.close();
    await Promise.all([this.wakeUps.close(), this.progress.close()]);
  }
}
