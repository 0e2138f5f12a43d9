/**
 * What sends messages, as docker-compose.yml has it: order-service, and two copies of notification-service that are
 * killed, on PostgreSQL and Redis, behind a small proxy of these tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '@curbline/database';
import { type DemoCredentials, readDemoCredentials } from '../../src/demo/credentials.js';
import { startPostgres, startRedis } from '../../tools/test-services.mjs';
import type { ClusterOptions } from './cluster.js';
import { readCompose, serviceOf } from './compose-file.js';
import { here, redisArgs, REQUIRED } from './many-processes.js';
import { MovableClock } from './movable-clock.js';
import { Program, runCommand } from './program.js';
import { ReverseProxy } from './reverse-proxy.js';

/** Longer than any lease of a delivery. */
const LATER_MS = 5 * 60_000;

export interface MessageCluster {
  readonly url: string;
  readonly credentials: DemoCredentials;
  readonly database: Database;
  /** The copies of notification-service. */
  readonly victims: readonly [Program, Program];
  /**
   * Ends the copies and starts one whose clock is 5 min ahead, for which all leases have run out; where this machine
   * cannot do that, they run out as time passes.
   */
  later(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param env of every program, besides what Compose gives it
 * @throws Error naming what this machine lacks
 */
export async function messageCluster(
  { logFile, onDied }: ClusterOptions,
  env: Readonly<Record<string, string>>,
): Promise<MessageCluster> {
  const compose = readCompose(REQUIRED);
  const postgres = here(await startPostgres({ durable: true }));
  const redis = here(await startRedis({ args: redisArgs }));
  const folder = mkdtempSync(join(tmpdir(), 'curbline-messages-'));
  const seed = serviceOf(compose, 'seed');
  const seams = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, METRICS_LISTEN: '0' };
  await runCommand(seed.command ?? [], { ...seed.environment, ...seams, ...env, DATA_DIR: folder });
  const credentials = await readDemoCredentials(folder);
  if (!credentials) throw new Error('the seed made no credentials');
  const launch = (service: 'order-service' | 'notification-service', name: string, more = {}) => {
    const { command = [], environment } = serviceOf(compose, service);
    const own = { PUBLIC_URL: 'http://localhost', TRUST_PROXY: 'loopback', LIMITS: 'per-caller=100000' };
    const all = { ...environment, ...seams, ...env, ...own, ...more };
    return Program.start({ name, command, env: all, logFile, onDied });
  };
  const orders = await launch('order-service', 'order-service');
  const victims = await Promise.all([
    launch('notification-service', 'notification-service 1'),
    launch('notification-service', 'notification-service 2'),
  ]);
  const clock = MovableClock.in(folder, 'later');
  let last: Program | undefined;
  const proxy = new ReverseProxy({
    'order-service': [orders.port],
    'notification-service': victims.map(({ port }) => port),
    'geofence-service': [],
    gateway: [],
  });
  const url = await proxy.listen();
  const database = await openDatabase({ url: postgres.url, poolSize: 2 });
  return {
    url,
    credentials,
    database,
    victims,
    async later() {
      if (!clock) return;
      await Promise.all(victims.map((program) => program.end('SIGTERM')));
      clock.move(LATER_MS);
      last = await launch('notification-service', 'notification-service, later', clock.env);
    },
    async stop() {
      await database.close();
      await Promise.all(
        [orders, ...victims, ...(last ? [last] : [])].map((program) => program.end('SIGTERM')),
      );
      await proxy.close();
      await Promise.all([postgres.stop(), redis.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
