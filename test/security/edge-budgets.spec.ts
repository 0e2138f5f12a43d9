/** What the edge refuses before any routing, as a hostile stranger meets it: budgets, and what is no proper request. */
import { afterEach, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import { EdgeProgram, statuses } from './edge/edge-program.js';

let edge: EdgeProgram;
afterEach(() => edge.close());

describe('the budget of an address', () => {
  it.each([
    '/v1/open',
    // Not the page or the document themselves: an answer of their length counts as several requests.
    '/docs/style.css',
    '/nothing/here',
    '/assets/nothing.js',
    '/socket.io/?EIO=4',
    '/%',
    '/metrics',
  ])('stands before all routing: %s', async (path) => {
    edge = await EdgeProgram.start({ limits: { perAddress: 5 } });
    const answers: number[] = [];
    for (let i = 0; i < 8; i += 1) answers.push(await edge.statusOf(path));
    expect(answers.slice(0, 5)).not.toContain(429);
    expect(answers.slice(5)).toEqual([429, 429, 429]);
    const refusal = await edge.get('/v1/open', { 'accept-language': 'fr' });
    expect(await refusal.json()).toMatchObject({
      code: 'too-many-requests',
      title: 'Trop de requêtes, patientez',
    });
    expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refusal.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(refusal.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('stops neither the caller whom a guard let in, nor the question whether it lives', async () => {
    edge = await EdgeProgram.start({ limits: { perAddress: 5, perCaller: 20 } });
    const cookie = 'session=anna';
    expect((await edge.get('/v1/inside', { cookie })).status).toBe(200);
    for (let i = 0; i < 10; i += 1) await edge.get('/v1/open');
    expect((await edge.get('/v1/open')).status).toBe(429);
    expect((await edge.get('/v1/inside', { cookie })).status).toBe(200);
    expect((await edge.get('/v1/inside', { cookie: 'session=anna2' })).status).toBe(429);
    expect(await (await edge.get('/health/live')).json()).toEqual({ status: 'live' });
    for (let i = 0; i < 20; i += 1) await edge.get('/v1/inside', { cookie });
    expect((await edge.get('/v1/inside', { cookie })).status).toBe(429);
  });

  it('is not dodged by junk beside a good cookie', async () => {
    edge = await EdgeProgram.start({ limits: { perAddress: 30, perCaller: 10 } });
    const answers: number[] = [];
    for (let i = 0; i < 60; i += 1)
      answers.push((await edge.get('/v1/inside', { cookie: `session=anna; junk=${i}` })).status);
    expect(answers.filter((status) => status === 200).length).toBeLessThanOrEqual(30);
  });

  it('holds for everybody at an address together, known or not', async () => {
    edge = await EdgeProgram.start({ limits: { perNetwork: 10 } });
    const answers: number[] = [];
    for (let i = 0; i < 15; i += 1) {
      answers.push((await edge.get('/v1/inside', { cookie: `session=a${i}` })).status);
    }
    expect(answers.filter((status) => status === 429)).toHaveLength(5);
  });

  it('is spent sooner by large answers', async () => {
    edge = await EdgeProgram.start({ limits: { perAddress: 50 } });
    let bytes = 0;
    for (let i = 0; i < 60; i += 1) {
      bytes += (await (await edge.get('/v1/large')).arrayBuffer()).byteLength;
    }
    expect(bytes).toBeLessThan(8 * 512 * 1024);
    expect((await edge.get('/v1/open')).status).toBe(429);
  });

  it('is by the caller’s address behind a trusted proxy alone', async () => {
    edge = await EdgeProgram.start({ limits: { perAddress: 2 }, trustProxy: ['loopback'] });
    for (let i = 0; i < 3; i += 1) await edge.get('/v1/open', { 'x-forwarded-for': '203.0.113.7' });
    expect((await edge.get('/v1/open', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(429);
    expect((await edge.get('/v1/open', { 'x-forwarded-for': '203.0.113.8' })).status).toBe(200);
    await edge.close();
    edge = await EdgeProgram.start({ limits: { perAddress: 2 } });
    for (let i = 0; i < 3; i += 1) await edge.get('/v1/open', { 'x-forwarded-for': `203.0.113.${i}` });
    expect((await edge.get('/v1/open', { 'x-forwarded-for': '203.0.113.9' })).status).toBe(429);
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
    edge = await EdgeProgram.start();
    const { socket, heard, ended } = await edge.dial();
    socket.write(bytes);
    await expect.poll(heard, { timeout: 8_000 }).toContain('\r\n\r\n');
    // And no second one.
    await Promise.race([ended, sleep(500)]);
    const text = heard();
    expect(statuses(text)).toEqual([status]);
    const head = text.split('\r\n\r\n')[0]!.toLowerCase();
    expect(head).toContain('content-security-policy: ');
    expect(head).toContain('x-content-type-options: nosniff');
    expect(head).toContain('strict-transport-security: ');
    if (status !== 200) expect(head).toContain('content-type: application/problem+json');
  });
});
