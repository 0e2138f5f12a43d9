/**
 * Hooks of every request: the request id, the response headers, and at its end one log line and one measurement.
 */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import type { Demonstration } from '../demonstration.js';
import { loggableRoute } from '../logging/loggable-route.js';
import type { Metrics } from '../operations/metrics.js';
import { callerOf, type CallerCache } from '../security/callers.js';
import type { SecurityHeaders } from '../security/security-headers.js';
import { withRequestId } from './request-context.js';

/** The path of the API's documentation. */
export const DOCS_PATH = '/docs';

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

export interface RequestHookOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly headers: SecurityHeaders;
  readonly demonstration: Pick<Demonstration, 'isShown'>;
  readonly callers: CallerCache;
  readonly trustsProxy: boolean;
}

export function addRequestHooks(
  server: Server,
  { logger, metrics, headers, demonstration, callers, trustsProxy }: RequestHookOptions,
): void {
  let warned = trustsProxy;

  server.addHook('onRequest', (request, reply, done) => {
    const ofPages = demonstration.isShown ? headers.framedPages : headers.pages;
    reply.headers(/^\/(v1|c|api|radar)\//.test(request.url) ? headers.data : ofPages);
    reply.header('x-request-id', request.id);
    if (!warned && request.headers['x-forwarded-for'] !== undefined) {
      warned = true;
      logger.warn(
        'Requests come through a proxy (X-Forwarded-For is set), but TRUST_PROXY is not set. All clients of the proxy share one rate limit; set TRUST_PROXY to its address.',
      );
    }
    withRequestId(request.id, done, request.ip);
  });

  // The body arrived on the socket's own events: enter the request's context again.
  server.addHook('preValidation', (request, _reply, done) => withRequestId(request.id, done, request.ip));

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

/** The routes that take positions. */
const POSITIONS = /\/fixes$|^\/c\/:token(?!\/event$)|^\/api\/v1\/overland\//;

/** Commands and failures are logged; fixes and reads, which are many, only at debug level. */
function levelOf(method: string, route: string, status: number): 'debug' | 'info' | 'error' {
  if (status >= 500) return 'error';
  if (status >= 400) return 'info';
  return method === 'GET' || method === 'HEAD' || POSITIONS.test(route) ? 'debug' : 'info';
}
