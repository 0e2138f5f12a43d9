/** A shop's system in a test: a small HTTP server that plays the APIs of WooCommerce, Shopify and Square. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

type Answer = { readonly status?: number; readonly body?: unknown } | undefined;

export class ShopPeer {
  readonly calls: Call[] = [];
  /** What the shop answers; undefined is 404. */
  answer: (call: Call) => Answer = () => undefined;

  private constructor(private readonly server: Server) {}

  static async start(): Promise<ShopPeer> {
    const server = createServer();
    const peer = new ShopPeer(server);
    server.on('request', (request, reply) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        const url = new URL(request.url ?? '/', 'http://peer');
        const text = Buffer.concat(parts).toString('utf8');
        const call = {
          method: request.method ?? '',
          path: url.pathname,
          query: url.searchParams,
          headers: request.headers,
          body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
        };
        peer.calls.push(call);
        const { status = 200, body } = peer.answer(call) ?? { status: 404, body: {} };
        reply.writeHead(status, { 'content-type': 'application/json' });
        reply.end(typeof body === 'string' ? body : JSON.stringify(body ?? {}));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    return peer;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The calls that changed something. */
  get changes(): Call[] {
    return this.calls.filter(({ method }) => method !== 'GET');
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}
