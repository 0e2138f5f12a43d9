/**
 * What docker-compose.yml would start, without Docker: its own commands, variables and health checks, two of each
 * service, and the real Caddy with deploy/Caddyfile before them; restarted one by one under load, and with clocks
 * that disagree.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PlacedOrder } from '@curbline/contracts/http';
import { CookieJar } from '@curbline/simulation';
import { until } from '../e2e/running.js';
import { TestBoard } from '../e2e/test-board.js';
import { enrolWall } from '../security/fuzz/good-board.js';
import { healthCommand, readCompose, serviceOf } from './compose-file.js';
import { manyProcesses, type ManyProcesses } from './many-processes.js';
import { runCommand } from './program.js';
import { SEED, ShortRun } from './short-runs.js';

const compose = readCompose({ DATABASE_PASSWORD: 'database1', REDIS_PASSWORD: 'redis1' });

const TRIP = '/v1/trips/7f7f7f7f-7f7f-4f7f-8f7f-7f7f7f7f7f7f';

describe('four services as docker-compose.yml has them, behind Caddy', () => {
  const run = new ShortRun<ManyProcesses>();
  let cluster: ManyProcesses;
  beforeAll(async () => {
    cluster = await run.begin(manyProcesses, { movableClocks: true });
  }, 120_000);
  afterAll(() => run.end(), 60_000);

  const shop = (): { authorization: string } => ({ authorization: `Bearer ${cluster.credentials.apiKey}` });

  it('are healthy by the words of the file, and ill when they do not answer', async () => {
    const healthOf = (service: string, from: string, to: string): string[] =>
      healthCommand(serviceOf(compose, service)).map((word) => word.replace(from, to));
    for (const { name, port } of cluster.programs) {
      const check = healthOf(name.split(' ')[0] ?? '', '127.0.0.1:3000', `127.0.0.1:${port}`);
      await runCommand(check, {});
    }
    const nobody = healthOf('gateway', '127.0.0.1:3000', '127.0.0.1:9');
    await expect(runCommand(nobody, {})).rejects.toThrow('failed (1)');

    await runCommand(healthOf('proxy', ':2020', `:${cluster.caddy?.alivePort}`), {});
    const [postgres, redis] = [new URL(cluster.postgres.url), new URL(cluster.redis.url)];
    await runCommand(healthOf('postgres', 'none', ''), { PGPORT: postgres.port });
    const { environment } = serviceOf(
      readCompose({ DATABASE_PASSWORD: 'x', REDIS_PASSWORD: redis.password }),
      'redis',
    );
    const ping = healthOf('redis', 'redis-cli', `redis-cli -p ${redis.port}`);
    await runCommand(ping, environment);
    await expect(runCommand(ping, { REDISCLI_AUTH: 'wrong' })).rejects.toThrow('failed (1)');
  }, 60_000);

  it.each(['order-service', 'geofence-service', 'notification-service', 'gateway'])(
    'do not start without a database: %s says what is missing',
    async (name) => {
      const { command = [], environment } = serviceOf(compose, name);
      await expect(runCommand(command, { ...environment, DATABASE_URL: '', REDIS_URL: '' })).rejects.toThrow(
        /DATABASE_URL is not set.*\s.*REDIS_URL is not set/,
      );
    },
    30_000,
  );

  it('carry thousands of requests over the few lines that Caddy keeps to them', async () => {
    const answers = new Map<number, number>();
    const phone = async (lane: number): Promise<void> => {
      for (let n = 0; n < 1_000; n += 1) {
        const headers = { 'x-forwarded-for': `10.${lane}.${n >> 8}.${n & 255}` };
        const { status } = await fetch(`${cluster.direct}/v1/stores/lyon-confluence/board`, { headers });
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: 6 }, (_, lane) => phone(lane)));
    expect([...answers]).toEqual([[401, 6_000]]);
  }, 180_000);

  it.each([
    ['GET', '/', 200],
    ['GET', '/p', 200],
    ['GET', '/board', 200],
    ['GET', '/manager', 200],
    ['GET', '/robots.txt', 200],
    ['GET', '/favicon.svg', 200],
    ['GET', `${TRIP}/events`, 401],
    ['POST', `${TRIP}/fixes`, 401],
    ['GET', '/v1/stores/lyon-confluence/fence-health', 401],
    ['GET', '/v1/stores/lyon-confluence/board', 401],
    ['GET', TRIP, 401],
    ['GET', '/socket.io/?EIO=4&transport=polling', 401],
    // Of the inside alone.
    ['GET', '/metrics', 404],
    ['GET', '/health/ready', 404],
    ['GET', '/health/live', 404],
  ])('are reached by one address: %s %s is answered %i', async (method, path, status) => {
    const response = await fetch(`${cluster.direct}${path}`, {
      method,
      ...(method === 'POST' ? { headers: { 'content-type': 'application/json' }, body: '{}' } : {}),
    });
    expect([path, response.status]).toEqual([path, status]);
    if (path === '/metrics') expect(await response.text()).toBe('');
  });

  it('push to the customer through the proxy as things happen', async () => {
    const place = await fetch(`${cluster.direct}/v1/orders`, {
      method: 'POST',
      headers: { ...shop(), 'content-type': 'application/json', 'idempotency-key': 'as-deployed-1' },
      body: JSON.stringify({
        storeId: cluster.credentials.stores[0]?.id,
        customer: { firstName: 'Alix' },
        itemsCount: 1,
        state: 'placed',
      }),
    });
    const { order, customerLink } = (await place.json()) as PlacedOrder;
    expect(customerLink).toMatch(/^https:\/\/localhost\/p#/);
    const jar = new CookieJar(cluster.direct);
    await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
    expect(jar.header()).toContain('__Host-');

    const stream = await jar.fetch(`/v1/trips/${order.tripId}/events`, {
      signal: AbortSignal.timeout(20_000),
    });
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    const heard = async (word: string): Promise<number> => {
      const from = performance.now();
      for (let text = ''; !text.includes(word);) {
        const { value, done } = (await reader?.read()) ?? { done: true };
        if (done) throw new Error(`the stream ended before it said ${word}`);
        text += value;
      }
      return performance.now() - from;
    };
    await heard('"placed"');
    const told = heard('"ready"');
    await fetch(`${cluster.direct}/v1/orders/${order.id}/ready`, {
      method: 'POST',
      headers: { ...shop(), 'idempotency-key': 'as-deployed-2' },
    });
    expect(await told).toBeLessThan(2_000);
    await reader?.cancel();
  }, 30_000);

  it('make every board forget what it showed once the operator says that a backup was restored', async () => {
    const { direct, credentials, postgres } = cluster;
    const storeId = credentials.stores[0]?.id ?? '';
    const wall = await enrolWall(direct, credentials);
    const board = await TestBoard.open(direct, wall, storeId);
    await until('the board is live', () => board.live !== undefined);
    const admin = ['node', 'dist/src/cli/admin.js', 'restored'];
    expect(await runCommand(admin, { DATABASE_URL: postgres.url })).toContain('new picture');
    await until('the board is told to start anew', () => board.resync === 'epoch');
    const again = await TestBoard.open(direct, wall, storeId);
    await until('it is live again', () => again.live !== undefined);
    expect(again.position.epoch).not.toBe(board.position.epoch);
    again.close();
  }, 30_000);

  it(`lose no acknowledged command, and no board is wrong, while each process is restarted (seed ${SEED})`, async () => {
    const { breaches, figures } = await run.through(['rolling restart of every process']);
    expect(breaches).toEqual([]);
    expect(figures).toMatchObject({ faults: 1, kills: 0 });
    expect(figures.acknowledged).toBeGreaterThan(50);
  }, 120_000);

  it(`keep the promise while copies disagree by five minutes about the time (seed ${SEED})`, async () => {
    const { breaches, figures } = await run.through([
      'clock 5 min ahead: order-service 1',
      'clock 5 min behind: all eight processes',
    ]);
    expect(breaches).toEqual([]);
    expect(figures.acknowledged).toBeGreaterThan(20);
  }, 120_000);
});
