/**
 * Short ways: requests that come by the thousand and nearly always change nothing are answered before the
 * framework has unfolded itself around them. A route has a short way beside its handler, never instead of it.
 *
 * What every request is held to holds here as well, by the same parts: the budgets, our own pages only, a caller
 * who is let in, the body's schema, the headers of every answer, the request's id, the measurement. And whatever
 * is not plain (a caller not known, another encoding, a body that does not parse, a refusal, a failure) goes the long
 * way, as if there were no other: nothing is refused and no failure told from here.
 */
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Metrics } from '../operations/metrics.js';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { KnownCallers } from '../security/callers.js';
import { type BudgetName, RequestBudgets } from '../security/request-budgets.js';
import type { Headers } from '../security/security-headers.js';
import { requestIdFrom, withRequestId } from './request-context.js';

export interface Entered {
  /** Who was let in, by the name that a guard would give them: what the budget counts under. */
  readonly caller: string;
  /** How a body is answered: with 200 and this JSON, or, where it is `undefined`, by the long way. */
  answer(body: unknown): Promise<object | undefined> | undefined;
}

export interface ShortWay {
  /** Of a POST, with one parameter: `/v1/trips/:tripId/fixes`. */
  readonly route: string;
  readonly budget: BudgetName;
  /** Lets the caller in by what is known already; `undefined` sends them the long way. It asks nobody. */
  enter(parameter: string, cookieHeader: string | undefined): Entered | undefined;
}

interface OpenWay {
  readonly way: ShortWay;
  /** The route's text around its parameter. */
  readonly before: string;
  readonly after: string;
}

const PARAMETER = /^[A-Za-z0-9_-]+$/;
/** Larger bodies are in no hurry. */
const MOST_BYTES = 64 * 1024;
const JSON_TYPE = /^application\/json(; ?charset=utf-8)?$/i;
const ANSWERED = 'application/json; charset=utf-8';

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

@Injectable()
export class ShortWays {
  private ways: readonly OpenWay[] = [];

  constructor(
    private readonly budgets: RequestBudgets,
    private readonly callers: KnownCallers,
    private readonly metrics: Metrics,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  add(way: ShortWay): void {
    const [before = '', after = ''] = way.route.split(/:\w+/, 2);
    this.ways = [...this.ways, { way, before, after }];
  }

  /** Stands before the server's own handler until the server begins to close. @param headers of all data */
  openOn(server: Server, headers: Headers): void {
    const http: HttpServer = server.server;
    const longWay = http.listeners('request') as ((...both: Both) => void)[];
    const fixed = Object.entries({ ...headers, 'content-type': ANSWERED }).flat();
    const answer = (request: IncomingMessage, reply: ServerResponse): void => {
      const entered = this.enter(request);
      if (entered) {
        this.read(request, (text) =>
          // Nobody is left to answer, as while the server closes: the caller asks again.
          this.reply(server, [request, reply], text, entered, fixed).catch(() => void reply.destroy()),
        );
      } else for (const handle of longWay) handle(request, reply);
    };
    http.removeAllListeners('request').on('request', answer);
    server.addHook('preClose', (done) => {
      this.ways = [];
      done();
    });
  }

  private enter(request: IncomingMessage): Entered | undefined {
    const found = request.method === 'POST' ? this.find(request.url ?? '') : undefined;
    return found && this.isPlain(request)
      ? found.way.enter(found.parameter, request.headers.cookie)
      : undefined;
  }

  /** Only an address written as we write it ourselves: whatever has escapes or a query goes the long way. */
  private find(url: string): { readonly way: ShortWay; readonly parameter: string } | undefined {
    for (const { way, before, after } of this.ways) {
      if (!url.startsWith(before) || !url.endsWith(after)) continue;
      const parameter = url.slice(before.length, url.length - after.length);
      if (PARAMETER.test(parameter)) return { way, parameter };
    }
    return undefined;
  }

  private isPlain({ headers }: IncomingMessage): boolean {
    const { origin } = headers;
    const site = headers['sec-fetch-site'];
    const length = Number(headers['content-length']);
    return (
      length > 0 &&
      length <= MOST_BYTES &&
      JSON_TYPE.test(headers['content-type'] ?? '') &&
      headers['content-encoding'] === undefined &&
      headers['transfer-encoding'] === undefined &&
      (origin === undefined
        ? site === undefined || site === 'same-origin' || site === 'none'
        : origin === this.options.publicUrl)
    );
  }

  private read(request: IncomingMessage, then: (text: string) => Promise<void>): void {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    // A caller who hangs up before the end hears nothing, and nothing has been done.
    request.on('error', () => {});
    request.on('end', () => {
      void then((parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString());
    });
  }

  private async reply(
    server: Server,
    [request, reply]: Both,
    text: string,
    { caller, answer: answerTo }: Entered,
    fixed: readonly string[],
  ): Promise<void> {
    const from = performance.now();
    const requestId = requestIdFrom(request.headers['x-request-id']);
    let answer: object | undefined;
    let way: ShortWay | undefined;
    try {
      way = this.find(request.url ?? '')?.way;
      if (way) {
        await this.budgets.spend(way.budget, caller);
        this.callers.note(request, caller);
        answer = await withRequestId(requestId, () => answerTo(JSON.parse(text)));
      }
    } catch {
      // Refusals and failures are told by the long way.
    }
    if (!answer || !way) return goTheLongWay(server, request, reply, requestId, text);
    const body = JSON.stringify(answer);
    const length = String(Buffer.byteLength(body));
    reply.writeHead(200, [...fixed, 'x-request-id', requestId, 'content-length', length]);
    reply.end(body);
    this.metrics.observeRequest('POST', way.route, 200, (performance.now() - from) / 1000);
  }
}

type Both = readonly [request: IncomingMessage, reply: ServerResponse];

/** What a connection says, not an answer. */
const OF_THE_LINE = new Set(['connection', 'keep-alive', 'date', 'transfer-encoding']);

/** The same request once more, under its own id, through the whole of the server. */
async function goTheLongWay(
  server: Server,
  request: IncomingMessage,
  reply: ServerResponse,
  requestId: string,
  payload: string,
): Promise<void> {
  const { statusCode, headers, rawPayload } = await server.inject({
    method: 'POST',
    url: request.url ?? '/',
    headers: { ...request.headers, 'x-request-id': requestId },
    payload,
    remoteAddress: request.socket.remoteAddress,
  });
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !OF_THE_LINE.has(name)) reply.setHeader(name, value);
  }
  reply.writeHead(statusCode).end(rawPayload);
}
