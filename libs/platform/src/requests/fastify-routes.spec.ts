import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AddressInfo } from 'node:net';
import { Body, Controller, HttpCode, Module, Post, UseGuards } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import {
  CallerCache,
  createApplication,
  currentRequestId,
  FastifyRoutes,
  handlersOf,
  type HttpRequest,
  Metrics,
  noteCaller,
  openApiDocument,
  problem,
} from '../index.js';

const Note = z.strictObject({ text: z.string().max(20) }).meta({ id: 'Note' });
type Note = z.infer<typeof Note>;
const Written = z.object({ text: z.string(), requestId: z.string().nullable() }).meta({ id: 'Written' });

function admit({ headers: { cookie } }: Pick<HttpRequest, 'headers'>, request: object): void {
  if (typeof cookie !== 'string') throw problem('not-signed-in');
  noteCaller(request, cookie.split(';')[0] ?? '');
}

class HasCookie {
  canActivate(context: { switchToHttp(): { getRequest(): HttpRequest } }): boolean {
    const request = context.switchToHttp().getRequest();
    admit(request, request);
    return true;
  }
}

const write = ({ text }: Note) => {
  if (text === 'off') throw problem('sharing-off');
  if (text === 'broken') throw new Error('of Jean Dupont');
  return { text, requestId: currentRequestId(), secret: 'not in the schema' };
};

