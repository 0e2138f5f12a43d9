/** Boards and customers' pages that open a line and read nothing: what waits for them is bounded, and then they go. */
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ProgressBus } from '@curbline/messaging';
import type { Progress, StoreEvent } from '@curbline/contracts/events';
import { BoardConnections } from '../../apps/gateway/src/boards/board-connections.js';
import { CookieJar } from '@curbline/simulation';
import { Running, until } from '../e2e/running.js';
import { TestBoard } from '../e2e/test-board.js';
import { helloPacket, upgradeRequest } from './fuzz/frames.js';

let running: Running;
const sockets: Socket[] = [];
beforeAll(async () => {
  running = await Running.start();
}, 120_000);
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await running.close();
}, 30_000);

/** A connection that reads until it has heard `word`, and never again. */
async function deafAfter(word: string, first: Buffer | string, then?: [string, Buffer]): Promise<void> {
  const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  let heard = '';
  await new Promise<void>((resolve) => {
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
      if (then && heard.includes(then[0])) {
        socket.write(then[1]);
        then = undefined;
      }
      if (heard.includes(word)) {
        socket.pause();
        resolve();
      }
    });
    socket.write(first);
  });
}

const streams = async (): Promise<number> => {
  const text = await (await fetch(`${running.url}/metrics`)).text();
  return Number(/^curbline_status_streams(?:\{.*?\})? (\d+)/m.exec(text)?.[1]);
};

it('a board that does not read is cut off, and one beside it goes on', async () => {
  const deaf = await running.device('wall');
  const good = await TestBoard.open(running.url, await running.device('wall'), running.store.id);
  await until('the good board is live', () => good.live !== undefined);
  await deafAfter('"live"', upgradeRequest(deaf.header(), '127.0.0.1'), ['"sid"', helloPacket()]);
  const boards = [...running.app.get(BoardConnections, { strict: false }).all];
  expect(boards).toHaveLength(2);
  const page = [{ seq: 1, payload: {}, note: 'x'.repeat(100_000) }] as unknown as StoreEvent[];
  let sent = 0;
  // The kernel takes a few megabytes before it says that nobody reads.
  for (; sent < 300 && boards.every(({ connected }) => connected); sent += 1) {
    for (const board of boards) board.emit('events', page);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  expect(boards.filter(({ connected }) => connected)).toHaveLength(1);
  expect(sent).toBeLessThan(300);
  expect(good.closed).toBe(false);
  good.close();
}, 30_000);

it('a customer’s page that does not read is cut off', async () => {
  const { order, customerLink } = await running.order();
  const jar = new CookieJar(running.url);
  await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
  await jar.send('POST', `/v1/trips/${order.tripId}/start`, { sharing: false });
  const head = `GET /v1/trips/${order.tripId}/events HTTP/1.1\r\nHost: localhost\r\nCookie: ${jar.header()}\r\n\r\n`;
  await deafAfter('event: status', head);
  expect(await streams()).toBe(1);
  const { tripId } = order;
  const progress = {
    storeId: running.store.id,
    tripId,
    at: 1,
    lastSeenAt: 1,
    band: 'far',
  } as unknown as Progress;
  let told = 0;
  // The last of each turn of the loop is delivered; the kernel takes a few megabytes before nobody reads.
  for (; told < 100 && (await streams()) > 0; told += 1) {
    for (let n = 0; n < 2_000; n += 1) {
      running.app.get(ProgressBus).publish(progress);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  expect(told).toBeLessThan(100);
}, 60_000);

it('one address has twenty streams, whatever trips they are of, and the next is told to wait', async () => {
  const open: AbortController[] = [];
  const statuses: number[] = [];
  for (let trip = 0; trip < 5; trip += 1) {
    const { order, customerLink } = await running.order();
    const jar = new CookieJar(running.url);
    await jar.send('POST', '/v1/link', { token: customerLink.split('#')[1] });
    for (let page = 0; page < 5; page += 1) {
      const abort = new AbortController();
      open.push(abort);
      const headers = { cookie: jar.header() };
      const response = await fetch(`${running.url}/v1/trips/${order.tripId}/events`, {
        headers,
        signal: abort.signal,
      });
      statuses.push(response.status);
    }
  }
  expect(statuses.filter((status) => status === 200)).toHaveLength(20);
  expect(statuses.slice(20)).toEqual([429, 429, 429, 429, 429]);
  for (const abort of open) abort.abort();
  await until('all have gone', async () => (await streams()) === 0);
}, 30_000);
