/** What one connection may ask for and how long it may stay, as a hostile stranger tries it: as fast as it goes. */
import { afterEach, describe, expect, it } from 'vitest';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { EdgeProgram, type RawLine, statuses } from './edge/edge-program.js';

let edge: EdgeProgram;
afterEach(() => edge.close());

describe('a connection', () => {
  it('that sends ten thousand requests in one go gets a few answers and is ended', async () => {
    edge = await EdgeProgram.start();
    const { socket, heard, ended } = await edge.dial();
    socket.write('GET /v1/open HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(10_000));
    await ended;
    const answers = statuses(heard());
    expect(answers.length).toBeLessThanOrEqual(200);
    expect(answers.at(-1)).toBe(429);
  });

  it('whose upgrade is refused is gone, also when it goes on talking', async () => {
    edge = await EdgeProgram.start({ limits: { perAddress: 3 } });
    edge.app.getHttpServer().on('upgrade', (_request: unknown, socket: Socket) => void socket.destroy());
    const upgrade =
      'GET /socket.io/ HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    const lines = await Promise.all(Array.from({ length: 30 }, () => edge.dial()));
    for (const { socket } of lines) socket.write(upgrade + 'x'.repeat(10_000));
    await Promise.all(lines.map(({ ended }) => ended));
    const open = (): Promise<number> =>
      new Promise((resolve) =>
        edge.app.getHttpServer().getConnections((_error: unknown, count: number) => resolve(count)),
      );
    await expect.poll(open, { timeout: 8_000 }).toBe(0);
    expect(lines.filter(({ heard }) => heard().startsWith('HTTP/1.1 429')).length).toBeGreaterThan(0);
  });

  it('ends after a thousand requests, as it says', async () => {
    edge = await EdgeProgram.start({ limits: { perAddress: 10_000 } });
    const { socket, heard, ended } = await edge.dial();
    let sent = 0;
    const next = (): void => {
      sent += 1;
      socket.write('GET /v1/open HTTP/1.1\r\nHost: x\r\n\r\n');
    };
    socket.on('data', next);
    next();
    await ended;
    expect(sent).toBeGreaterThanOrEqual(1_000);
    expect(heard().match(/connection: close/gi)).toHaveLength(1);
  }, 30_000);

  it('of a trusted proxy carries the requests of everybody, however many', async () => {
    edge = await EdgeProgram.start({ trustProxy: ['loopback'] });
    const { socket, heard, ended } = await edge.dial();
    for (let sent = 1; sent <= 5_000; sent += 1) {
      const answered = new Promise((resolve) => socket.once('data', resolve));
      socket.write(`GET /v1/open HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.${sent % 200}\r\n\r\n`);
      await Promise.race([answered, ended]);
      if (socket.destroyed) break;
    }
    expect(socket.destroyed).toBe(false);
    const answers = statuses(heard());
    expect(answers).toHaveLength(5_000);
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(heard()).not.toMatch(/connection: close/i);
  }, 60_000);

  it.each([
    ['says nothing', ''],
    ['stops in the middle of its head', 'GET /v1/open HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['asks once and then stays', 'GET /v1/open HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])(
    'that %s is ended within ten seconds',
    async (_what, bytes) => {
      edge = await EdgeProgram.start();
      const { socket, ended } = await edge.dial();
      const from = performance.now();
      if (bytes) socket.write(bytes);
      await ended;
      expect(performance.now() - from).toBeLessThan(10_500);
    },
    20_000,
  );

  it('is one of so many, of all callers and of one address', async () => {
    edge = await EdgeProgram.start({ limits: { connectionsPerAddress: 5 } });
    const openOf = (lines: readonly RawLine[]): number =>
      lines.filter(({ socket }) => !socket.destroyed && socket.readyState === 'open').length;
    const lines = await Promise.all(Array.from({ length: 12 }, () => edge.dial()));
    await expect.poll(() => openOf(lines), { timeout: 8_000 }).toBeLessThanOrEqual(5);
    await sleep(200);
    expect(openOf(lines)).toBe(5);
    await edge.close();
    edge = await EdgeProgram.start({ limits: { connections: 3 } });
    const more = await Promise.all(Array.from({ length: 6 }, () => edge.dial()));
    await expect.poll(() => openOf(more), { timeout: 8_000 }).toBeLessThanOrEqual(3);
    await sleep(200);
    expect(openOf(more)).toBe(3);
  });
});
