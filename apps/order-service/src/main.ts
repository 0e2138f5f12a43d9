/**
 * The order service as a program of its own, several of which may run: Postgres is the store of
 * record, Redis carries trip events, wake-ups and progress between the services.
 */
import 'reflect-metadata';
import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DatabaseUnavailable, migrate, openDatabase, type Database } from '@curbline/database';
import {
  ProgressBus,
  RedisProgress,
  RedisTripEvents,
  RedisWakeUps,
  TripEventStream,
  WakeUps,
} from '@curbline/messaging';
import { createApplication, EnvironmentInvalid, HealthChecks } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { readOrderServiceEnvironment, type OrderServiceEnvironment } from './env.js';
import { OrderServiceModule, orderServiceMigrations } from './order-service.module.js';

/** The seams to the other services, closed after the last request. */
@Global()
@Module({})
class OverRedis implements OnApplicationShutdown {
  constructor(
    private readonly events: TripEventStream,
    private readonly wakeUps: WakeUps,
    private readonly progress: ProgressBus,
  ) {}

  static around({ dataSource }: Database, url: string): DynamicModule {
    const providers = [
      { provide: DataSource, useValue: dataSource },
      { provide: TripEventStream, useValue: new RedisTripEvents({ url }) },
      { provide: WakeUps, useValue: new RedisWakeUps({ url }) },
      { provide: ProgressBus, useValue: new RedisProgress({ url }) },
    ];
    return { module: OverRedis, providers, exports: providers.map(({ provide }) => provide) };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.events.close();
    await Promise.all([this.wakeUps.close(), this.progress.close()]);
  }
}

@Module({})
class Program {}

async function start(
  environment: OrderServiceEnvironment,
  database: Database,
): Promise<NestFastifyApplication> {
  await migrate(database, [orderServiceMigrations]);
  const app = await createApplication(
    { module: Program, imports: [OverRedis.around(database, environment.REDIS_URL), OrderServiceModule] },
    {
      name: 'order-service',
      publicUrl: environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
      trustProxy: environment.TRUST_PROXY,
      log: { level: environment.LOG_LEVEL ?? 'info', format: 'json' },
      handleSignals: false,
    },
  );
  app.get(HealthChecks).register('database', () => database.dataSource.query('SELECT 1'));
  await app.listen(environment.PORT, environment.HOST);
  return app;
}

async function run(): Promise<void> {
  const environment = readOrderServiceEnvironment();
  const database = await openDatabase({
    url: environment.DATABASE_URL,
    applicationName: 'curbline order-service',
  });
  const app = await start(environment, database).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const stop = async (): Promise<void> => {
    await app.close();
    await database.close();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      stop().catch((error: unknown) => {
        console.error(error);
        process.exit(1);
      });
    });
  }
}

run().catch((error: unknown) => {
  const told = error instanceof EnvironmentInvalid || error instanceof DatabaseUnavailable;
  console.error(told ? error.message : error);
  process.exit(1);
});
