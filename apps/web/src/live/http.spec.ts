import { afterEach, describe, expect, it } from 'vitest';
import { call, outcomeOf, retryAfterMs } from './http.js';

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});
const answering = (status: number, body: string, headers: Record<string, string> = {}) =>
  (async () => new Response(body, { status, headers })) as typeof fetch;
const get = async (fetcher: typeof fetch) => {
  globalThis.fetch = fetcher;
  return outcomeOf(await call('/v1/trips/t1', { language: 'fr' }));
};

describe('a call to the server', () => {
  it('gives what was asked for', async () => {
    expect(await get(answering(200, '{"tripId":"a"}'))).toEqual({ done: { tripId: 'a' } });
  });

  it('gives the server’s own refusal', async () => {
    const problem = { type: 'x', title: 'Fini', status: 410, code: 'link-gone' };
    expect(await get(answering(410, JSON.stringify(problem)))).toEqual({ refused: problem });
  });

  it.each([408, 429, 500, 502, 503, 504])('takes %d as "not now"', async (status) => {
    const problem = { type: 'x', title: 'x', status, code: 'unavailable' };
    expect(await get(answering(status, JSON.stringify(problem), { 'retry-after': '7' }))).toEqual({
      later: true,
      failed: true,
      afterMs: 7_000,
    });
  });

  it('takes a twin that is still at work as "not now": it will have the answer', async () => {
    const problem = { type: 'x', title: 'x', status: 409, code: 'request-in-progress' };
    expect(await get(answering(409, JSON.stringify(problem), { 'retry-after': '1' }))).toEqual({
      later: true,
      failed: true,
      afterMs: 1_000,
    });
  });

  it('takes a proxy’s own page as "not now", never as a refusal', async () => {
    expect(await get(answering(404, '<html>no such host</html>'))).toEqual({ later: true });
    expect(await get(answering(200, '<html>sign in to this Wi-Fi</html>'))).toEqual({ later: true });
    expect(await get(answering(403, '{"error":"blocked"}'))).toEqual({ later: true });
  });

  it('takes no network as "not now"', async () => {
    const cut = (async () => Promise.reject(new TypeError('network'))) as typeof fetch;
    expect(await get(cut)).toEqual({ later: true });
  });

  it('sends JSON in the reader’s language, under the request’s own name', async () => {
    const sent: RequestInit[] = [];
    globalThis.fetch = (async (_path: string, init: RequestInit) => {
      sent.push(init);
      return new Response('{}');
    }) as typeof fetch;
    await call('/v1/trips/t1/here', { method: 'POST', body: { bay: '4' }, language: 'en', key: 'k1' });
    expect(sent[0]).toMatchObject({
      method: 'POST',
      body: '{"bay":"4"}',
      headers: { 'content-type': 'application/json', 'accept-language': 'en', 'idempotency-key': 'k1' },
    });
  });
});

describe('Retry-After', () => {
  it.each([
    ['3', 3_000],
    ['0', 0],
    ['100000', 120_000],
    [null, undefined],
    ['', undefined],
    ['-1', undefined],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  ])('%s', (header, ms) => {
    expect(retryAfterMs(header)).toBe(ms);
  });
});
