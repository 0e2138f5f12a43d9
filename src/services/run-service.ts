/**
 * Runs one service as a process of its own: on a Postgres and a Redis that it shares with the others. The
 * service's module does not know of it; here alone lies what differs from the one-process program.
 */
import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AccessModule } from '@curbline/access';
import { migrate, openDatabase, type MigrationSet } from '@curbline/database';
import {
  createApplication,
  createLogger,
  edgeInput,
  HealthChecks,
  lineLimitsOf,
  insecureAddress,
  platformOptions,
  type PlatformInput,
} from '@curbline/platform';
import { OverRedis } from './over-redis.js';
import { readServiceEnvironment, type ServiceEnvironment } from './env.js';

/** The proxy asks twice a second who takes requests (deploy/Caddyfile). */
const HANDED_OVER_MS = 1_500;

export interface Service {
  readonly name: string;
  readonly module: Type | DynamicModule;
  /** The module as the environment wants it, where that makes a difference. */
  readonly configured?: (environment: ServiceEnvironment) => DynamicModule;
  /** Run before start, under a lock: copies of a service may start together. */
  readonly migrations: readonly MigrationSet[];
  /** Of the Postgres server, at most; four more follow the logs. Two of each service stay below its default of 100. */
  readonly sessions: number;
  /** Refuses to start where a promise could not be kept. @throws Error for the person at the terminal */
  readonly check?: (environment: ServiceEnvironment) => Promise<void>;
  /** For what only this service needs, such as a socket adapter. */
  readonly prepare?: (app: NestFastifyApplication) => void;
}

/** Starts the service and lets it run until SIGINT or SIGTERM. */
export async function runService(service: Service): Promise<void> {
  const environment = readServiceEnvironment();
  const production = environment.NODE_ENV === 'production';
  const platform: PlatformInput = {
    name: service.name,
    publicUrl: environment.PUBLIC_URL ?? `http://localhost:${environment.PORT}`,
    trustProxy: environment.TRUST_PROXY,
    ...edgeInput(environment, production),
    redisUrl: environment.REDIS_URL,
    lines: lineLimitsOf(environment),
    requireMfa: environment.REQUIRE_MFA,
    secretKey: environment.SECRET_KEY,
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
  const tell = (line: string): void => logger.info(line);
  await migrate(database, service.migrations, tell);
  const seams = OverRedis.at(environment, database, (error) =>
    logger.warn({ err: error }, 'a connection is in trouble'),
  );
  const root = {
    module: class Program {},
    imports: [seams, AccessModule, service.configured?.(environment) ?? service.module],
  };
  const app = await createApplication(root, platform);
  service.prepare?.(app);
  app.get(HealthChecks).register('database', () => database.dataSource.query('SELECT 1'));
  const stop = async (): Promise<void> => {
    // The proxy learns of it first, so that no request meets a closed door.
    app.get(HealthChecks).stop();
    await sleep(HANDED_OVER_MS);
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
  tell(`${service.name} listens on port ${environment.PORT}`);
}

/** The last resort: a message for the person at the terminal, and a code for whoever restarts us. */
export function start(service: Service): void {
  runService(service).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
