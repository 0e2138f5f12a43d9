/** Curbline in one of its shapes, with a chain of stores in it, ready to be loaded. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '@curbline/database';
import { FaultProxy, makeEmbeddedFolder } from '@curbline/testkit';
import { migrateAll, migrationSets } from '../../dist/src/compose.js';
import { ReverseProxy } from '../../test/faults/reverse-proxy.js';
import { startPostgres, startRedis } from '../../tools/test-services.mjs';
import { makeChain, type Chain } from './chain.js';
import { ServerProcess } from './server-process.js';

export type Shape = 'embedded' | 'postgres' | 'processes';

export interface ClusterOptions {
  readonly shape: Shape;
  readonly stores: number;
  readonly boards: number;
  /** Copies of each service, where they run apart. */
  readonly copies: number;
}

export interface Cluster {
  readonly shape: string;
  readonly url: string;
  readonly chain: Chain;
  readonly servers: readonly ServerProcess[];
  /** Those that hold the boards' sockets. */
  readonly gateways: readonly ServerProcess[];
  /** An administrator's, to read what was written and when; none for the embedded database. */
  readonly database: Database | undefined;
  /** The file of PostgreSQL's log; none for the embedded database. */
  readonly databaseLog: string | undefined;
  /** Nothing that Redis says reaches the gateways any more; where services run apart. */
  readonly silenceRedis: (() => void) | undefined;
  stop(): Promise<void>;
}

/** @throws Error naming what this machine lacks. */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'curbline-load-'));
  const logFile = join(folder, 'said.log');
  if (options.shape === 'embedded') return embedded(options, folder, logFile);
  const postgres = here(await startPostgres({ durable: true }));
  const database = await openDatabase({ url: postgres.url, poolSize: 4 });
  // Says of each row when it was committed, to the microsecond: what a board's lateness is measured from.
  await database.dataSource.query('ALTER SYSTEM SET track_commit_timestamp = on');
  await database.close();
  await postgres.restart();
  const admin = await openDatabase({ url: postgres.url, poolSize: 4 });
  await migrateAll(admin);
  const chain = await makeChain(admin, options.stores, options.boards);
  const env = { DATA_DIR: folder, TRUST_PROXY: 'loopback', DATABASE_URL: postgres.url };
  const built =
    options.shape === 'postgres'
      ? await oneProcess(env, logFile)
      : await manyProcesses(env, logFile, options.copies);
  return {
    ...built,
    chain,
    database: admin,
    databaseLog: postgres.log,
    async stop() {
      await built.stop();
      await admin.close();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function embedded(
  { stores, boards }: ClusterOptions,
  folder: string,
  logFile: string,
): Promise<Cluster> {
  const dataDir = await makeEmbeddedFolder(migrationSets);
  const database = await openDatabase({ dataDir });
  const chain = await makeChain(database, stores, boards);
  await database.close();
  const server = await ServerProcess.start({
    name: 'curbline',
    script: 'dist/src/main.js',
    env: { DATA_DIR: dataDir, TRUST_PROXY: 'loopback' },
    logFile,
  });
  return {
    shape: 'one process, embedded database',
    url: server.url,
    chain,
    servers: [server],
    gateways: [server],
    database: undefined,
    databaseLog: undefined,
    silenceRedis: undefined,
    async stop() {
      await server.stop();
      for (const path of [dataDir, folder]) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

type Built = Omit<Cluster, 'chain' | 'database' | 'databaseLog'>;

async function oneProcess(env: Readonly<Record<string, string>>, logFile: string): Promise<Built> {
  const server = await ServerProcess.start({ name: 'curbline', script: 'dist/src/main.js', env, logFile });
  return {
    shape: 'one process, PostgreSQL',
    url: server.url,
    servers: [server],
    gateways: [server],
    silenceRedis: undefined,
    stop: () => server.stop(),
  };
}

async function manyProcesses(
  env: Readonly<Record<string, string>>,
  logFile: string,
  copies: number,
): Promise<Built> {
  const redis = here(await startRedis());
  const { proxy, url: throughProxy } = await FaultProxy.before(redis.url);
  const start = (service: string, redisUrl: string): Promise<ServerProcess[]> =>
    Promise.all(
      Array.from({ length: copies }, (_, n) =>
        ServerProcess.start({
          name: `${service} ${n + 1}`,
          script: `apps/${service}/dist/main.js`,
          env: { ...env, REDIS_URL: redisUrl, PUBLIC_URL: 'http://localhost' },
          logFile,
        }),
      ),
    );
  const orders = await start('order-service', redis.url);
  const [geofences, notifications, gateways] = await Promise.all([
    start('geofence-service', redis.url),
    start('notification-service', redis.url),
    start('gateway', throughProxy),
  ]);
  const portsOf = (servers: readonly ServerProcess[]): number[] => servers.map(({ port }) => port);
  const front = new ReverseProxy({
    'order-service': portsOf(orders),
    'geofence-service': portsOf(geofences),
    'notification-service': portsOf(notifications),
    gateway: portsOf(gateways),
  });
  const servers = [...orders, ...geofences, ...notifications, ...gateways];
  return {
    shape: `${copies} of each service, PostgreSQL and Redis`,
    url: await front.listen(),
    servers,
    gateways,
    silenceRedis: () => proxy.hang(),
    async stop() {
      await Promise.all(servers.map((server) => server.stop()));
      await Promise.all([front.close(), proxy.close()]);
      await redis.stop();
    },
  };
}

function here<Service extends object>(service: Service | { missing: string }): Service {
  if ('missing' in service) throw new Error(service.missing);
  return service;
}
