/**
 * Routes that Fastify serves without Nest's router, for the few requests that come by the thousand: what Nest does
 * around a handler would cost more than the handler. What holds for every Nest route holds here too: the caller must
 * come from our own pages, a guard lets them in, their rate limit is spent, and the body matches its schema. Hooks of
 * the server (request id, headers, metrics, log) and the problem filter apply to both. See ADR 11.
 */
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import * as z from 'zod';
import { fieldErrors } from '../problems/field-errors.js';
import { problem } from '../problems/problem-exception.js';
import { unstorableText } from '../problems/unstorable-text.js';
import { callerOf } from '../security/callers.js';
import { type RateLimitName, RequestRateLimits } from '../security/request-rate-limits.js';
import { SameOriginGuard } from '../security/same-origin.guard.js';
import type { HttpReply, HttpRequest } from './http.js';

/** Fastify's code for a body past the route's limit. */
const TOO_LARGE = 'FST_ERR_CTP_BODY_TOO_LARGE';

/** What the lists of handlers and the API's documentation show of a route. */
export interface RouteDescription {
  /** How lists of handlers name it: `FixesRoute.report`. */
  readonly name: string;
  /** `/v1/trips/:tripId/fixes` */
  readonly path: string;
  readonly body: z.ZodType;
  readonly answer: z.ZodType;
  readonly documentation: {
    readonly operationId: string;
    readonly tag: string;
    readonly summary: string;
    readonly description: string;
  };
}

/** A POST that takes a JSON body and answers 200 with JSON. */
export interface FastifyRoute<Body, Answer> extends RouteDescription {
  readonly rateLimit: RateLimitName;
  readonly body: z.ZodType<Body>;
  readonly answer: z.ZodType<Answer>;
  /** Lets the caller in and notes who they are (`noteCaller`). @throws ProblemException for everybody else */
  guard(request: HttpRequest): void | Promise<void>;
  handle(body: Body, request: HttpRequest): Promise<Answer>;
}

/** What a {@link PlainRoute} answers. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A route for programs that are no pages of ours, have their own wire format, and understand only certain answers. It is
 * open to anybody, takes no cookie, and finds out by itself who calls: so it needs neither a guard nor the check that
 * the request comes from our pages.
 */
export interface PlainRoute {
  /** How lists of handlers name it: `PhoneAppsRoute.ownTracks`. */
  readonly name: string;
  readonly method: 'GET' | 'PATCH' | 'POST' | 'OPTIONS';
  readonly path: string;
  readonly bodyLimitBytes: number;
  /** @param body of any content type, as text; undefined when it is longer than the limit */
  answer(request: HttpRequest, body: string | undefined): Promise<PlainAnswer>;
}

/**
 * A POST whose body is signed, which no browser sends: the handler gets it byte for byte, of whatever type, and checks the
 * signature itself before anything else.
 */
export interface SignedRoute<Answer> extends RouteDescription {
  readonly answer: z.ZodType<Answer>;
  /** A longer body is refused with 413. */
  readonly bodyLimitBytes: number;
  /** @throws ProblemException for what is not signed */
  handle(request: HttpRequest, body: Buffer): Promise<Answer>;
}

@Injectable()
export class FastifyRoutes {
  private readonly added: RouteDescription[] = [];
  private readonly addedPlain: PlainRoute[] = [];

  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly sameOrigin: SameOriginGuard,
    private readonly rateLimits: RequestRateLimits,
  ) {}

  get all(): readonly RouteDescription[] {
    return this.added;
  }

  get plain(): readonly PlainRoute[] {
    return this.addedPlain;
  }

  /** Adds the route as a Fastify plugin of its own, whose bodies are read as text; as early as `add`. */
  addPlain(route: PlainRoute): void {
    this.addedPlain.push(route);
    this.host.httpAdapter.getInstance().register((server, _options, done) => {
      server.removeAllContentTypeParsers();
      server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, read) => read(null, body));
      const answer = async (request: HttpRequest, reply: HttpReply, body: string | undefined) => {
        const { status, headers, body: text } = await route.answer(request, body);
        reply.code(status);
        for (const [name, value] of Object.entries(headers)) reply.header(name, value);
        return text;
      };
      server.setErrorHandler(async (error, request, reply) => {
        if ((error as { code?: unknown }).code !== TOO_LARGE) throw error;
        return answer(request, reply, undefined);
      });
      server.route({
        method: route.method,
        url: route.path,
        exposeHeadRoute: false,
        bodyLimit: route.bodyLimitBytes,
        handler: (request, reply) =>
          answer(request, reply, typeof request.body === 'string' ? request.body : ''),
      });
      done();
    });
  }

  /** Adds the route as a Fastify plugin of its own; at the latest in `onModuleInit`, before the server listens. */
  add<Body, Answer>(route: FastifyRoute<Body, Answer>): void {
    this.added.push(route);
    this.host.httpAdapter.getInstance().register((server, _options, done) => {
      server.route({
        method: 'POST',
        url: route.path,
        schema: { body: route.body, response: { 200: z.toJSONSchema(route.answer) } },
        validatorCompiler: () => (body: unknown) => parse(route.body, body),
        // Guards come before the body's schema, as in Nest: a stranger is not told what a body should hold.
        preValidation: async (request) => {
          this.sameOrigin.check(request);
          await route.guard(request);
          await this.rateLimits.spend(route.rateLimit, callerOf(request) ?? request.ip);
        },
        handler: (request) => route.handle(request.body as Body, request),
      });
      done();
    });
  }

  /** Adds a route for signed bodies, with parsers of its own; at the latest in `onModuleInit`. */
  addSigned<Answer>(route: SignedRoute<Answer>): void {
    this.added.push(route);
    this.host.httpAdapter.getInstance().register((server, _options, done) => {
      server.removeAllContentTypeParsers();
      server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, parsed) => parsed(null, body));
      server.route({
        method: 'POST',
        url: route.path,
        bodyLimit: route.bodyLimitBytes,
        schema: { response: { 200: z.toJSONSchema(route.answer) } },
        handler: (request) =>
          route.handle(request, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)),
      });
      done();
    });
  }
}

function parse<Body>(schema: z.ZodType<Body>, body: unknown): { value: Body } | { error: Error } {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    return { error: problem('invalid-input', { errors: fieldErrors(parsed.error.issues, body) }) };
  }
  const unstorable = unstorableText(parsed.data);
  return unstorable ? { error: problem('invalid-input', { errors: [unstorable] }) } : { value: parsed.data };
}
