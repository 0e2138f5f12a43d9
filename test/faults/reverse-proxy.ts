/**
 * What stands before many processes in production, as small as a test needs it: a path goes to the service that
 * deploy/Caddyfile names, a copy that does not answer is left out for a while, boards' lines pass through.
 */
import { createHash } from 'node:crypto';
import { Agent, createServer, request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRoutes, type Service } from './caddy-routes.js';

const LEFT_OUT_MS = 2_000;
const TRIES_FOR_MS = 5_000;

export class ReverseProxy {
  private readonly agent = new Agent({ keepAlive: true });
  private readonly server = createServer((request, reply) => void this.pass(request, reply));
  private readonly lines = new Set<Socket>();
  private readonly failedAt = new Map<number, number>();
  private readonly routes = readRoutes();
  private turn = 0;

  /** @param ports of each service's copies */
  constructor(private readonly ports: Readonly<Record<Service, readonly number[]>>) {
    this.server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
      void this.join(request, socket, head);
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((listening) => this.server.listen(0, '127.0.0.1', listening));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const line of this.lines) line.destroy();
    this.agent.destroy();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }

  private async pass(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    request.on('error', () => {});
    reply.on('error', () => {});
    const found = await this.reach(request);
    if (!found) return void reply.writeHead(502).end();
    found.destroy();
    const { method, url, headers } = request;
    const onward = ask(
      { host: '127.0.0.1', port: found.port, method, path: url, headers, agent: this.agent },
      (response) => {
        reply.writeHead(response.statusCode ?? 502, response.headers);
        response.on('error', () => reply.destroy());
        response.pipe(reply);
      },
    );
    // What was sent may have had its effect: it is not sent to another copy.
    onward.on('error', () => (reply.headersSent ? reply.destroy() : reply.writeHead(502).end()));
    reply.on('close', () => onward.destroy());
    request.pipe(onward);
  }

  private async join(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    socket.on('error', () => {});
    const upstream = await this.reach(request);
    if (!upstream) return void socket.destroy();
    const lines = [`${request.method} ${request.url} HTTP/1.1`];
    for (let at = 0; at + 1 < request.rawHeaders.length; at += 2) {
      lines.push(`${request.rawHeaders[at]}: ${request.rawHeaders[at + 1]}`);
    }
    upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
    upstream.write(head);
    socket.pipe(upstream).pipe(socket);
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      this.lines.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        this.lines.delete(one);
        other.destroy();
      });
    }
  }

  /** A connection to a copy that takes one. */
  private async reach(request: IncomingMessage): Promise<(Socket & { port: number }) | undefined> {
    const service = this.routes(request.url ?? '/');
    const from = turnOf(request) ?? this.turn++;
    for (const until = performance.now() + TRIES_FOR_MS; performance.now() < until; await sleep(100)) {
      for (const port of this.inTurn(service, from)) {
        const socket = await open(port);
        if (socket) {
          this.failedAt.delete(port);
          return Object.assign(socket, { port });
        }
        this.failedAt.set(port, performance.now());
      }
    }
    return undefined;
  }

  private inTurn(service: Service, from: number): readonly number[] {
    const all = this.ports[service];
    const turned = all.map((_, n) => all[(from + n) % all.length] ?? 0);
    const well = turned.filter(
      (port) => performance.now() - (this.failedAt.get(port) ?? -Infinity) > LEFT_OUT_MS,
    );
    return well.length > 0 ? well : turned;
  }
}

const SNAPSHOT = /^\/v1\/stores\/[^/]+\/board$/;

/** Of what stays with one copy, the number by which it is chosen: a line by who asks, snapshots by their store. */
function turnOf({ url = '/', headers }: IncomingMessage): number | undefined {
  if (url.startsWith('/socket.io')) return numberOf(String(headers['x-forwarded-for']));
  return SNAPSHOT.test(url) ? numberOf(url) : undefined;
}

const numberOf = (text: string): number => createHash('sha256').update(text).digest().readUInt16BE();

function open(port: number): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    socket.once('connect', () => resolve(socket)).once('error', () => resolve(undefined));
  });
}
