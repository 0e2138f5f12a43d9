/**
 * Limits of every request and every connection: rate limits, how many responses one connection may wait for at once,
 * and how many connections one address may have. See ADR 20.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HealthChecks } from '../operations/health-checks.js';
import type { RateLimits } from '../platform-options.js';
import { problem } from '../problems/problem-exception.js';
import { addressKey } from '../requests/address-keys.js';
import type { ClientAddresses } from '../requests/client-address.js';
import type { CallerCache } from '../security/callers.js';
import type { Headers } from '../security/security-headers.js';
import { EdgeRateLimits } from './edge-rate-limits.js';
import { SOCKET_PATH } from './edge-listener.js';
import type { Gate } from './edge-server.js';
import { sendProblem, problemText } from './raw-problem.js';

/** The most responses that one connection may wait for; browsers and proxies wait for one at a time. */
const MAX_PENDING = 16;
/** The connection of a caller ends after so many requests; that of a proxy, which many callers share, does not. */
const MAX_REQUESTS_PER_CONNECTION = 1_000;
/** How long the last response on a connection may take before the connection is cut, ms. */
const LAST_RESPONSE_TIMEOUT_MS = 5_000;
/** Pipelined requests after the last response before the connection is cut: when it is unread, and in any case. */
const MAX_IGNORED_UNREAD = 100;
const MAX_IGNORED = 10_000;
/** A trusted proxy ends its idle connections first (deploy/Caddyfile: 60 s), so that none is closed while it sends a request. */
const PROXY_IDLE_MS = 75_000;

/** Each further part of this size in a response counts as one more request, bytes. */
const PART_BYTES = 32 * 1024;

interface ConnectionState {
  /** Bytes sent that were counted against the rate limit. */
  chargedBytes: number;
  /** Requests without a complete response. */
  pending: number;
  requests: number;
  /** A response said that the connection ends; further requests are ignored. */
  ending: boolean;
  /** Requests that came after the last response. */
  ignored: number;
  readonly ofProxy: boolean;
}

const STATE = Symbol('connection state');
type SocketWithState = Socket & { [STATE]?: ConnectionState };

export interface EdgeGateParts {
  readonly limits: RateLimits;
  readonly addresses: ClientAddresses;
  readonly callers: CallerCache;
  readonly health: HealthChecks;
  /** The headers of all data. */
  readonly headers: Headers;
}

export class EdgeGate implements Gate {
  private readonly rateLimits: EdgeRateLimits;
  private readonly connections = new Map<string, number>();

  constructor(private readonly parts: EdgeGateParts) {
    this.rateLimits = new EdgeRateLimits(parts.limits);
  }

  admits(request: IncomingMessage, reply: ServerResponse): boolean {
    const connection = this.stateOf(request.socket);
    if (connection.ending) return this.ignore(request, connection);
    connection.pending += 1;
    connection.requests += 1;
    reply.once('close', () => {
      connection.pending -= 1;
      this.chargeBytes(request, connection);
      if (connection.ofProxy) request.socket.setTimeout(PROXY_IDLE_MS);
    });
    if (connection.pending > MAX_PENDING) return this.refuse(request, reply, connection, 1_000);
    // Answered even during a flood, because the supervisor restarts a program that does not answer it.
    if (request.url === '/health/live' && request.method === 'GET') return this.sendLiveness(reply);
    const wait = this.spend(request);
    if (wait > 0) return this.refuse(request, reply, connection, wait);
    if (request.headers.host === undefined && request.httpVersion !== '1.0') {
      sendProblem(request, reply, this.parts.headers, problem('invalid-input', { detail: NO_HOST }));
      return false;
    }
    if (request.headers.expect !== undefined && !/^100-continue$/i.test(request.headers.expect)) {
      sendProblem(request, reply, this.parts.headers, problem('invalid-input', { detail: NO_EXPECT }));
      return false;
    }
    if (!connection.ofProxy && connection.requests >= MAX_REQUESTS_PER_CONNECTION)
      this.end(request, reply, connection);
    if (request.url?.startsWith(SOCKET_PATH)) {
      for (const [name, value] of Object.entries(this.parts.headers)) reply.setHeader(name, value);
    }
    return true;
  }

