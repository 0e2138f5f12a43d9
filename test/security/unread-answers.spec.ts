/** Requests by the thousand, pipelined on connections whose answers nobody reads. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '@curbline/platform';

@Module({})
class NothingModule {}

let app: NestFastifyApplication;
let port = 0;
beforeAll(async () => {
  app = await createApplication(NothingModule, {
    name: 'unread',
    publicUrl: 'https://pickup.example',
    handleSignals: false,
    log: { level: 'silent' },
  });
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
});
afterAll(() => app.close());

function deafCaller(path: string): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.pause();
  socket.on('error', () => {});
  const many = `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`.repeat(500);
  const write = (): void => {
    while (!socket.destroyed && socket.write(many));
    if (!socket.destroyed) socket.once('drain', write);
  };
  socket.on('connect', write);
  return socket;
}

it.each(['/docs-json', '/nothing', '/assets/none.js'])(
  'a caller who floods %s and reads nothing is cut off, and the program answers others',
  async (path) => {
    const callers = Array.from({ length: 10 }, () => deafCaller(path));
    const closed = callers.map((socket) => new Promise<void>((done) => socket.once('close', () => done())));
    await sleep(1_000);
    const response = await fetch(`http://127.0.0.1:${port}/health/live`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'live' }]);
    await Promise.all(closed);
  },
  30_000,
);
