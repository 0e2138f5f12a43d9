/**
 * What every request and every connection is held to, whatever it asks for: the budgets, how many answers one
 * connection may wait for at once, and how many connections one address may hold. See ADR 20.
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

/** Browsers wait for one answer at a time on a connection, and proxies as well. */
const MOST_WAITED_FOR = 16;
/** Then the connection ends, and another one is opened: no caller keeps one for ever. A proxy's is many callers'. */
const MOST_ON_A_CONNECTION = 1_000;
/** A slow phone gets its last answer within this; who reads nothing is cut off then. */
const LAST_ANSWER_WITHIN_MS = 5_000;
/** Requests pipelined behind the last answer, of a caller who does not read, and of anybody; a browser has none. */
const MOST_IGNORED_UNREAD = 100;
const MOST_IGNORED = 10_000;
/** A trusted proxy ends its idle connections first (deploy/Caddyfile: 60 s), so that none is cut in its hands. */
const PROXY_IDLE_MS = 75_000;

/** Each such part of what went out, after the first, counts as one request more. */
const PART_BYTES = 32 * 1024;

interface Line {
  /** Bytes that went out and are paid for. */
  paidFor: number;
  /** Answers that are still to be given. */
  waitedFor: number;
  requests: number;
  /** An answer said that the connection ends: what comes after it is not read. */
  ending: boolean;
  /** Requests that came after its last answer. */
  ignored: number;
  readonly ofProxy: boolean;
}

const LINE = Symbol('line');
type KnownSocket = Socket & { [LINE]?: Line };

export interface EdgeGateParts {
  readonly limits: RateLimits;
  readonly addresses: ClientAddresses;
  readonly callers: CallerCache;
  readonly health: HealthChecks;
  /** The headers of all data. */
  readonly headers: Headers;
}

export class EdgeGate implements Gate {
  private readonly budgets: EdgeRateLimits;
  private readonly connections = new Map<string, number>();

  constructor(private readonly parts: EdgeGateParts) {
    this.budgets = new EdgeRateLimits(parts.limits);
  }

  admits(request: IncomingMessage, reply: ServerResponse): boolean {
    const line = this.lineOf(request.socket);
    if (line.ending) return this.ignore(request, line);
    line.waitedFor += 1;
    line.requests += 1;
    reply.once('close', () => {
      line.waitedFor -= 1;
      this.chargeBytes(request, line);
      if (line.ofProxy) request.socket.setTimeout(PROXY_IDLE_MS);
    });
    if (line.waitedFor > MOST_WAITED_FOR) return this.refuse(request, reply, line, 1_000);
    // Cheaper than any refusal, and whoever restarts us asks for it while others flood.
    if (request.url === '/health/live' && request.method === 'GET') return this.sendLiveness(reply);
    const wait = this.spend(request);
    if (wait > 0) return this.refuse(request, reply, line, wait);
    if (request.headers.host === undefined && request.httpVersion !== '1.0') {
      sendProblem(request, reply, this.parts.headers, problem('invalid-input', { detail: NO_HOST }));
      return false;
    }
    if (request.headers.expect !== undefined && !/^100-continue$/i.test(request.headers.expect)) {
      sendProblem(request, reply, this.parts.headers, problem('invalid-input', { detail: NO_EXPECT }));
      return false;
    }
    if (!line.ofProxy && line.requests >= MOST_ON_A_CONNECTION) this.end(request, reply, line);
    if (request.url?.startsWith(SOCKET_PATH)) {
      for (const [name, value] of Object.entries(this.parts.headers)) reply.setHeader(name, value);
    }
    return true;
  }

  admitsUpgrade(request: IncomingMessage, socket: Duplex): boolean {
    const wait = this.spend(request);
    if (wait === 0) return true;
    socket.on('error', () => {});
    // Nobody reads an upgraded connection any more, so the other side's end is never heard: it is closed here.
    socket.end(problemText(request, this.parts.headers, tooMany(wait)), () => socket.destroy());
    return false;
  }

  admitsConnection(socket: Socket): boolean {
    const { remoteAddress } = socket;
    if (remoteAddress === undefined) return false;
    const ofProxy = this.parts.addresses.trusts(remoteAddress);
    (socket as KnownSocket)[LINE] = {
      paidFor: 0,
      waitedFor: 0,
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

  private chargeBytes(request: IncomingMessage, line: Line): void {
    const parts = Math.floor((request.socket.bytesWritten - line.paidFor) / PART_BYTES);
    if (parts === 0) return;
    line.paidFor += parts * PART_BYTES;
    const { addresses, callers } = this.parts;
    const address = addresses.of(request) ?? request.socket.remoteAddress;
    if (address !== undefined) this.budgets.charge(address, callers.find(request), parts);
  }

  private spend(request: IncomingMessage): number {
    const { addresses, callers } = this.parts;
    return this.budgets.spend(addresses.of(request) ?? '', callers.find(request), Date.now());
  }

  /** Ends the connection of a caller who is not behind a proxy: what they have sent besides is not even read. */
  private refuse(request: IncomingMessage, reply: ServerResponse, line: Line, waitMs: number): false {
    if (!line.ofProxy) this.end(request, reply, line);
    sendProblem(request, reply, this.parts.headers, tooMany(waitMs));
    return false;
  }

  /**
   * This answer is the connection's last. Node closes it once the answer is written; a caller who never reads would
   * keep it open, so it is cut after a while all the same.
   */
  private end(request: IncomingMessage, reply: ServerResponse, line: Line): void {
    line.ending = true;
    reply.setHeader('connection', 'close');
    const cut = setTimeout(() => request.socket.destroy(), LAST_ANSWER_WITHIN_MS).unref();
    request.socket.once('close', () => clearTimeout(cut));
  }

  /** A request behind the last answer. Whoever floods is cut off: each one costs memory until the connection ends. */
  private ignore(request: IncomingMessage, line: Line): false {
    line.ignored += 1;
    const unread = request.socket.writableLength > 0;
    if (line.ignored > (unread ? MOST_IGNORED_UNREAD : MOST_IGNORED)) request.socket.destroy();
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

  private lineOf(socket: KnownSocket): Line {
    socket[LINE] ??= { paidFor: 0, waitedFor: 0, requests: 0, ending: false, ignored: 0, ofProxy: false };
    return socket[LINE];
  }
}

const tooMany = (waitMs: number) => problem('too-many-requests', { retryAfterS: waitMs / 1000 });

const NO_HOST = { en: 'The Host header is missing.', fr: 'L’en-tête Host manque.' };
const NO_EXPECT = {
  en: 'The Expect header asks for what is not offered here: leave it out.',
  fr: 'L’en-tête Expect demande ce qui n’est pas proposé ici : retirez-le.',
};
