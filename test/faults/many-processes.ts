/**
 * The four services as docker-compose.yml has them, two copies of each with its own command and variables, on
 * Postgres and Redis. Before them the real Caddy where this machine has one, else a small proxy of these tests.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FaultProxy } from '@curbline/testkit';
import { readDemoCredentials } from '../../src/demo/credentials.js';
import { findCaddy } from '../../tools/deployed-parts.mjs';
import {
  type RunningPostgres,
  type RunningService,
  startPostgres,
  startRedis,
} from '../../tools/test-services.mjs';
import { startCaddy, type RunningCaddy } from './caddy.js';
import { readCompose, serviceOf } from './compose-file.js';
import { clockMoved, MovableClock } from './movable-clock.js';
import {
  brokenLine,
  crashed,
  frozen,
  killed,
  restarted,
  rolled,
  type Fault,
  type Cluster,
  type ClusterOptions,
} from './cluster.js';
import { Program, runCommand } from './program.js';
import type { Service } from './caddy-routes.js';
import { ReverseProxy } from './reverse-proxy.js';
import { SmallDisk } from './small-disk.js';

/** An empty cluster with a database takes some 60 MB, its log of changes up to 300. */
const DISK_MB = 500;
const FIVE_MINUTES_MS = 300_000;
const SERVICES: readonly Service[] = ['order-service', 'geofence-service', 'notification-service', 'gateway'];
/** What docker-compose.yml must be given; here the servers' own passwords are put into the addresses. */
export const REQUIRED = { DATABASE_PASSWORD: 'unused', REDIS_PASSWORD: 'unused' };

export interface ManyProcesses extends Cluster {
  readonly postgres: RunningPostgres;
  readonly redis: RunningService;
  readonly programs: readonly Program[];
  readonly caddy: RunningCaddy | undefined;
}

interface Copy {
  readonly service: Service;
  readonly program: Program;
  readonly clock: MovableClock | undefined;
}

