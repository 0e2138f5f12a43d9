/** The listening end: how long it waits for whom, and what it answers to what is not even HTTP or no address. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { ProblemCode } from '@curbline/contracts/problems';
import { problem } from '../problems/problem-exception.js';
import type { Headers } from '../security/security-headers.js';
import { EdgeServer, type Gate } from './edge-server.js';
import { sendProblem, problemText } from './raw-problem.js';

/** A connection that has said nothing, or not a whole head, ends after this. */
const HEAD_WITHIN_MS = 8_000;
/** A request whose body is not here in this time is dropped: slow senders hold no connection. */
const REQUEST_WITHIN_MS = 30_000;
/** A connection that waits for its next request; of a trusted proxy, longer (edge-gate.ts). */
const IDLE_MS = 8_000;
const LOOK_EVERY_MS = 1_000;

/** Where boards connect; the only path that is upgraded to another protocol. */
export const SOCKET_PATH = '/socket.io';

export type Handler = (request: IncomingMessage, reply: ServerResponse) => void;

/** @param connections how many may be open at once; more are refused before they say anything */
export function edgeServer(handler: Handler, connections: number, gate: () => Gate): EdgeServer {
  const options = {
    headersTimeout: HEAD_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    keepAliveTimeout: IDLE_MS,
    connectionsCheckingInterval: LOOK_EVERY_MS,
    // The gate answers for it, with the headers of every answer.
    requireHostHeader: false,
    // A request that offers another protocol but works without, such as HTTP/2 in clear text, gets its ordinary answer.
    shouldUpgradeCallback: ({ url, headers }: IncomingMessage): boolean =>
      server.listenerCount('upgrade') > 0 &&
      Boolean(url?.startsWith(`${SOCKET_PATH}/`) && /\bwebsocket\b/i.test(headers.upgrade ?? '')),
  };
  const server: EdgeServer = new EdgeServer(options, gate);
  server.maxConnections = connections;
  server.on('request', handler);
  // The gate answers what it does not know; without anybody listening Node would.
  server.on('checkExpectation', () => {});
  return server;
}

/** What Node makes of bytes that are no request: too long a head, too slow a one, or no HTTP. */
const BY_NODE: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'head-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

export function clientErrors(fixed: Headers): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const code = BY_NODE[error.code ?? ''] ?? 'malformed-request';
    // A connection that never spoke gets no answer to a question that it did not ask.
    const silent = code === 'too-slow' && socket.bytesRead === 0;
    if (socket.writable && !silent) socket.write(problemText({ headers: {} }, fixed, problem(code)));
    socket.destroy(error);
  };
}

interface FrameworkReply {
  readonly raw: ServerResponse;
  hijack(): unknown;
}

/** For addresses that the router cannot read: `/%` or a parameter of a thousand letters. */
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
