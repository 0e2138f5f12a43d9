/**
 * The pages' scripts, styles and pictures. A file whose name carries a hash of its content never changes and
 * is kept by browsers for a year; any other is asked for anew each time. A `.br` or `.gz` beside a file is
 * sent instead where the browser takes it.
 */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import fastifyStatic from '@fastify/static';
import { PAGES_FOLDER } from './pages.js';

@Injectable()
export class Assets implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    @Inject(PAGES_FOLDER) private readonly folder: string,
  ) {}

  async onModuleInit(): Promise<void> {
    const built = await access(this.folder).then(
      () => true,
      () => false,
    );
    if (!built) return;
    const server = this.host.httpAdapter.getInstance();
    // Not awaited: waiting for a plugin starts the server's boot before the error handler is in its place,
    // and a body that is no JSON would be answered past our problem details. `listen` waits for both.
    void server.register(fastifyStatic, {
      root: join(this.folder, 'assets'),
      prefix: '/assets/',
      preCompressed: true,
      index: false,
      cacheControl: false,
      setHeaders: (reply) => reply.header('cache-control', 'public, max-age=31536000, immutable'),
    });
    void server.register(fastifyStatic, {
      root: this.folder,
      // One route a file, found at the start: no address leads anywhere else.
      wildcard: false,
      globIgnore: ['assets/**', '**/*.html', '**/*.br', '**/*.gz'],
      preCompressed: true,
      index: false,
      decorateReply: false,
      cacheControl: false,
      setHeaders: (reply) => reply.header('cache-control', 'no-cache'),
    });
  }
}
