/**
 * Serves `/docs` and its files from a cache of compressed responses, to the readers that the settings allow. The API
 * document alone has half a megabyte, so it is created and compressed once.
 */
import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Injectable } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { problem } from '../problems/problem-exception.js';
import { DOCS_PATH } from '../requests/request-hooks.js';
import type { Headers } from '../security/security-headers.js';
import { sendProblem } from './raw-problem.js';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Decides who may read the docs where they are for managers; the access module sets the check at the start. */
@Injectable()
export class DocsReaders {
  private check: (cookieHeader: string | undefined) => Promise<boolean> = async () => false;

  setCheck(check: (cookieHeader: string | undefined) => Promise<boolean>): void {
    this.check = check;
  }

  mayRead(cookieHeader: string | undefined): Promise<boolean> {
    return this.check(cookieHeader);
  }
}

interface CachedPage {
  readonly type: string;
  readonly etag: string;
  readonly bodies: Readonly<Record<'br' | 'gzip' | 'identity', Buffer>>;
}

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

const IS_DOCS = new RegExp(`^${DOCS_PATH}(-json|-yaml)?(/[\\w.-]*)?$`);
/** The page under two addresses, its style, and the documents. */
const MAX_CACHED = 8;
const INTERNAL = 'x-curbline-docs-inside';

/** @param fixed the headers of refusals; @param open whether everybody may read */
export function serveCachedDocs(server: Server, readers: DocsReaders, fixed: Headers, open: boolean): void {
  const internalKey = randomUUID();
  const cache = new Map<string, Promise<CachedPage | undefined>>();

  const create = async (path: string): Promise<CachedPage | undefined> => {
    const response = await server.inject({ url: path, headers: { [INTERNAL]: internalKey } });
    if (response.statusCode !== 200) return undefined;
    const identity = response.rawPayload;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    const [br, gz] = await Promise.all([brotli(identity, { params }), gzipped(identity)]);
    return {
      type: String(response.headers['content-type'] ?? 'application/octet-stream'),
      etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
      bodies: { br, gzip: gz, identity },
    };
  };

  const cachedPage = (path: string): Promise<CachedPage | undefined> => {
    const cached = cache.get(path);
    if (cached) return cached;
    const creating = create(path).then((page) => {
      if (!page) cache.delete(path);
      return page;
    });
    creating.catch(() => cache.delete(path));
    if (cache.size < MAX_CACHED) cache.set(path, creating);
    return creating;
  };

  server.addHook('onRequest', async (request, reply) => {
    // Checked by the matched route, because a path has many spellings.
    const { url: route } = request.routeOptions;
    if (!route?.startsWith(DOCS_PATH) || request.headers[INTERNAL] === internalKey) return undefined;
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '');
    if (!open && !(await readers.mayRead(request.headers.cookie))) {
      reply.hijack();
      sendProblem(request.raw, reply.raw, fixed, problem('not-signed-in'));
      return reply;
    }
    if (!IS_DOCS.test(path) || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
    const page = await cachedPage(path);
    if (!page) return undefined;
    reply.headers({ etag: page.etag, vary: 'accept-encoding', 'cache-control': 'private, no-cache' });
    if (request.headers['if-none-match'] === page.etag) return reply.code(304).send();
    const encoding = encodingFor(request.headers['accept-encoding']);
    if (encoding !== 'identity') reply.header('content-encoding', encoding);
    return reply.type(page.type).send(page.bodies[encoding]);
  });
}

function encodingFor(accepted: string | string[] | undefined): 'br' | 'gzip' | 'identity' {
  const names = String(accepted ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';', 1)[0]);
  if (names.includes('br')) return 'br';
  return names.includes('gzip') ? 'gzip' : 'identity';
}
