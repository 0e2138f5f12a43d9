/**
 * The one-process program: the three services as one application on one port. What they share with each
 * other (trip events, wake-ups, progress, tracks) stays in this process; the database may be either kind.
 */
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule } from '@curbline/access';
import { migrate, type Database, type MigrationSet } from '@curbline/database';
import { BoardAdapter, GatewayModule } from '@curbline/gateway';
import {
  GeofenceServiceModule,
  geofenceServiceMigrations,
  SealedTracksRepository,
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

export interface Composition {
  /** Open and migrated; the caller closes it after the application. */
  readonly database: Database;
  readonly platform: PlatformInput;
  /** A Valhalla server for driving times; without it estimates go by positions and past trips. */
  readonly routerUrl?: string | undefined;
  /** Where the keys of open trips lie; without it tracks end with the program and are neither resumed nor saved. */
  readonly keysFolder?: string | undefined;
  /** Where the built pages lie, if not in their workspace. */
  readonly pagesFolder?: string;
}

/** Every table of the one-process program, in the order of dependence. */
export const migrationSets: readonly MigrationSet[] = [orderServiceMigrations, geofenceServiceMigrations];

/** @returns how many migrations were applied. */
export async function migrateAll(database: Database, say?: (line: string) => void): Promise<number> {
  return (await migrate(database, migrationSets, say)).length;
}

/** Makes the application, ready to `init` or `listen`; it does not listen yet. */
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
        GatewayModule.forRoot({ pagesFolder: composition.pagesFolder }),
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

/** The seams between services, each with its in-process half, closed in the order in which they are fed. */
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
      ...(keys && { persistence: new SealedTracksRepository(dataSource, keys) }),
      clock,
      onFlushFailure: (error) => logger.warn({ err: error }, 'tracks could not be saved; tried again'),
    });
    const follower = new StoreLogFollower(readingSource, wakeUps, {
      onError: (error) => logger.warn({ err: error }, 'the log could not be followed; tried again'),
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

  /** After the last request: stop reading, then stop handing on, then write the tracks down. */
  async onApplicationShutdown(): Promise<void> {
    await this.follower.close();
    await this.events.close();
    await this.tracks.close();
    await Promise.all([this.wakeUps.close(), this.progress.close()]);
  }
}
