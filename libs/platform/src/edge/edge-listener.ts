/** The HTTP server with its timeouts, and its responses to what is not HTTP or has no valid path. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ProblemCode } from '@curbline/contracts/problems';
import { problem } from '../problems/problem-exception.js';
import type { Headers } from '../security/security-headers.js';
import { EdgeServer, type Gate } from './edge-server.js';
import { sendProblem, problemText } from './raw-problem.js';

/** A connection without a complete request head ends after this time. */
const HEAD_TIMEOUT_MS = 8_000;
/** A request without a complete body is refused after this time. */
const REQUEST_TIMEOUT_MS = 30_000;
/** How long an idle connection stays open; that of a trusted proxy longer (edge-gate.ts). */
const IDLE_MS = 8_000;
const CHECK_INTERVAL_MS = 1_000;

/** Where boards connect; the only path that is upgraded to another protocol. */
export const SOCKET_PATH = '/socket.io';

export type Handler = (request: IncomingMessage, reply: ServerResponse) => void;

/** @param connections how many may be open at once; further ones are refused at once */
export function edgeServer(handler: Handler, connections: number, gate: () => Gate): EdgeServer {
  const options = {
    headersTimeout: HEAD_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: IDLE_MS,
    connectionsCheckingInterval: CHECK_INTERVAL_MS,
    // The gate refuses it with our headers.
    requireHostHeader: false,
    // A request that offers another protocol but works without, such as HTTP/2 in clear text, gets its ordinary answer.
    shouldUpgradeCallback: ({ url, headers }: IncomingMessage): boolean =>
      server.listenerCount('upgrade') > 0 &&
      Boolean(url?.startsWith(`${SOCKET_PATH}/`) && /\bwebsocket\b/i.test(headers.upgrade ?? '')),
  };
  const server: EdgeServer = new EdgeServer(options, gate);
  server.maxConnections = connections;
  server.on('request', handler);
  // The gate refuses unknown expectations; without a listener Node would respond.
  server.on('checkExpectation', () => {});
  return server;
}

/** Problem codes by the error code of Node for bytes that are no valid request. */
const CODE_OF_ERROR: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'head-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

export function clientErrors(fixed: Headers): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const code = CODE_OF_ERROR[error.code ?? ''] ?? 'malformed-request';
    // A connection that sent nothing gets no response.
    const silent = code === 'too-slow' && socket.bytesRead === 0;
    if (socket.writable && !silent) socket.write(problemText({ headers: {} }, fixed, problem(code)));
    socket.destroy(error);
  };
}

interface FrameworkReply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/** Refuses paths that the router cannot read: `/%`, or a parameter of a thousand letters. */
export function unroutable(
  fixed: Headers,
): (
  error: { readonly code: string },
  request: { readonly raw: IncomingMessage },
  reply: FrameworkReply,
) => void {
  return ({ code }, request, reply) => {
    const kind = code === 'FST_ERR_MAX_PARAM_LENGTH' ? 'not-found' : 'malformed-request';
    reply.hijack();
    sendProblem(request.raw, reply.raw, fixed, problem(kind));
  };
}
