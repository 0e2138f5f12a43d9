/** Serves the metrics, and nothing else, on a separate address that is not public. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PLATFORM_OPTIONS, type PlatformOptions } from '../platform-options.js';
import { Metrics } from './metrics.js';

@Injectable()
export class MetricsListener implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | undefined;

  constructor(
    private readonly metrics: Metrics,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  /** Undefined while nothing listens. */
  get port(): number | undefined {
    return (this.server?.address() as AddressInfo | null | undefined)?.port;
  }

  /** @throws EADDRINUSE and the like, so that a program without its metrics does not start. */
  async onApplicationBootstrap(): Promise<void> {
    const { listen } = this.options.metrics;
    if (listen === undefined) return;
    const server = createServer((request, reply) => {
      if (request.method !== 'GET' || request.url !== '/metrics') return void reply.writeHead(404).end();
      this.metrics.registry.metrics().then(
        (text) => {
          reply.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8');
          reply.end(text);
        },
        () => reply.writeHead(500).end(),
      );
    });
    server.maxConnections = 20;
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(listen.port, listen.host, resolve);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise<void>((resolve) => (this.server ? this.server.close(() => resolve()) : resolve()));
  }
}