@Controller('v1/nest/:bookId/notes')
class NotesController {
  @Post()
  @HttpCode(200)
  @UseGuards(HasCookie)
  write(@Body({ schema: Note }) note: Note) {
    const { text, requestId } = write(note);
    return { text, requestId };
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

describe('a Fastify route', () => {
  let app: NestFastifyApplication;
  let origin: string;
  beforeAll(async () => {
    app = await createApplication(NotesModule, {
      name: 'fastify-routes',
      publicUrl: 'https://pickup.example',
      handleSignals: false,
      limits: { fixesPerSession: 5 },
      log: { level: 'silent' },
    });
    app.get(FastifyRoutes).add({
      name: 'NotesRoute.write',
      path: '/v1/books/:bookId/notes',
      rateLimit: 'fixes',
      body: Note,
      answer: Written,
      documentation: {
        operationId: 'writeNote',
        tag: 'books',
        summary: 'Write a note',
        description: 'Into a book.',
      },
      guard: (request) => admit(request, request),
      handle: async (note) => write(note),
    });
    for (const [handler, method] of [
      ['any', 'POST'],
      ['query', 'GET'],
    ] as const) {
      app.get(FastifyRoutes).addPlain({
        name: `PlainRoute.${handler}`,
        method,
        path: '/c/:token',
        bodyLimitBytes: 100,
        answer: async (request, body) => {
          if (body === 'broken') throw problem('unavailable');
          noteCaller(request, 'phone:a');
          return { status: 200, headers: { 'content-type': 'text/plain' }, body: body ?? 'too long' };
        },
      });
    }
    await app.listen(0, '127.0.0.1');
    origin = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  });
  afterAll(() => app.close());

  const post = (
    path: string,
    cookie: string,
    body: string,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...headers },
      body,
    });
  const FASTIFY = '/v1/books/b-1/notes';
  const NEST = '/v1/nest/b-1/notes';
  const headersOf = ({ headers }: Response): [string, string][] =>
    [...headers].filter(([name]) => name !== 'date').toSorted(([a], [b]) => a.localeCompare(b));

  it('answers as a Nest route does, with the same headers and under the same request id', async () => {
    const id = { 'x-request-id': 'phone-1-0001' };
    const [fastify, nest] = [
      await post(FASTIFY, 'session=a', '{"text":"hello"}', id),
      await post(NEST, 'session=a', '{"text":"hello"}', id),
    ];
    expect(headersOf(fastify)).toEqual(headersOf(nest));
    expect(fastify.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect([fastify.status, await fastify.json()]).toEqual([nest.status, await nest.json()]);
    expect(await app.get(Metrics).registry.metrics()).toContain(
      'curbline_http_request_duration_seconds_count{method="POST",route="/v1/books/:bookId/notes",status="200"} 1',
    );
  });

  it.each([
    ['nobody', '', '{"text":"a"}', {}, 401],
    ['nobody with a wrong body', '', '{"text":5}', {}, 401],
    ['a body that is no JSON', 'session=b', '{"text":', {}, 400],
    ['an empty body', 'session=b', '', {}, 400],
    ['a wrong body', 'session=c', '{"text":5}', {}, 400],
    ['text that no database stores', 'session=c', '{"text":"\\u0000"}', {}, 400],
    ['a poisoned prototype', 'session=d', '{"text":"a","__proto__":{"x":1}}', {}, 400],
    ['a refusal of the handler', 'session=e', '{"text":"off"}', {}, 409],
    ['a failure of the handler', 'session=e', '{"text":"broken"}', {}, 500],
    ['another content type', 'session=f', 'text=a', { 'content-type': 'text/plain' }, 415],
    ['too large a body', 'session=f', JSON.stringify({ text: 'a'.repeat(300_000) }), {}, 413],
    ['another site', 'session=g', '{"text":"a"}', { origin: 'https://evil.example' }, 403],
    ['a page of another site', 'session=g', '{"text":"a"}', { 'sec-fetch-site': 'cross-site' }, 403],
  ])('refuses %s as a Nest route does', async (_what, cookie, body, headers, status) => {
    const withId = { ...headers, 'x-request-id': 'phone-1-0002' };
    const [fastify, nest] = [
      await post(FASTIFY, cookie, body, withId),
      await post(NEST, cookie, body, withId),
    ];
    expect(fastify.status).toBe(status);
    expect(fastify.headers.get('content-type')).toContain('application/problem+json');
    expect(headersOf(fastify)).toEqual(headersOf(nest));
    expect(await fastify.text()).toBe(await nest.text());
  });

  it.each(['b-1/more', 'b-1/notes'])('does not answer for another path: %p', async (book) => {
    expect((await post(FASTIFY.replace('b-1', book), 'session=l', '{"text":"a"}')).status).not.toBe(200);
  });

  it('answers 405 to another method', async () => {
    const answer = await fetch(`${origin}${FASTIFY}`, { method: 'PUT' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('admits a request of our own pages', async () => {
    const answer = await post(FASTIFY, 'session=h', '{"text":"a"}', { origin: 'https://pickup.example' });
    expect(answer.status).toBe(200);
  });

  it('counts each caller’s requests, whatever else their cookies hold, and allows more in the next minute', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await post(FASTIFY, 'session=i', '{"text":"a"}')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect((await post(FASTIFY, 'session=i; junk=1', '{"text":"a"}')).status).toBe(429);
    expect((await post(FASTIFY, 'session=j', '{"text":"a"}')).status).toBe(200);
    const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    expect((await post(FASTIFY, 'session=i', '{"text":"a"}')).status).toBe(200);
    clock.mockRestore();
  });

  it('is in the list of guarded handlers and in the API’s documentation', () => {
    expect(handlersOf(app)).toContainEqual({
      name: 'NotesRoute.write',
      access: 'guarded',
      route: { method: 'POST', path: '/v1/books/:bookId/notes' },
    });
    const document = openApiDocument(app, 'https://pickup.example');
    expect(document.paths['/v1/books/{bookId}/notes']?.post?.requestBody).toEqual({
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
    });
    expect(document.components?.schemas).toHaveProperty('Written');
  });

  describe('of plain text', () => {
    const TOKEN = 'A'.repeat(22);
    const path = `/c/${TOKEN}`;

    it.each([
      ['a form', 'application/x-www-form-urlencoded', 'a=1', 'a=1'],
      ['JSON that is none', 'application/json', '{"a":', '{"a":'],
      ['a type of its own', 'text/x-own; charset=utf-8', 'é', 'é'],
      ['an empty body', 'application/json', '', ''],
      ['a body past its limit', 'application/json', 'x'.repeat(200), 'too long'],
    ])('answers %s by itself', async (_what, type, body, text) => {
      const answer = await post(path, '', body, { 'content-type': type, origin: 'https://evil.example' });
      expect([answer.status, await answer.text()]).toEqual([200, text]);
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    });

    it('answers its method alone, and fails as all routes do', async () => {
      expect((await fetch(`${origin}${path}`)).status).toBe(200);
      const head = await fetch(`${origin}${path}`, { method: 'HEAD' });
      expect([head.status, head.headers.get('allow')]).toEqual([405, 'GET, POST']);
      const failed = await post(path, '', 'broken');
      expect([failed.status, failed.headers.get('content-type')]).toEqual([
        503,
        expect.stringContaining('application/problem+json'),
      ]);
    });

    it('is counted by the token in its address, whatever stands behind it', async () => {
      await post(path, '', '');
      const callers = app.get(CallerCache);
      const callerAt = (url: string, headers = {}) => callers.find({ headers, url });
      expect(callerAt(`${path}/owntracks?u=a`, { authorization: 'Basic YTpi' })).toBe('phone:a');
      expect(callerAt(`/api/v1/overland/batches?x=1&api_key=${TOKEN}`)).toBe('phone:a');
      for (const other of [`/c/${'B'.repeat(22)}`, `${path}A`, `/v1/trips${path}`, `/x?api_key=${TOKEN}`])
        expect(callerAt(other)).toBeUndefined();
    });

    it('is in the list of handlers as one that is open to anybody', () => {
      expect(handlersOf(app)).toContainEqual({
        name: 'PlainRoute.any',
        access: 'public',
        route: { method: 'POST', path: '/c/:token' },
      });
    });
  });
});