/** @throws Error naming what this machine lacks. */
export async function manyProcesses(options: ClusterOptions): Promise<ManyProcesses> {
  const compose = readCompose(REQUIRED);
  const disk = SmallDisk.mount(DISK_MB);
  const postgres = here(await onDisk(disk, () => startPostgres({ durable: true })));
  const redis = here(await startRedis({ args: redisArgs }));
  const folder = mkdtempSync(join(tmpdir(), 'curbline-faults-'));
  const seed = serviceOf(compose, 'seed');
  await runCommand(seed.command ?? [], {
    ...seed.environment,
    DATA_DIR: folder,
    DATABASE_URL: postgres.url,
  });
  const credentials = await readDemoCredentials(folder);
  if (!credentials) throw new Error('the seed made no credentials');
  const toPostgres = await FaultProxy.before(postgres.url);
  const toRedis = await FaultProxy.before(redis.url);
  const found = findCaddy();
  const behindCaddy = 'version' in found;
  const seams = {
    DATABASE_URL: toPostgres.url,
    REDIS_URL: toRedis.url,
    // All copies are on one machine here: each takes a port of its own.
    METRICS_LISTEN: '0',
    ...(behindCaddy ? { TRUST_PROXY: 'loopback' } : { PUBLIC_URL: 'http://localhost' }),
  };
  const planned = SERVICES.flatMap((service) => {
    const { deploy, command = [], environment } = serviceOf(compose, service);
    return Array.from({ length: deploy?.replicas ?? 1 }, (_, n) => {
      const name = `${service} ${n + 1}`;
      const clock = options.movableClocks ? MovableClock.in(folder, name) : undefined;
      const env = { ...environment, ...seams, ...clock?.env };
      return { service, name, command, clock, env };
    });
  });
  const copies: readonly Copy[] = await Promise.all(
    planned.map(async ({ service, clock, ...plan }) => ({
      service,
      clock,
      program: await Program.start({ ...plan, logFile: options.logFile, onDied: options.onDied }),
    })),
  );
  const programs = copies.map(({ program }) => program);
  const of = (wanted: Service): Program[] =>
    copies.filter(({ service }) => service === wanted).map(({ program }) => program);
  const addresses = Object.fromEntries(
    SERVICES.map((service) => [service, of(service).map(({ port }) => `127.0.0.1:${port}`)]),
  ) as Record<Service, string[]>;
  const caddy = behindCaddy ? await startCaddy({ ...options, compose, addresses }) : undefined;
  const own = caddy ? undefined : new ReverseProxy(portsOf(of));
  const direct = caddy?.url ?? (await own?.listen()) ?? '';
  const door = await FaultProxy.before(direct);
  const url = new URL(direct);
  url.port = new URL(door.url).port;
  const proxies = caddy ? [caddy.program] : [];
  return {
    shape: `many processes, PostgreSQL and Redis, behind ${
      'version' in found ? found.version : `a proxy of the tests (${found.missing})`
    }`,
    url: url.origin,
    direct,
    credentials,
    postgres,
    redis,
    programs,
    caddy,
    kills: [
      ...[...programs, ...proxies].map((program) => killed(program.name, [program])),
      ...SERVICES.map((service) => killed(`both copies of ${service}`, of(service))),
      killed(
        'one copy of each service',
        SERVICES.flatMap((service) => of(service).slice(0, 1)),
      ),
      killed('all eight processes', programs),
      crashed('postgres', postgres),
      crashed('redis', redis),
    ],
    others: [
      ...brokenLine('client–server', door.proxy),
      ...brokenLine('server–postgres', toPostgres.proxy),
      ...brokenLine('server–redis', toRedis.proxy),
      ...[...SERVICES.flatMap((service) => of(service).slice(0, 1)), ...proxies].flatMap((one) => [
        frozen(one.name, one),
        restarted(one),
      ]),
      rolled('every process', [...programs, ...proxies]),
      ...clockFaults(copies),
      frozen('postgres', postgres),
      frozen('redis', redis),
      { name: 'restart postgres', kills: 0, inflict: () => postgres.restart() },
      // A server that could not go on for want of room ends itself, and is started again.
      ...(disk ? [disk.full('postgres', () => postgres.restart())] : []),
    ],
    async stop() {
      await Promise.all(programs.map((program) => program.end('SIGTERM')));
      await Promise.all([door.proxy.close(), toPostgres.proxy.close(), toRedis.proxy.close()]);
      await Promise.all([caddy?.stop(), own?.close(), postgres.stop(), redis.stop()]);
      disk?.unmount();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One copy's clock differs from its twin's, and from the database's; and all of them from the database's. */
function clockFaults(copies: readonly Copy[]): Fault[] {
  const all = copies.flatMap(({ clock }) => clock ?? []);
  const firsts = SERVICES.flatMap((service) => {
    const first = copies.find((copy) => copy.service === service);
    return first?.clock ? [{ name: first.program.name, clocks: [first.clock] }] : [];
  });
  const groups = all.length > 0 ? [...firsts, { name: 'all eight processes', clocks: all }] : [];
  return groups.flatMap(({ name, clocks }) => [
    clockMoved(name, clocks, FIVE_MINUTES_MS),
    clockMoved(name, clocks, -FIVE_MINUTES_MS),
  ]);
}

const portsOf = (of: (service: Service) => readonly Program[]): Record<Service, number[]> =>
  Object.fromEntries(SERVICES.map((service) => [service, of(service).map(({ port }) => port)])) as Record<
    Service,
    number[]
  >;

/** As docker-compose.yml starts it. */
export const redisArgs = (password: string): string[] =>
  (serviceOf(readCompose({ ...REQUIRED, REDIS_PASSWORD: password }), 'redis').command ?? []).slice(1);

/** What `make` puts into the temporary folder goes to the disk instead. */
async function onDisk<T>(disk: SmallDisk | undefined, make: () => Promise<T>): Promise<T> {
  const before = process.env['TMPDIR'];
  if (disk) process.env['TMPDIR'] = disk.folder;
  try {
    return await make();
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}

/** @throws Error saying what this machine lacks */
export function here<Service extends object>(service: Service | { missing: string }): Service {
  if ('missing' in service) throw new Error(service.missing);
  return service;
}
