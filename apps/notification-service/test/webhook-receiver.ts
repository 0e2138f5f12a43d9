import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
type Answer = {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly afterMs?: number;
};

/** A system that receives webhooks. */
export class Receiver {
  readonly received: Received[] = [];
  answer: () => Answer = () => ({ status: 204 });
  private server: Server | undefined;

  async listen(): Promise<string> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
        const { status, headers = {}, afterMs = 0 } = this.answer();
        setTimeout(() => response.writeHead(status, headers).end(), afterMs);
      });
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  get ids(): string[] {
    return this.received.map(({ headers }) => String(headers['webhook-id']));
  }

  close(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}
