/** Whoever is no screen of ours at the boards' socket: what they get, how long they stay, and whom they disturb. */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Sessions } from '@curbline/access';
import type { CookieJar } from '@curbline/simulation';
import { Running, until } from '../e2e/running.js';
import { TestBoard } from '../e2e/test-board.js';
import { frame, helloPacket, text, upgradeRequest } from './fuzz/frames.js';
import { MODES, assault } from './fuzz/unpaced.js';

/** Addresses of the loopback, one for each test: what one used up the next one has. Only Linux has them. */
let place = 0;
const somewhere = (): string => `127.55.0.${(place += 1)}`;

/** A raw connection that notes what it hears. */
class Raw {
  heard = '';
  closed = false;
  private constructor(readonly socket: Socket) {
    socket.on('data', (bytes: Buffer) => (this.heard += bytes.toString('latin1')));
    socket.on('error', () => {});
    socket.on('close', () => (this.closed = true));
  }

  static async to(url: string, from: string, first: Buffer | string): Promise<Raw> {
    const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', localAddress: from });
    const raw = new Raw(socket);
    await new Promise((resolve) => socket.once('connect', resolve));
    socket.write(first);
    return raw;
  }

  get status(): number {
    return Number(/^HTTP\/1\.1 (\d+)/.exec(this.heard)?.[1]);
  }
}

const unknown = (n: number): string => `curbline-device=lyon-confluence.${String(n).padStart(22, 'A')}`;

