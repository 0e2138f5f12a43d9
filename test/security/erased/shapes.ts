/** Curbline in the shapes in which it keeps tracks, each with where its disks are and how its backup is made. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DataSource } from 'typeorm';
import { Redis } from 'ioredis';
import { readDemoCredentials, type DemoCredentials } from '../../../src/demo/credentials.js';
import { startPostgres, startRedis } from '../../../tools/test-services.mjs';
import { Program, runCommand } from '../../faults/program.js';
import { ReverseProxy } from '../../faults/reverse-proxy.js';
import { preparedFolder } from '../../prepared-data.js';
import { plantInDatabase, plantInRedis } from './control.js';
import type { Place } from './needles.js';

export interface Shape {
  readonly name: string;
  readonly url: string;
  readonly credentials: DemoCredentials;
  /** Where bytes may lie, each with a name for the report. */
  readonly disks: readonly { readonly name: string; readonly folder: string }[];
  /** Keeps a track in clear and erases it, as earlier programs did. */
  plant(place: Place): Promise<void>;
  /** `kill -9` of every process that keeps tracks, and their start. */
  crash(): Promise<void>;
  /** Makes the backup that docs/install.md tells to make, into a folder. */
  backUp(folder: string): Promise<void>;
  stop(): Promise<void>;
}

const logFile = (home: string): string => join(home, 'programs.log');

