/** A flood from another thread, as fast as it goes, and the question whether the program lives. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '@curbline/platform';

@Module({})
class NothingModule {}

/** Twenty connections at a time, each with 500 requests in one go. */
const FLOOD = `
const { connect } = require('node:net');
const { workerData: { port, path } } = require('node:worker_threads');
const flood = () => {
  const socket = connect(port, '127.0.0.1');
  socket.on('connect', () => socket.write(('GET ' + path + ' HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n').repeat(500)));
  socket.on('data', () => {});
  socket.on('error', () => {});
  socket.on('close', () => setImmediate(flood));
};
for (let i = 0; i < 20; i += 1) flood();
`;

let app: NestFastifyApplication;
let port = 0;
beforeAll(async () => {
  app = await createApplication(NothingModule, {
    name: 'flood',
    publicUrl: 'https://pickup.example',
    handleSignals: false,
    log: { level: 'silent' },
  });
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
  // The first reader waits until the description is made.
  await fetch(`http://127.0.0.1:${port}/docs-json`);
});
afterAll(() => app.close());

/** A path with the longest that 95 of 100 health checks may take, ms. Without the budgets one took 17 s. */
it.each([
  // Large answers: the suite runs this beside another tier, on two cores.
  ['/docs-json', 3_000],
  ['/nothing', 1_000],
  ['/%', 1_000],
  ['/socket.io/?EIO=4&transport=polling', 1_000],
])(
  'a flood of %s keeps no health check waiting',
  async (path, mostMs) => {
    const flood = new Worker(FLOOD, { eval: true, workerData: { port, path } });
    const took: number[] = [];
    const until = Date.now() + 3_000;
    while (Date.now() < until) {
      const from = performance.now();
      const response = await fetch(`http://127.0.0.1:${port}/health/live`);
      expect([response.status, await response.json()]).toEqual([200, { status: 'live' }]);
      took.push(performance.now() - from);
      await sleep(20);
    }
    await flood.terminate();
    expect(took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)]).toBeLessThan(mostMs);
  },
  30_000,
);
