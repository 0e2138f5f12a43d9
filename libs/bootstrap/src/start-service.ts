/**
 * Runs one service as a process of its own, on a PostgreSQL and a Redis that it shares with the others. The service's
 * module is the same as in the one-process program (src/compose.ts); all that differs is in this library.
 */
import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule } from '@curbline/access';
import { migrate, openDatabase, type MigrationSet } from '@curbline/database';
import {
  baseMapOf,
  createApplication,
  createLogger,
  edgeInput,
  HealthChecks,
  connectionLimitsOf,
  insecureAddress,
  oidcSettingsOf,
  smsSettingsOf,
  smtpSettingsOf,
  platformOptions,
  type PlatformInput,
} from '@curbline/platform';
import { RedisSeamsModule } from './redis-seams.module.js';
import { readServiceEnvironment, type ServiceEnvironment } from './env.js';

/** The proxy checks twice a second which copies take requests (deploy/Caddyfile). */
const DRAIN_MS = 1_500;

export interface Service {
  readonly name: string;
  readonly module: Type | DynamicModule;
  /** Makes the module from the environment, for a service that is configured by it. */
  readonly configured?: (environment: ServiceEnvironment) => DynamicModule;
  /** They run before the service starts, under a lock, because several copies may start together. */
  readonly migrations: readonly MigrationSet[];
  /** The most sessions on PostgreSQL; four more follow the logs. Two copies of each service stay below its default of 100. */
  readonly sessions: number;
  /** Checks that the service can keep its promises here. @throws Error with a message for the person at the terminal */
  readonly check?: (environment: ServiceEnvironment) => Promise<void>;
  /** The service shows the pages: it needs the map under a store's plan. */
  readonly servesPages?: boolean;
  /** Sets up what only this service needs, such as a socket adapter. */
  readonly prepare?: (app: NestFastifyApplication) => void;
}

/** Starts the service and lets it run until SIGINT or SIGTERM. */
async function startService(service: Service): Promise<void> {
  const environment = readServiceEnvironment();
  const production = environment.NODE_ENV === 'production';
  const platform: PlatformInput = {
    name: service.name,
    publicUrl: environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
    trustProxy: environment.TRUST_PROXY,
    outgoingPrivateHosts: environment.OUTGOING_PRIVATE_HOSTS,
    pushHosts: environment.PUSH_HOSTS,
    ...edgeInput(environment, production),
    redisUrl: environment.REDIS_URL,
    connectionLimits: connectionLimitsOf(environment),
    requireMfa: environment.REQUIRE_MFA,
    oidc: oidcSettingsOf(environment),
    smtp: smtpSettingsOf(environment),
    sms: smsSettingsOf(environment),
    baseMap: service.servesPages ? baseMapOf(environment, '.') : undefined,
    secretKey: environment.SECRET_KEY,
    retention: environment.RETENTION,
    log: {
      level: environment.LOG_LEVEL ?? 'info',
      format: production ? 'json' : 'lines',
    },
    handleSignals: false,
  };
  const logger = createLogger(platformOptions(platform));
  await service.check?.(environment);
  const insecure = production ? insecureAddress(environment.PUBLIC_URL) : undefined;
  if (insecure !== undefined) logger.error(insecure);
  const database = await openDatabase({
    url: environment.DATABASE_URL,
    applicationName: service.name,
    poolSize: service.sessions,
  });
  const report = (line: string): void => logger.info(line);
  await migrate(database, service.migrations, report);
  const seams = RedisSeamsModule.at(environment, database, (error) =>
    logger.warn({ err: error }, 'A connection to Redis or PostgreSQL failed. It is opened again.'),
  );
  const root = {
    module: class Program {},
    imports: [seams, AccessModule, service.configured?.(environment) ?? service.module],
  };
  const app = await createApplication(root, platform);
  service.prepare?.(app);
  app.get(HealthChecks).register('database', () => database.dataSource.query('SELECT 1'));
  const stop = async (): Promise<void> => {
    // The proxy stops sending requests first, so that none is refused.
    app.get(HealthChecks).stop();
    await sleep(DRAIN_MS);
    await app.close();
    await database.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      setTimeout(() => process.exit(1), 9_000).unref();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
  await app.listen(environment.PORT, environment.HOST);
  report(`${service.name} listens on port ${environment.PORT}.`);
}

/** Starts the service. When that fails, it prints the reason and ends the process with code 1. */
export function bootstrap(service: Service): void {
  startService(service).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
