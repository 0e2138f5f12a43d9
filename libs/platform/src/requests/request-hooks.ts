/**
 * What happens to every request around its handler: it gets an id that travels with it, the headers
 * of every answer, one log line and one measurement at its end.
 */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { loggableRoute } from '../logging/loggable-route.js';
import type { Metrics } from '../operations/metrics.js';
import { callerOf, type CallerCache } from '../security/callers.js';
import { DOCS_POLICY, type Headers } from '../security/security-headers.js';
import { withRequestId } from './request-context.js';

/** The path of Swagger's page. */
export const DOCS_PATH = '/docs';

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

export interface Surroundings {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly headers: { readonly pages: Headers; readonly data: Headers };
  readonly callers: CallerCache;
  readonly trustsProxy: boolean;
}

export function addRequestHooks(
  server: Server,
  { logger, metrics, headers, callers, trustsProxy }: Surroundings,
): void {
  let warned = trustsProxy;

  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.url.startsWith('/v1/') ? headers.data : headers.pages);
    reply.header('x-request-id', request.id);
    if (request.url.startsWith(DOCS_PATH)) reply.header('content-security-policy', DOCS_POLICY);
    if (!warned && request.headers['x-forwarded-for'] !== undefined) {
      warned = true;
      logger.warn(
        'a proxy stands in front, but TRUST_PROXY is not set: all its clients share one request limit',
      );
    }
    withRequestId(request.id, done);
  });

  // The body arrived on the socket's own events: enter the request's context again.
  server.addHook('preValidation', (request, _reply, done) => withRequestId(request.id, done));

  server.addHook('onResponse', (request, reply, done) => {
    const caller = callerOf(request);
    if (caller !== undefined) callers.note(request, caller);
    const pattern = request.is404 ? undefined : request.routeOptions.url;
    const route = pattern ?? 'unmatched';
    const status = reply.statusCode;
    metrics.observeRequest(request.method, route, status, reply.elapsedTime / 1000);
    const level = levelOf(request.method, route, status);
    if (!logger.isLevelEnabled(level)) return done();
    logger[level]({
      requestId: request.id,
      msg: `${request.method} ${loggableRoute(pattern, request.params, status)} ${status}`,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
}

/** Fixes and reads come by the thousand and are counted in the metrics; commands and failures are told. */
function levelOf(method: string, route: string, status: number): 'debug' | 'info' | 'error' {
  if (status >= 500) return 'error';
  if (status >= 400) return 'info';
  return method === 'GET' || method === 'HEAD' || route.endsWith('/fixes') ? 'debug' : 'info';
}
