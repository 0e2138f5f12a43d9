/** Creates the HTTP application of every program and every test; it does not listen yet. */
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Demonstration } from './demonstration.js';
import { DocsReaders, serveCachedDocs } from './edge/docs-pages.js';
import { EdgeGate } from './edge/edge-gate.js';
import { clientErrors, edgeServer, type Handler, unroutable } from './edge/edge-listener.js';
import { type Gate, PASSING } from './edge/edge-server.js';
import { NestLogger } from './logging/nest-logger.js';
import { createLogger } from './logging/logger.js';
import { serveOpenApi } from './open-api.js';
import { HealthChecks } from './operations/health-checks.js';
import { Metrics } from './operations/metrics.js';
import { PlatformModule } from './platform.module.js';
import { BODY_LIMIT_BYTES, type PlatformInput, platformOptions } from './platform-options.js';
import { readJsonBodies } from './problems/json-body.js';
import { clientAddresses } from './requests/client-address.js';
import { OfferedMethods } from './requests/offered-methods.js';
import { requestIdFrom } from './requests/request-context.js';
import { addRequestHooks } from './requests/request-hooks.js';
import { CallerCache } from './security/callers.js';
import { securityHeaders } from './security/security-headers.js';

/**
 * `root` holds the program's own modules; the platform's is added around it. The caller may still
 * set a socket adapter; then `listen`, or `init` and `inject`.
 * Bodies: JSON only, up to 256 KB. CORS stays closed: no other site can read our responses.
 */
export async function createApplication(
  root: Type | DynamicModule,
  input: PlatformInput,
): Promise<NestFastifyApplication> {
  const options = platformOptions(input);
  const logger = createLogger(options);
  const headers = await securityHeaders(options.secureCookies);
  const addresses = clientAddresses(options.trustProxy);
  let gate: Gate = PASSING;
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: options.trustProxy.length > 0 && ((address: string) => addresses.trusts(address)),
    serverFactory: (handler: Handler) => edgeServer(handler, options.limits.connections, () => gate),
    clientErrorHandler: clientErrors(headers.data),
    frameworkErrors: unroutable(headers.data),
    genReqId: (request: { headers: Record<string, string | string[] | undefined> }) =>
      requestIdFrom(request.headers['x-request-id']),
    // The request hooks write the log instead of Fastify.
    logger: false,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: ApplicationRoot, imports: [PlatformModule.forRoot(options, input.clock), root] },
    adapter,
    // Fastify's own JSON parser refuses poisoned prototypes; forms and plain text are not accepted.
    { logger: new NestLogger(logger), bodyParser: false, forceCloseConnections: true, abortOnError: false },
  );
  const server = adapter.getInstance();
  server.removeContentTypeParser('text/plain');
  readJsonBodies(server);
  const offered = app.get(OfferedMethods);
  server.addHook('onRoute', ({ method, url }) => offered.add(method, url));
  addRequestHooks(server, {
    logger,
    metrics: app.get(Metrics),
    headers,
    demonstration: app.get(Demonstration),
    callers: app.get(CallerCache),
    trustsProxy: options.trustProxy.length > 0,
  });
  gate = new EdgeGate({
    limits: options.limits,
    addresses,
    callers: app.get(CallerCache),
    health: app.get(HealthChecks),
    headers: headers.data,
  });
  if (options.docs !== 'off') {
    serveCachedDocs(server, app.get(DocsReaders), headers.data, options.docs === 'open');
    serveOpenApi(app, options.publicUrl);
  }
  if (options.handleSignals) app.enableShutdownHooks();
  return app;
}

@Module({})
class ApplicationRoot {}
