import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { Body, Controller, HttpCode, Module, Post, UseGuards } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { z } from 'zod';
import {
  Budget,
  createApplication,
  currentRequestId,
  Metrics,
  noteCaller,
  problem,
  ShortWays,
} from '../index.js';

const Note = z.strictObject({ text: z.string().max(20) }).meta({ id: 'ShortNote' });
const ways: string[] = [];

class HasCookie {
  canActivate(context: { switchToHttp(): { getRequest(): { headers: Record<string, unknown> } } }): boolean {
    const request = context.switchToHttp().getRequest();
    const cookie = request.headers['cookie'];
    if (typeof cookie === 'string') {
      noteCaller(request, cookie.split(';')[0] ?? '');
      return true;
    }
    throw problem('not-signed-in');
  }
}

const take = (text: string) => {
  if (text === 'off') throw problem('sharing-off');
  return { text, requestId: currentRequestId() };
};

@Controller('v1/books/:bookId/notes')
class NotesController {
  @Post()
  @HttpCode(200)
  @UseGuards(HasCookie)
  @Budget('fixes')
  write(@Body({ schema: Note }) { text }: z.infer<typeof Note>) {
    ways.push('long');
    return take(text);
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

describe('a short way', () => {
  let app: NestFastifyApplication;
  let url: string;
  beforeAll(async () => {
    app = await createApplication(NotesModule, {
      name: 'short',
      publicUrl: 'https://pickup.example',
      handleSignals: false,
      limits: { fixesPerSession: 5 },
      log: { level: 'silent' },
    });
    app.get(ShortWays).add({
      route: '/v1/books/:bookId/notes',
      budget: 'fixes',
      enter: (bookId, cookie) => {
        if (bookId !== 'b-1' || !cookie?.startsWith('known')) return undefined;
        return {
          // As of a session: what else the cookies hold is nothing to it.
          caller: cookie.split(';')[0] ?? '',
          answer: async (body) => {
            const parsed = Note.safeParse(body);
            if (!parsed.success) return undefined;
            ways.push('short');
            return take(parsed.data.text);
          },
        };
      },
    });
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/v1/books/b-1/notes`;
  });
  afterAll(() => app.close());
  beforeEach(() => void ways.splice(0));

  const post = (cookie: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}), ...headers },
      body,
    });

  it('answers what the long way would, with the same headers and under the same id', async () => {
    const id = { 'x-request-id': 'phone-1-0001' };
    const [short, long] = [
      await post('known=a', '{"text":"hello"}', id),
      await post('other=a', '{"text":"hello"}', id),
    ];
    expect(ways).toEqual(['short', 'long']);
    const headersOf = ({ headers }: Response) =>
      [...headers].filter(([name]) => name !== 'date').toSorted(([a], [b]) => a.localeCompare(b));
    expect(headersOf(short)).toEqual(headersOf(long));
    expect(short.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect([short.status, await short.json()]).toEqual([long.status, await long.json()]);
    expect(await app.get(Metrics).registry.metrics()).toContain(
      'curbline_http_request_duration_seconds_count{method="POST",route="/v1/books/:bookId/notes",status="200"} 2',
    );
  });

  it.each([
    ['nobody', '', '{"text":"a"}', {}, 401],
    ['a body that is no JSON', 'known=b', '{"text":', {}, 400],
    ['a body that is wrong', 'known=c', '{"text":5}', {}, 400],
    ['a poisoned prototype', 'known=d', '{"text":"a","__proto__":{"x":1}}', {}, 400],
    ['a refusal', 'known=e', '{"text":"off"}', {}, 409],
    ['another kind of body', 'known=f', 'text=a', { 'content-type': 'text/plain' }, 415],
    ['another site', 'known=g', '{"text":"a"}', { origin: 'https://evil.example' }, 403],
  ])('sends %s the long way, which refuses as ever', async (_what, cookie, body, headers, status) => {
    const answer = await post(cookie, body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each(['b-2', 'b%2D1', 'b-1/more', ''])(
    'leaves a book that it does not know to the long way: %p',
    async (book) => {
      await fetch(url.replace('b-1', book), {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: 'known=l' },
        body: '{"text":"a"}',
      });
      expect(ways).not.toContain('short');
    },
  );

  it('takes a request of our own pages', async () => {
    expect((await post('known=h', '{"text":"a"}', { origin: 'https://pickup.example' })).status).toBe(200);
    expect(ways).toEqual(['short']);
  });

  it('counts against the same budget', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) statuses.push((await post('known=i', '{"text":"a"}')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    expect(ways).not.toContain('long');
    // The same session with junk beside it, on either way.
    expect((await post('known=i; junk=1', '{"text":"a"}')).status).toBe(429);
    for (let i = 0; i < 6; i += 1) await post(`other=i; junk=${i}`, '{"text":"a"}');
    expect((await post('other=i; junk=7', '{"text":"a"}')).status).toBe(429);
  });

  it('that fails altogether, as while the server closes, hangs up on one caller and harms nobody else', async () => {
    const server = app.getHttpAdapter().getInstance();
    const inject = server.inject;
    server.inject = (() => Promise.reject(new Error('closing'))) as unknown as typeof inject;
    try {
      await expect(post('known=j', '{"text":5}')).rejects.toThrow('fetch failed');
    } finally {
      server.inject = inject;
    }
    expect((await post('known=k', '{"text":"a"}')).status).toBe(200);
  });
});
