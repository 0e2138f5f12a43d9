import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SeededRandom } from '@curbline/testkit';
import { MANY_CONNECTIONS, Running, until } from '../e2e/running.js';
import { TestBoard } from '../e2e/test-board.js';
import { attack, SlowConnections } from './fuzz/attacker.js';

/** The short form; `npm run fuzz:socket` sends 100,000 and measures what they cost. */
const SEED = Number(process.env['SEED'] ?? 20_260_311);
const PACKETS = 2_000;

describe('the boards’ socket under malformed packets', () => {
  let running: Running;
  beforeAll(async () => {
    running = await Running.start({ connectionLimits: MANY_CONNECTIONS });
  }, 60_000);
  afterAll(() => running.close(), 30_000);

  /** A reset before the handshake is over: the line has no address any more, and that ended the program once. */
  it('bears phones that hang up in the very moment in which their line opens', async () => {
    const { port } = new URL(running.url);
    const ask = 'GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n\r\n';
    for (let n = 0; n < 200; n += 1) {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(ask, () => socket.resetAndDestroy());
      });
      socket.on('error', () => {});
      await new Promise((closed) => socket.once('close', closed));
    }
    expect((await fetch(`${running.url}/health/ready`)).status).toBe(200);
  });

  it(`survives ${PACKETS} of them beside slow connections, and a good board sees everything (seed ${SEED})`, async () => {
    const jar = await running.device('wall');
    const target = { port: Number(new URL(running.url).port), cookie: jar.header() };
    const board = await TestBoard.open(running.url, jar, running.store.id);
    await until('the board is live', () => board.live !== undefined);
    const slow = new SlowConnections(target, 100, 200);
    const sent = await attack(target, new SeededRandom(SEED), { share: 30, perS: 5_000, packets: PACKETS });
    slow.end();
    for (const stage of ['http', 'frame', 'connected', 'live'] as const)
      expect(sent[stage]).toBeGreaterThan(20);
    expect(sent.http + sent.frame + sent.connected + sent.live).toBeGreaterThan(PACKETS - 1);
    expect(slow.opened).toBe(100);

    const { order } = await running.order();
    await until('the good board sees an order', () => board.cards.has(order.id));
    expect([board.closed, board.faults]).toEqual([false, []]);
    await until('it stands at the head of the log', async () => {
      const { head } = await board.probe();
      return head.epoch === board.position.epoch && head.seq === board.position.seq;
    });
    board.close();
  }, 60_000);
});
