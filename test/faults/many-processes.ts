/** Three services, two copies of each, behind a reverse proxy, on Postgres and Redis. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FaultProxy } from '@curbline/testkit';
import { readDemoCredentials } from '../../src/demo/credentials.js';
import { startPostgres, startRedis, type RunningService } from '../../tools/test-services.mjs';
import { brokenLine, frozen, killed, restarted, type Fault, type Plant, type PlantOptions } from './plant.js';
import { Program, runCommand } from './program.js';
import { ReverseProxy, type Service } from './reverse-proxy.js';
import { SmallDisk } from './small-disk.js';

/** An empty cluster with a database takes some 60 MB, its log of changes up to 300. */
const DISK_MB = 500;
const SERVICES: readonly Service[] = ['order-service', 'geofence-service', 'gateway'];

/** @throws Error naming what this machine lacks. */
export async function manyProcesses({ logFile, onDied }: PlantOptions): Promise<Plant> {
  const disk = SmallDisk.mount(DISK_MB);
  const postgres = here(await onDisk(disk, () => startPostgres({ durable: true })));
  const redis = here(await startRedis());
  const dataDir = mkdtempSync(join(tmpdir(), 'curbline-faults-'));
  const env = { DATA_DIR: dataDir, TRUST_PROXY: '1' };
  await runCommand('src/cli/seed.js', { ...env, DATABASE_URL: postgres.url });
  const credentials = await readDemoCredentials(dataDir);
  if (!credentials) throw new Error('the seed made no credentials');
  const toPostgres = await FaultProxy.before(postgres.url);
  const toRedis = await FaultProxy.before(redis.url);
  const seams = {
    ...env,
    DATABASE_URL: toPostgres.url,
    REDIS_URL: toRedis.url,
    PUBLIC_URL: 'http://localhost',
  };
  const copies = await Promise.all(
    SERVICES.flatMap((service) => [1, 2].map((n) => ({ service, name: `${service} ${n}` }))).map(
      async ({ service, name }) => ({
        service,
        program: await Program.start({
          name,
          script: `src/services/${service}.js`,
          env: seams,
          logFile,
          onDied,
        }),
      }),
    ),
  );
  const programs = copies.map(({ program }) => program);
  const of = (wanted: Service): Program[] =>
    copies.filter(({ service }) => service === wanted).map(({ program }) => program);
  const portsOf = (service: Service): number[] => of(service).map(({ port }) => port);
  const front = new ReverseProxy({
    'order-service': portsOf('order-service'),
    'geofence-service': portsOf('geofence-service'),
    gateway: portsOf('gateway'),
  });
  const direct = await front.listen();
  const door = await FaultProxy.before(direct);
  return {
    shape: 'many processes, PostgreSQL and Redis',
    url: new URL(door.url).origin,
    direct,
    credentials,
    kills: [
      ...programs.map((program) => killed(program.name, [program])),
      ...SERVICES.map((service) => killed(`both copies of ${service}`, of(service))),
      killed(
        'one copy of each service',
        SERVICES.flatMap((service) => of(service).slice(0, 1)),
      ),
      killed('all six processes', programs),
      crashed('postgres', postgres),
      crashed('redis', redis),
    ],
    others: [
      ...brokenLine('client–server', door.proxy),
      ...brokenLine('server–postgres', toPostgres.proxy),
      ...brokenLine('server–redis', toRedis.proxy),
      ...SERVICES.flatMap((service) =>
        of(service)
          .slice(0, 1)
          .flatMap((one) => [frozen(one), restarted(one)]),
      ),
      frozenServer('postgres', postgres),
      frozenServer('redis', redis),
      { name: 'restart postgres', kills: 0, inflict: () => postgres.restart() },
      // A server that could not go on for want of room ends itself, and is started again.
      ...(disk ? [disk.full('postgres', () => postgres.restart())] : []),
    ],
    async stop() {
      await Promise.all(programs.map((program) => program.end('SIGTERM')));
      await Promise.all([front.close(), door.proxy.close(), toPostgres.proxy.close(), toRedis.proxy.close()]);
      await Promise.all([postgres.stop(), redis.stop()]);
      disk?.unmount();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

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

function here(service: RunningService | { missing: string }): RunningService {
  if ('missing' in service) throw new Error(service.missing);
  return service;
}

/** Every process of the server at once, then a moment of nothing, then back. */
function crashed(name: string, server: RunningService): Fault {
  return {
    name: `kill -9 ${name}`,
    kills: 1,
    async inflict(ms) {
      await server.kill();
      await sleep(ms / 4);
      await server.restart();
    },
  };
}

function frozenServer(name: string, server: RunningService): Fault {
  return {
    name: `SIGSTOP ${name}`,
    kills: 0,
    async inflict(ms) {
      process.kill(server.pid(), 'SIGSTOP');
      await sleep(ms);
      process.kill(server.pid(), 'SIGCONT');
    },
  };
}