/** One process with the embedded database. */
export async function embedded(): Promise<Shape> {
  const home = mkdtempSync(join(tmpdir(), 'curbline-scan-'));
  const dataDir = join(home, 'data');
  cpSync(await preparedFolder(), dataDir, { recursive: true });
  const program = await oneProgram(home, { DATA_DIR: dataDir });
  return {
    name: 'one process, embedded database',
    url: program.url,
    credentials: await credentialsIn(dataDir),
    disks: [{ name: 'data folder', folder: dataDir }],
    async plant(place) {
      await program.end('SIGTERM');
      await plantInDatabase({ dataDir }, place);
      await program.start();
    },
    crash: () => killed(program),
    async backUp(folder) {
      await program.end('SIGTERM');
      mkdirSync(folder, { recursive: true });
      execFileSync('tar', ['--exclude-caches', '-cf', join(folder, 'backup.tar'), '-C', home, 'data']);
    },
    async stop() {
      await program.end();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** One process on PostgreSQL, whose server writes every statement with its values into its log. */
export async function onPostgres(): Promise<Shape> {
  const postgres = available(await startPostgres({ durable: true }));
  await talkative(postgres.url);
  const home = mkdtempSync(join(tmpdir(), 'curbline-scan-'));
  const dataDir = join(home, 'data');
  const program = await oneProgram(home, { DATA_DIR: dataDir, DATABASE_URL: postgres.url });
  return {
    name: 'one process, PostgreSQL',
    url: program.url,
    credentials: await credentialsIn(dataDir),
    disks: [
      { name: 'PostgreSQL’s cluster and log', folder: dirname(postgres.log) },
      { name: 'data folder', folder: dataDir },
    ],
    plant: (place) => plantInDatabase({ url: postgres.url }, place),
    crash: () => killed(program),
    backUp: (folder) => dump(postgres.url, folder),
    async stop() {
      await program.end();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * The four services on PostgreSQL and a Redis that writes both of its files, with the keys in another that writes
 * neither. Two copies of geofence-service, so that they share the tracks.
 */
export async function services(): Promise<Shape> {
  const postgres = available(await startPostgres({ durable: true }));
  const redis = available(await startRedis({ args: persistentRedis }));
  const keys = available(await startRedis());
  const home = mkdtempSync(join(tmpdir(), 'curbline-scan-'));
  await talkative(postgres.url);
  await runCommand(['node', 'dist/src/cli/seed.js'], { DATA_DIR: home, DATABASE_URL: postgres.url });
  const env = {
    DATABASE_URL: postgres.url,
    REDIS_URL: redis.url,
    TRACK_KEYS_URL: keys.url,
    PUBLIC_URL: 'http://localhost',
    TRUST_PROXY: 'loopback',
  };
  const begin = (service: string, n: number): Promise<Program> =>
    Program.start({
      name: `${service} ${n}`,
      command: ['node', `apps/${service}/dist/main.js`],
      env,
      logFile: logFile(home),
      onDied: () => {},
    });
  const orders = await begin('order-service', 1);
  const fences = await Promise.all([begin('geofence-service', 1), begin('geofence-service', 2)]);
  const notifications = await begin('notification-service', 1);
  const gateway = await begin('gateway', 1);
  const proxy = new ReverseProxy({
    'order-service': [orders.port],
    'geofence-service': fences.map(({ port }) => port),
    'notification-service': [notifications.port],
    gateway: [gateway.port],
  });
  const url = await proxy.listen();
  return {
    name: 'four services, PostgreSQL, Redis with snapshots and append-only file',
    url,
    credentials: await credentialsIn(home),
    disks: [
      { name: 'PostgreSQL’s cluster and log', folder: dirname(postgres.log) },
      { name: 'Redis’ snapshot and append-only file', folder: await folderOf(redis.url) },
      { name: 'the keys’ Redis', folder: await folderOf(keys.url) },
      { name: 'logs of the services', folder: home },
    ],
    plant: async (place) => {
      await plantInDatabase({ url: postgres.url }, place);
      await plantInRedis(redis.url, place);
    },
    async crash() {
      await Promise.all(fences.map((fence) => fence.end()));
      await Promise.all(fences.map((fence) => fence.start()));
    },
    async backUp(folder) {
      await dump(postgres.url, folder);
      await snapshot(redis.url);
      copyFileSync(join(await folderOf(redis.url), 'dump.rdb'), join(folder, 'dump.rdb'));
    },
    async stop() {
      await Promise.all([orders, ...fences, notifications, gateway].map((program) => program.end('SIGTERM')));
      await proxy.close();
      await Promise.all([postgres.stop(), redis.stop(), keys.stop()]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const oneProgram = (home: string, env: Record<string, string>): Promise<Program> =>
  Program.start({
    name: 'curbline',
    command: ['node', 'dist/src/main.js'],
    env,
    logFile: logFile(home),
    onDied: () => {},
  });

async function killed(program: Program): Promise<void> {
  await program.end();
  await program.start();
}

export const persistentRedis = (password: string): string[] => [
  ...['--requirepass', password, '--save', '1 1', '--appendonly', 'yes', '--appendfsync', 'always'],
];

async function credentialsIn(folder: string): Promise<DemoCredentials> {
  const credentials = await readDemoCredentials(folder);
  if (!credentials) throw new Error('the program made no demo');
  return credentials;
}

/** The worst that an administrator may switch on. */
async function talkative(url: string): Promise<void> {
  const server = new DataSource({ type: 'postgres', url, installExtensions: false });
  await server.initialize();
  try {
    await server.query("ALTER SYSTEM SET log_statement = 'all'");
    await server.query('SELECT pg_reload_conf()');
  } finally {
    await server.destroy();
  }
}

async function dump(url: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  execFileSync('pg_dump', ['--format=plain', '--file', join(folder, 'backup.sql'), url]);
  // A base backup has the files and the log as they are.
  execFileSync('pg_basebackup', ['-d', url, '-D', join(folder, 'base'), '-X', 'stream', '-c', 'fast']);
}

async function folderOf(url: string): Promise<string> {
  const redis = new Redis(url);
  try {
    return ((await redis.config('GET', 'dir')) as string[])[1] ?? '';
  } finally {
    redis.disconnect();
  }
}

async function snapshot(url: string): Promise<void> {
  const redis = new Redis(url);
  try {
    // One may be under way by itself.
    while (/rdb_bgsave_in_progress:1/.test(await redis.info('persistence')));
    await redis.save();
  } finally {
    redis.disconnect();
  }
}

function available<Service extends object>(service: Service | { missing: string }): Service {
  if ('missing' in service) throw new Error(service.missing);
  return service;
}
