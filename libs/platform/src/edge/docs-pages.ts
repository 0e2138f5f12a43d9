/**
 * `/docs` and what belongs to it: made once, kept compressed, and read by whom the settings let. The document alone
 * has half a megabyte; whoever asks for it a thousand times gets the same few compressed bytes.
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
const zipped = promisify(gzip);

/** Who is let in where the docs are for managers; whoever knows managers says so at the start. */
@Injectable()
export class DocsReaders {
  private known: (cookieHeader: string | undefined) => Promise<boolean> = async () => false;

  letIn(known: (cookieHeader: string | undefined) => Promise<boolean>): void {
    this.known = known;
  }

  mayRead(cookieHeader: string | undefined): Promise<boolean> {
    return this.known(cookieHeader);
  }
}

interface Kept {
  readonly type: string;
  readonly etag: string;
  readonly bodies: Readonly<Record<'br' | 'gzip' | 'identity', Buffer>>;
}

type Server = ReturnType<ReturnType<NestFastifyApplication['getHttpAdapter']>['getInstance']>;

const IS_DOCS = new RegExp(`^${DOCS_PATH}(-json|-yaml)?(/[\\w.-]*)?$`);
/** A page, its document in two forms, and Swagger's few files. */
const MOST_KEPT = 24;
const INSIDE = 'x-curbline-docs-inside';

/** @param fixed the headers of refusals; @param open whether everybody may read */
export function serveDocsOnce(server: Server, readers: DocsReaders, fixed: Headers, open: boolean): void {
  const inside = randomUUID();
  const kept = new Map<string, Promise<Kept | undefined>>();

  const make = async (path: string): Promise<Kept | undefined> => {
    const answer = await server.inject({ url: path, headers: { [INSIDE]: inside } });
    if (answer.statusCode !== 200) return undefined;
    const identity = answer.rawPayload;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    const [br, gz] = await Promise.all([brotli(identity, { params }), zipped(identity)]);
    return {
      type: String(answer.headers['content-type'] ?? 'application/octet-stream'),
      etag: `"${createHash('sha256').update(identity).digest('base64url').slice(0, 22)}"`,
      bodies: { br, gzip: gz, identity },
    };
  };

  const keptOf = (path: string): Promise<Kept | undefined> => {
    const there = kept.get(path);
    if (there) return there;
    const made = make(path).then((page) => {
      if (!page) kept.delete(path);
      return page;
    });
    made.catch(() => kept.delete(path));
    if (kept.size < MOST_KEPT) kept.set(path, made);
    return made;
  };

  server.addHook('onRequest', async (request, reply) => {
    // By the route that the router has found: an address has many spellings.
    const { url: route } = request.routeOptions;
    if (!route?.startsWith(DOCS_PATH) || request.headers[INSIDE] === inside) return undefined;
    const path = decodeURIComponent(request.url.split('?', 1)[0] ?? '');
    if (!open && !(await readers.mayRead(request.headers.cookie))) {
      reply.hijack();
      sendProblem(request.raw, reply.raw, fixed, problem('not-signed-in'));
      return reply;
    }
    if (!IS_DOCS.test(path) || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined;
    const page = await keptOf(path);
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
