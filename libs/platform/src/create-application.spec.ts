import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  createApplication,
  handlersOf,
  HealthChecks,
  Metrics,
  openApiDocument,
  undeclaredHandlers,
} from './index.js';
import { TryModule } from '../test/try-module.js';

describe('an application of the platform', () => {
  const lines: string[] = [];
  let app: NestFastifyApplication;

  beforeAll(async () => {
    app = await createApplication(TryModule, {
      name: 'try',
      publicUrl: 'https://pickup.example',
      handleSignals: false,
      log: { level: 'debug', destination: { write: (line: string) => void lines.push(line) } },
    });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(() => app.close());

  const post = (payload: string | object, headers: Record<string, string> = {}) =>
    app.inject({
      method: 'POST',
      url: '/v1/try/parcel',
      payload,
      headers: { 'content-type': 'application/json', ...headers },
    });

  it('names each wrong or unknown field, with where it is', async () => {
    const response = await post({ label: 'a', colour: 'red', fixes: [{ latitude: 1 }, { latitude: 'x' }] });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toContain('application/problem+json');
    const { code, errors } = response.json<{ code: string; errors: { field: string }[] }>();
    expect(code).toBe('invalid-input');
    expect(errors.map((e) => e.field).toSorted()).toEqual(['colour', 'fixes[1].latitude']);
  });

  it.each([
    ['broken JSON', '{"label": ', 'application/json', 400, 'malformed-body'],
    ['an empty body called JSON', '', 'application/json', 400, 'malformed-body'],
    ['a poisoned prototype', '{"__proto__": {"a": 1}}', 'application/json', 400, 'malformed-body'],
    ['a form', 'label=a', 'application/x-www-form-urlencoded', 415, 'unsupported-media'],
    ['plain text', '{}', 'text/plain', 415, 'unsupported-media'],
    ['2 MB', JSON.stringify({ label: 'x'.repeat(2_000_000) }), 'application/json', 413, 'too-large'],
  ])('refuses %s', async (_name, payload, type, status, code) => {
    const response = await post(payload, { 'content-type': type });
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ code, status });
  });

  it('keeps a sane request id through the handler and replaces a strange one', async () => {
    const kept = await post({ label: 'a', fixes: [] }, { 'x-request-id': 'shop-42-0001' });
    expect(kept.json()).toEqual({ label: 'a', requestId: 'shop-42-0001' });
    expect(kept.headers['x-request-id']).toBe('shop-42-0001');
    const replaced = await post({ label: 'a', fixes: [] }, { 'x-request-id': 'a b\u00e9"' });
    expect(replaced.json<{ requestId: string }>().requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('answers in the reader’s language and carries the card of a lost race', async () => {
    const response = await app.inject({
      url: '/v1/try/late',
      headers: { 'accept-language': 'de, fr-FR;q=0.8' },
    });
    expect(response.statusCode).toBe(409);
    expect(response.json()).toMatchObject({
      title: 'Trop tard pour revenir en arrière',
      detail: 'C’était il y a 31 min.',
      card: { orderId: 'o' },
    });
  });

  it('refuses a handler that nobody declared, and names it to the build', async () => {
    expect((await app.inject({ url: '/v1/try/forgotten' })).statusCode).toBe(403);
    expect(undeclaredHandlers(app)).toEqual(['TryController.forgotten']);
    expect(handlersOf(app)).toContainEqual({
      name: 'TryController.guarded',
      access: 'guarded',
      route: { method: 'GET', path: '/v1/try/guarded' },
    });
  });

  it('tells the reader nothing of a failure, and the log nothing of its values', async () => {
    const response = await app.inject({ url: '/v1/try/broken' });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain('Dupont');
    expect(lines.join('')).toContain('"context":"problems"');
    expect(lines.join('')).not.toContain('secret');
  });

  it('calls a database that is away unavailable, with a time to come back', async () => {
    const response = await app.inject({ url: '/v1/try/away' });
    expect(response.statusCode).toBe(503);
    expect(response.headers['retry-after']).toBe('2');
  });

  it('refuses a change that comes from another site, by cookie or not', async () => {
    const foreign = await post({ label: 'a', fixes: [] }, { origin: 'https://evil.example' });
    expect(foreign.statusCode).toBe(403);
    const crossSite = await post({ label: 'a', fixes: [] }, { 'sec-fetch-site': 'cross-site' });
    expect(crossSite.statusCode).toBe(403);
    const own = await post({ label: 'a', fixes: [] }, { origin: 'https://pickup.example' });
    expect(own.statusCode).toBe(201);
  });

  it('sends the security headers, and no door to other origins', async () => {
    const { headers } = await app.inject({
      url: '/v1/try/guarded',
      headers: { origin: 'https://evil.example' },
    });
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/);
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
    expect(headers['permissions-policy']).toContain('geolocation=(self)');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    const page = (await app.inject({ url: '/' })).headers;
    expect(page['content-security-policy']).toMatch(/script-src 'self';.*frame-ancestors 'none'/);
    expect(page['content-security-policy']).not.toContain('unsafe');
    expect(page['permissions-policy']).toContain('camera=()');
    expect(page['x-frame-options']).toBe('DENY');
    const ofBoth = ['strict-transport-security', 'permissions-policy', 'referrer-policy'];
    for (const name of ofBoth) expect(page[name]).toBe(headers[name]);
  });

  it('is ready when each check passes, and names the one that fails', async () => {
    expect((await app.inject({ url: '/health/live' })).json()).toEqual({ status: 'live' });
    let fails = false;
    app.get(HealthChecks).register('database', async () => {
      if (fails) throw new Error('away');
    });
    expect((await app.inject({ url: '/health/ready' })).statusCode).toBe(200);
    fails = true;
    const response = await app.inject({ url: '/health/ready' });
    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({ status: 'not-ready', checks: { database: 'failed' } });
  });

  it('measures by route, and leaves out a gauge that cannot be read', async () => {
    app.get(Metrics).gauge({
      name: 'curbline_open_trips',
      help: 'Open trips',
      labels: ['store'],
      collect: () => [{ labels: { store: 'lyon' }, value: 3 }],
    });
    app.get(Metrics).gauge({
      name: 'curbline_away',
      help: 'Of a database that is away',
      collect: () => Promise.reject(new Error('away')),
    });
    const { body, statusCode } = await app.inject({ url: '/metrics' });
    expect(statusCode).toBe(200);
    expect(body).toContain('curbline_open_trips{store="lyon"} 3');
    expect(body).toContain('route="/v1/try/parcel"');
    expect(body).not.toMatch(/^curbline_away \d/m);
  });

  it('documents bodies in OpenAPI 3.1 and serves the page under the policy of all pages', async () => {
    const document = openApiDocument(app, 'https://pickup.example');
    expect(document.openapi).toBe('3.1.0');
    expect(document.components?.schemas).toHaveProperty('Parcel');
    const page = await app.inject({ url: '/docs' });
    expect(page.statusCode).toBe(200);
    expect(page.headers['content-security-policy']).toContain("style-src 'self';");
    expect(page.body).toContain('id="schema-Parcel"');
  });

  it('says what is wrong with a field in the reader’s language, in our words and in zod’s', async () => {
    const messagesIn = async (language: string) => {
      const body = { label: 'a', code: 'x', colour: 1, fixes: [{ latitude: 91 }, {}] };
      const response = await post(body, { 'accept-language': language });
      const { errors } = response.json<{ errors: { field: string; message: string }[] }>();
      return Object.fromEntries(errors.map(({ field, message }) => [field, message]));
    };
    expect(await messagesIn('en')).toEqual({
      code: 'a PIN has 6 to 10 digits',
      'fixes[0].latitude': 'Too big: expected number to be <=90',
      'fixes[1].latitude': 'Invalid input: expected number, received undefined',
      colour: 'this field is not known: leave it out or check its spelling',
    });
    expect(await messagesIn('fr')).toEqual({
      code: 'un code PIN compte de 6 à 10 chiffres',
      'fixes[0].latitude': 'Trop grand\u00a0: nombre doit être <=90',
      'fixes[1].latitude': 'Entrée invalide\u00a0: nombre attendu, indéfini reçu',
      colour: 'ce champ est inconnu\u00a0: retirez-le ou vérifiez son orthographe',
    });
  });

  it.each([
    ['PUT', '/v1/try/parcel', 'POST'],
    ['DELETE', '/v1/try/guarded?x=1', 'GET, HEAD'],
    ['OPTIONS', '/v1/try/parcel', 'POST'],
    ['POST', '/health/live', 'GET, HEAD'],
  ] as const)('tells a wrong method from a wrong path: %s %s', async (method, url, allow) => {
    const response = await app.inject({ method, url });
    expect(response.statusCode).toBe(405);
    expect(response.headers.allow).toBe(allow);
    expect(response.json()).toMatchObject({ code: 'method-not-allowed' });
  });

  it('answers what does not exist as a problem too', async () => {
    const response = await app.inject({ url: '/v1/nothing' });
    expect(response.statusCode).toBe(404);
    expect(response.json()).toMatchObject({ code: 'not-found' });
  });
});
