/**
 * The request that opened a board's line carries the screen's cookie. Once the board is live nothing needs it any
 * more, and a line stays open for days: a dump of the memory, or a log that prints the wrong object, would show it.
 */
import { IncomingMessage } from 'node:http';
import { connect, type Socket } from 'node:net';
import v8 from 'node:v8';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MANY_CONNECTIONS, Running, until } from '../e2e/running.js';
import { TestBoard } from '../e2e/test-board.js';
import { helloPacket, upgradeRequest } from './fuzz/frames.js';

const LINES = 20;

let running: Running;
beforeAll(async () => {
  running = await Running.start({ connectionLimits: MANY_CONNECTIONS });
}, 60_000);
afterAll(() => running.close(), 30_000);

/** After a collection. */
const requestsHeld = (): number => v8.queryObjects(IncomingMessage, { format: 'count' });

it('a live line holds no request', async () => {
  const jar = await running.device('wall');
  const board = await TestBoard.open(running.url, jar, running.store.id);
  await until('the board is live', () => board.live !== undefined);
  const hello = helloPacket(board.position);
  board.close();

  const before = requestsHeld();
  const sockets: Socket[] = [];
  let live = 0;
  for (let n = 0; n < LINES; n += 1) {
    // By hand: a client of a library would hold messages of its own in this process.
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
    const awaited = ['"sid"', '"live"'];
    let heard = '';
    socket.on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
      while (awaited[0] !== undefined && heard.includes(awaited[0])) {
        if (awaited.shift() === '"sid"') socket.write(hello);
        else live += 1;
      }
    });
    socket.write(upgradeRequest(jar.header(), '127.0.0.1'));
    sockets.push(socket);
  }
  await until('all lines are live', () => live === LINES);

  // What was just at work on a request may hold it for a moment longer.
  await expect.poll(() => requestsHeld() - before, { timeout: 8_000, interval: 200 }).toBeLessThan(LINES / 4);
  for (const socket of sockets) socket.destroy();
}, 60_000);
