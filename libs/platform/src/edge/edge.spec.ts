/** The edge as a hostile stranger meets it: real connections, as fast as they go. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request as httpRequest } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Get, Module, UseGuards } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication, noteCaller, type PlatformInput, Public } from '../index.js';

class Known {
  canActivate(context: { switchToHttp(): { getRequest(): { headers: Record<string, unknown> } } }): boolean {
    const request = context.switchToHttp().getRequest();
    const session = /session=(\w+)/.exec(String(request.headers['cookie']))?.[1];
    if (session === undefined) return false;
    noteCaller(request, session);
    return true;
  }
}

@Controller('v1')
class EdgeController {
  @Get('open')
  @Public()
  open() {
    return { ok: true };
  }

  @Get('large')
  @Public()
  large() {
    return { text: 'a'.repeat(512 * 1024) };
  }

  @Get('inside')
  @UseGuards(Known)
  inside() {
    return { ok: true };
  }

  @Get('named/:name')
  @Public()
  named() {
    return { ok: true };
  }
}

@Module({ controllers: [EdgeController] })
class EdgeModule {}

let app: NestFastifyApplication;
let port = 0;
const sockets: Socket[] = [];

async function start(input: Partial<PlatformInput> = {}): Promise<void> {
  app = await createApplication(EdgeModule, {
    name: 'edge',
    publicUrl: 'https://pickup.example',
    handleSignals: false,
    log: { level: 'silent' },
    ...input,
  });
  await app.listen(0, '127.0.0.1');
  port = (app.getHttpServer().address() as AddressInfo).port;
}

async function dial(): Promise<{ socket: Socket; heard: () => string; ended: Promise<void> }> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  let text = '';
  socket.on('data', (part) => (text += part.toString('latin1')));
  socket.on('error', () => {});
  const ended = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, heard: () => text, ended };
}

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers });

const raw = async (bytes: string): Promise<string> => {
  const { socket, heard, ended } = await dial();
  socket.write(bytes);
  await Promise.race([ended, sleep(500)]);
  return heard();
};

const statuses = (text: string): number[] =>
  [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

beforeEach(() => void sockets.splice(0));
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await app.close();
});

describe('the budget of an address', () => {
  it.each([
    '/v1/open',
    '/docs-json',
    '/nothing/here',
    '/assets/nothing.js',
    '/socket.io/?EIO=4',
    '/%',
    '/metrics',
  ])('stands before all routing: %s', async (path) => {
    await start({ limits: { perAddress: 5 } });
    const agent = { host: '127.0.0.1', port, path };
    const answers: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      answers.push(
        await new Promise<number>((resolve, reject) => {
          httpRequest(agent, (answer) => resolve((answer.resume(), answer.statusCode ?? 0)))
            .on('error', reject)
            .end();
        }),
      );
    }
    expect(answers.slice(0, 5)).not.toContain(429);
    expect(answers.slice(5)).toEqual([429, 429, 429]);
    const refusal = await get('/v1/open', { 'accept-language': 'fr' });
    expect(await refusal.json()).toMatchObject({
      code: 'too-many-requests',
      title: 'Trop de requêtes, patientez',
    });
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refusal.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(refusal.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('stops neither the caller whom a guard let in, nor the question whether it lives', async () => {
    await start({ limits: { perAddress: 5, perCaller: 20 } });
    const cookie = 'session=anna';
    expect((await get('/v1/inside', { cookie })).status).toBe(200);
    for (let i = 0; i < 10; i += 1) await get('/v1/open');
    expect((await get('/v1/open')).status).toBe(429);
    expect((await get('/v1/inside', { cookie })).status).toBe(200);
    expect((await get('/v1/inside', { cookie: 'session=anna2' })).status).toBe(429);
    expect(await (await get('/health/live')).json()).toEqual({ status: 'live' });
    for (let i = 0; i < 20; i += 1) await get('/v1/inside', { cookie });
    expect((await get('/v1/inside', { cookie })).status).toBe(429);
  });

  it('is not dodged by junk beside a good cookie', async () => {
    await start({ limits: { perAddress: 30, perCaller: 10 } });
    const answers: number[] = [];
    for (let i = 0; i < 60; i += 1)
      answers.push((await get('/v1/inside', { cookie: `session=anna; junk=${i}` })).status);
    expect(answers.filter((status) => status === 200).length).toBeLessThanOrEqual(30);
  });

  it('holds for everybody at an address together, known or not', async () => {
    await start({ limits: { perNetwork: 10 } });
    const answers: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      answers.push((await get('/v1/inside', { cookie: `session=a${i}` })).status);
    }
    expect(answers.filter((status) => status === 429)).toHaveLength(5);
  });

  it('is spent sooner by large answers', async () => {
    await start({ limits: { perAddress: 50 } });
    let bytes = 0;
    for (let i = 0; i < 60; i += 1) {
      bytes += (await (await get('/v1/large')).arrayBuffer()).byteLength;
    }
    expect(bytes).toBeLessThan(8 * 512 * 1024);
    expect((await get('/v1/open')).status).toBe(429);
  });

  it('is by the caller’s address behind a trusted proxy alone', async () => {
    await start({ limits: { perAddress: 2 }, trustProxy: ['loopback'] });
    for (let i = 0; i < 3; i += 1) await get('/v1/open', { 'x-forwarded-for': '203.0.113.7' });
    expect((await get('/v1/open', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(429);
    expect((await get('/v1/open', { 'x-forwarded-for': '203.0.113.8' })).status).toBe(200);
    await app.close();
    await start({ limits: { perAddress: 2 } });
    for (let i = 0; i < 3; i += 1) await get('/v1/open', { 'x-forwarded-for': `203.0.113.${i}` });
    expect((await get('/v1/open', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(429);
  });
});

describe('a connection', () => {
  it('that sends ten thousand requests in one go gets a few answers and is ended', async () => {
    await start();
    const { socket, heard, ended } = await dial();
    socket.write('GET /v1/open HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(10_000));
    await ended;
    const answers = statuses(heard());
    expect(answers.length).toBeLessThanOrEqual(200);
    expect(answers.at(-1)).toBe(429);
  });

  it('whose upgrade is refused is gone, also when it goes on talking', async () => {
    await app.close();
    await start({ limits: { perAddress: 3 } });
    app.getHttpServer().on('upgrade', (_request: unknown, socket: Socket) => void socket.destroy());
    const upgrade = 'GET /line HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
    const lines = await Promise.all(Array.from({ length: 30 }, () => dial()));
    for (const { socket } of lines) socket.write(upgrade + 'x'.repeat(10_000));
    await Promise.race([Promise.all(lines.map(({ ended }) => ended)), sleep(3_000)]);
    const open = await new Promise((resolve) =>
      app.getHttpServer().getConnections((_error: unknown, count: number) => resolve(count)),
    );
    expect(open).toBe(0);
    expect(lines.filter(({ heard }) => heard().startsWith('HTTP/1.1 429')).length).toBeGreaterThan(0);
  });

  it('ends after a thousand requests, as it says', async () => {
    await start({ limits: { perAddress: 10_000 } });
    const { socket, heard, ended } = await dial();
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

  it.each([
    ['says nothing', ''],
    ['stops in the middle of its head', 'GET /v1/open HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    ['asks once and then stays', 'GET /v1/open HTTP/1.1\r\nHost: x\r\n\r\n'],
  ])(
    'that %s is ended within ten seconds',
    async (_what, bytes) => {
      await start();
      const { socket, ended } = await dial();
      const from = performance.now();
      if (bytes) socket.write(bytes);
      await ended;
      expect(performance.now() - from).toBeLessThan(10_500);
    },
    20_000,
  );

  it('is one of so many, of all callers and of one address', async () => {
    await start({ limits: { connectionsPerAddress: 5 } });
    const lines = await Promise.all(Array.from({ length: 12 }, dial));
    await sleep(200);
    expect(lines.filter(({ socket }) => !socket.destroyed && socket.readyState === 'open')).toHaveLength(5);
    await app.close();
    await start({ limits: { connections: 3 } });
    const more = await Promise.all(Array.from({ length: 6 }, dial));
    await sleep(200);
    expect(more.filter(({ socket }) => !socket.destroyed && socket.readyState === 'open')).toHaveLength(3);
  });
});

describe('what is no proper request', () => {
  const FLOOD = Array.from({ length: 600 }, (_, i) => `X-${i}: ${'a'.repeat(40)}`).join('\r\n');
  it.each([
    ['an address that cannot be decoded', 'GET /% HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['bytes that are no UTF-8', 'GET /v1/named/%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    ['half a surrogate', 'GET /v1/named/%ed%a0%80 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 400],
    [
      'a parameter of a thousand letters',
      `GET /v1/named/${'a'.repeat(1_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      404,
    ],
    ['no host', 'GET /v1/open HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
    [
      'an unknown expectation',
      'GET /v1/open HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n',
      400,
    ],
    ['no HTTP at all', 'HELO mail.example\r\n\r\n', 400],
    ['a method that nobody knows', 'TEA /v1/open HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    [
      'two lengths',
      'POST /v1/open HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
      400,
    ],
    ['a flood of headers', `GET /v1/open HTTP/1.1\r\nHost: x\r\n${FLOOD}\r\n\r\n`, 431],
    ['a query of 100 KB', `GET /v1/open?${'a=1&'.repeat(25_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431],
    ['a NUL in the address', 'GET /v1/named/%00 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', 200],
  ])('%s is answered with its problem and the headers of every answer', async (_what, bytes, status) => {
    await start();
    const text = await raw(bytes);
    expect(statuses(text)).toEqual([status]);
    const head = text.split('\r\n\r\n')[0]!.toLowerCase();
    expect(head).toContain('content-security-policy: ');
    expect(head).toContain('x-content-type-options: nosniff');
    expect(head).toContain('strict-transport-security: ');
    if (status !== 200) expect(head).toContain('content-type: application/problem+json');
  });
});
