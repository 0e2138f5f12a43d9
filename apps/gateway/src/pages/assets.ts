/**
 * Serves the pages' scripts, styles and pictures. A file with a hash in its name never changes, so browsers cache it for a
 * year; others are validated each time. A `.br` or `.gz` beside a file is sent to browsers that accept it.
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
    // Not awaited: waiting for a plugin would start the server before Nest has set its error handler, and a body that is
    // no JSON would not get problem details. `listen` waits for both.
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
      // One route for each file that exists at the start.
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