describe('a stranger at the boards’ socket', () => {
  let running: Running;
  let walls: CookieJar[] = [];
  beforeAll(async () => {
    running = await Running.start();
    walls = [await running.device('wall'), await running.device('wall')];
  }, 120_000);
  afterAll(() => running.close(), 30_000);

  const upgraded = async (from: string, cookie = ''): Promise<Raw> => {
    const raw = await Raw.to(running.url, from, upgradeRequest(cookie, from));
    await until('an answer', () => raw.heard.includes('"sid"') || raw.closed);
    return raw;
  };

  it('is told that it is no screen, and the line ends', async () => {
    const raw = await upgraded(somewhere());
    raw.socket.write(helloPacket());
    await until('the refusal', () => raw.heard.includes('"not-signed-in"'));
    await until('the end', () => raw.closed, 2_000);
  });

  it.each([
    ['hellos', helloPacket()],
    ['hellos to nowhere', text('40/nowhere,{}')],
    ['pongs', text('3')],
    ['acknowledgements', text('43/board,1[]')],
    ['WebSocket pings', frame({ opcode: 9, payload: Buffer.from('x') })],
    ['WebSocket pongs', frame({ opcode: 10, payload: Buffer.from('x') })],
  ])('is cut off after a few packets, were they %s', async (_what, packet) => {
    const asked = vi.spyOn(running.app.get(Sessions), 'board');
    const raw = await upgraded(somewhere());
    raw.socket.write(Buffer.concat(Array.from({ length: 500 }, () => packet)));
    await until('the end', () => raw.closed, 1_500);
    expect(asked.mock.calls.length).toBeLessThanOrEqual(4);
    expect(raw.heard.length).toBeLessThan(2_000);
    asked.mockRestore();
  });

  it('is cut off when it says nothing, within seconds', async () => {
    const raw = await upgraded(somewhere());
    await until('the end', () => raw.closed, 6_500);
  }, 10_000);

  it('has few lines at once, and holds nobody else’s: 62 screens of the same address come and stay', async () => {
    const from = somewhere();
    const jars: CookieJar[] = [];
    while (jars.length < 31) jars.push(await running.device('handheld'));
    const silent = await Promise.all(Array.from({ length: 60 }, () => upgraded(from)));
    expect(silent.filter(({ status }) => status === 101)).toHaveLength(8);
    expect(new Set(silent.map(({ status }) => status))).toEqual(new Set([101, 429]));
    const screens = await Promise.all([...jars, ...jars].map((jar) => upgraded(from, jar.header())));
    for (const screen of screens) screen.socket.write(helloPacket());
    await until('all screens are live', () => screens.every(({ heard }) => heard.includes('"live"')));
    await sleep(1_000);
    expect(screens.filter(({ closed }) => closed)).toEqual([]);
    for (const { socket } of [...screens, ...silent]) socket.destroy();
  }, 60_000);

  it('that tries cookie after cookie is looked up slowly, and a screen beside it passes all the same', async () => {
    const from = somewhere();
    const jar = await running.device('wall');
    let [atOnce, most] = [0, 0];
    const sessions = running.app.get(Sessions);
    const look = sessions.device.bind(sessions);
    const asked = vi.spyOn(sessions, 'device').mockImplementation(async (cookie) => {
      most = Math.max(most, (atOnce += 1));
      return look(cookie).finally(() => (atOnce -= 1));
    });
    const startedAt = performance.now();
    const tries = await Promise.all(
      Array.from({ length: 360 }, (_, n) => Raw.to(running.url, from, upgradeRequest(unknown(n), from))),
    );
    // A screen that this process has never seen.
    const screen = await upgraded(from, jar.header());
    expect(screen.status).toBe(101);
    await until('all answered', () => tries.every(({ closed, heard }) => closed || heard.includes('"sid"')));
    expect(most).toBeLessThanOrEqual(9);
    expect(performance.now() - startedAt).toBeGreaterThan(300 * 5);
    asked.mockRestore();
    for (const { socket } of [...tries, screen]) socket.destroy();
  }, 30_000);

  it('that becomes a screen is one at once', async () => {
    const from = somewhere();
    const refused = await upgraded(from, unknown(1));
    refused.socket.write(helloPacket());
    await until('refused', () => refused.closed);
    const screen = await upgraded(from, (await running.device('wall')).header());
    screen.socket.write(helloPacket());
    await until('live', () => screen.heard.includes('"live"'));
    screen.socket.destroy();
  });

  it('gets no polled line, which a screen does', async () => {
    const ask = 'GET /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\n';
    const raw = await Raw.to(running.url, somewhere(), `${ask}\r\n`);
    await until('refused', () => raw.closed);
    expect(raw.status).toBe(401);
    const board = TestBoard.connect(running.url, walls[0]!.header(), running.store.id, {
      transports: ['polling'],
    });
    await until('live', () => board.live !== undefined);
    board.close();
  });

  it.each([
    ['an unknown line', 'GET /socket.io/?EIO=4&transport=polling&sid=AAAAAAAAAAAAAAAAAAAA', '', 400],
    ['another protocol', 'GET /socket.io/?EIO=3&transport=polling', '', 400],
    ['no transport', 'GET /socket.io/', '', 400],
    ['another site', 'GET /socket.io/?EIO=4&transport=polling', 'Origin: https://elsewhere.example\r\n', 403],
    ['nobody', 'GET /socket.io/?EIO=4&transport=polling', '', 401],
    [
      'an upgrade of a line that is not',
      'GET /socket.io/?EIO=4&transport=websocket&sid=AAAAAAAAAAAAAAAAAAAA',
      'Connection: Upgrade\r\nUpgrade: websocket\r\n',
      400,
    ],
    [
      'an upgrade by another site',
      'GET /socket.io/?EIO=4&transport=websocket',
      'Connection: Upgrade\r\nUpgrade: websocket\r\nOrigin: https://elsewhere.example\r\n',
      403,
    ],
    [
      'an upgrade without a key',
      'GET /socket.io/?EIO=4&transport=websocket',
      'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n',
      400,
    ],
    ['an upgrade elsewhere', 'GET /nowhere', 'Connection: Upgrade\r\nUpgrade: websocket\r\n', 404],
    ['HTTP/2 in clear, for a page', 'GET /health/live', 'Connection: Upgrade\r\nUpgrade: h2c\r\n', 200],
  ])('answers %s with the headers of every answer', async (_who, line, headers, status) => {
    const raw = await Raw.to(
      running.url,
      somewhere(),
      `${line} HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n`,
    );
    await until('an answer', () => raw.heard.includes('\r\n\r\n'));
    expect(raw.status).toBe(status);
    expect(raw.heard.toLowerCase()).toMatch(/x-content-type-options: nosniff/);
    expect(raw.heard.toLowerCase()).toMatch(/content-security-policy: default-src/);
    if (line.includes('/socket.io')) {
      expect(raw.heard).toContain('application/problem+json');
      await until('the end', () => raw.closed, 2_000);
    }
    raw.socket.destroy();
  });

  it('cannot keep a screen from its line by knowing the cookie of another screen', async () => {
    const lines: Raw[] = [];
    for (let n = 0; n < 10; n += 1) lines.push(await upgraded(somewhere(), walls[0]!.header()));
    await until('the oldest made room', () => lines.filter(({ closed }) => closed).length === 4);
    expect(lines.slice(0, 4).every(({ closed }) => closed)).toBe(true);
    const other = await upgraded(somewhere(), walls[1]!.header());
    other.socket.write(helloPacket());
    await until('live', () => other.heard.includes('"live"'));
    for (const { socket } of [...lines, other]) socket.destroy();
  });

  it('stops nobody, as fast as sockets go', async () => {
    const board = await TestBoard.open(running.url, walls[1]!, running.store.id);
    await until('live', () => board.live !== undefined);
    const port = Number(new URL(running.url).port);
    const attacks = MODES.filter((mode) => !/pipelined|unread/.test(mode));
    for (const mode of attacks)
      await assault({ port, mode, sockets: 40, forMs: 400, addresses: 1, cookies: [walls[0]!.header()] });
    const { order } = await running.order();
    await until('the good board sees an order', () => board.cards.has(order.id));
    expect([board.closed, board.faults]).toEqual([false, []]);
    expect((await fetch(`${running.url}/health/live`)).status).toBe(200);
    board.close();
  }, 60_000);
});