  admitsUpgrade(request: IncomingMessage, socket: Duplex): boolean {
    const wait = this.spend(request);
    if (wait === 0) return true;
    socket.on('error', () => {});
    // Nobody reads an upgraded socket any more, so the end of the other side is never noticed: it is closed here.
    socket.end(problemText(request, this.parts.headers, tooMany(wait)), () => socket.destroy());
    return false;
  }

  admitsConnection(socket: Socket): boolean {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined) return false;
    const ofProxy = this.parts.addresses.trusts(remoteAddress);
    (socket as SocketWithState)[STATE] = {
      chargedBytes: 0,
      pending: 0,
      requests: 0,
      ending: false,
      ignored: 0,
      ofProxy,
    };
    if (ofProxy) return true;
    const key = addressKey(remoteAddress);
    const open = this.connections.get(key) ?? 0;
    if (open >= this.parts.limits.connectionsPerAddress) return false;
    this.connections.set(key, open + 1);
    socket.once('close', () => {
      const left = (this.connections.get(key) ?? 1) - 1;
      if (left > 0) this.connections.set(key, left);
      else this.connections.delete(key);
    });
    return true;
  }

  private chargeBytes(request: IncomingMessage, connection: ConnectionState): void {
    const parts = Math.floor((request.socket.bytesWritten - connection.chargedBytes) / PART_BYTES);
    if (parts === 0) return;
    connection.chargedBytes += parts * PART_BYTES;
    const { addresses, callers } = this.parts;
    const address = addresses.of(request) ?? request.socket.remoteAddress;
    if (address !== undefined) this.rateLimits.charge(address, callers.find(request), parts);
  }

  private spend(request: IncomingMessage): number {
    const { addresses, callers } = this.parts;
    return this.rateLimits.spend(addresses.of(request) ?? '', callers.find(request), Date.now());
  }

  /** Refuses a request; without a proxy also ends the connection, so that no further request on it is read. */
  private refuse(
    request: IncomingMessage,
    reply: ServerResponse,
    connection: ConnectionState,
    waitMs: number,
  ): false {
    if (!connection.ofProxy) this.end(request, reply, connection);
    sendProblem(request, reply, this.parts.headers, tooMany(waitMs));
    return false;
  }

  /**
   * Makes this response the last one of the connection. Node closes the connection once the response is written; a timer
   * cuts it for a caller who never reads.
   */
  private end(request: IncomingMessage, reply: ServerResponse, connection: ConnectionState): void {
    connection.ending = true;
    reply.setHeader('connection', 'close');
    const cut = setTimeout(() => request.socket.destroy(), LAST_RESPONSE_TIMEOUT_MS).unref();
    request.socket.once('close', () => clearTimeout(cut));
  }

  /** Ignores a request after the last response. Past a number of them the connection is cut, since each costs memory. */
  private ignore(request: IncomingMessage, connection: ConnectionState): false {
    connection.ignored += 1;
    const unread = request.socket.writableLength > 0;
    if (connection.ignored > (unread ? MAX_IGNORED_UNREAD : MAX_IGNORED)) request.socket.destroy();
    return false;
  }

  private sendLiveness(reply: ServerResponse): false {
    const { stopping } = this.parts.health;
    const body = stopping ? '{"status":"stopping"}' : '{"status":"live"}';
    reply.writeHead(stopping ? 503 : 200, {
      ...this.parts.headers,
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
    });
    reply.end(body);
    return false;
  }

  private stateOf(socket: SocketWithState): ConnectionState {
    socket[STATE] ??= { chargedBytes: 0, pending: 0, requests: 0, ending: false, ignored: 0, ofProxy: false };
    return socket[STATE];
  }
}

const tooMany = (waitMs: number) => problem('too-many-requests', { retryAfterS: waitMs / 1000 });

const NO_HOST = { en: 'The Host header is missing.', fr: 'L’en-tête Host manque.' };
const NO_EXPECT = {
  en: 'The Expect header asks for what is not offered here: leave it out.',
  fr: 'L’en-tête Expect demande ce qui n’est pas proposé ici\u00a0: retirez-le.',
};
