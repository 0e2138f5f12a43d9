/**
 * Requests to addresses that people of a store or a shop wrote down: webhooks, shops' systems, push services. They reach
 * the public internet, and of the operator's own network only what the operator named (server-side request forgery:
 * OWASP API7:2023). A name is resolved once; what it gave is checked, and the connection goes there and nowhere else, so
 * that a name cannot lead elsewhere between check and connection. Redirects are not followed, proxies of the environment
 * not used.
 */
import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
  request as overHttp,
} from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';
import { hostOf, type OutgoingRefusal, refusalOf } from './outgoing-url.js';
import { type ResolveHost, resolvePrivate, resolvePublic } from './resolve-host.js';

const USUAL_TIMEOUT_MS = 15_000;
const USUAL_ANSWER_BYTES = 64 * 1024;

export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** For all of it, from the lookup to the last byte of the answer, ms; 15 s unless given. */
  readonly timeoutMs?: number;
  /** More of an answer is not read, bytes; 64 KiB unless given. */
  readonly maxAnswerBytes?: number;
}

export type OutgoingResult =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      readonly body: Buffer;
      /** Whether the answer was longer than what was read of it. */
      readonly cut: boolean;
    }
  /** Nothing was sent. */
  | { readonly kind: 'refused'; readonly reason: OutgoingRefusal }
  /** No answer: it may have arrived there or not. */
  | { readonly kind: 'failed'; readonly reason: 'timeout' | 'name_not_found' | 'tls' | 'connection' };

/** An address that the name has may not be asked. */
class NotPublic extends Error {}

export interface Resolvers {
  readonly publicName: ResolveHost;
  readonly privateName: ResolveHost;
}

const SYSTEM_RESOLVERS: Resolvers = { publicName: resolvePublic, privateName: resolvePrivate };

export class OutgoingRequests {
  /** @param privateHosts names and addresses of private machines that the operator allows */
  constructor(
    private readonly privateHosts: ReadonlySet<string>,
    private readonly resolvers: Resolvers = SYSTEM_RESOLVERS,
  ) {}

  /** Why this address may not be asked, as far as it can be told without a lookup; for forms that take one. */
  refusalOf(url: string): OutgoingRefusal | undefined {
    return refusalOf(url, this.privateHosts);
  }

  /** Sends once. Never rejects: whatever went wrong is a result. */
  async send(request: OutgoingRequest): Promise<OutgoingResult> {
    const refusal = this.refusalOf(request.url);
    if (refusal) return { kind: 'refused', reason: refusal };
    const url = new URL(request.url);
    const ending = AbortSignal.timeout(request.timeoutMs ?? USUAL_TIMEOUT_MS);
    try {
      const answer = await this.ask(url, request, ending);
      return await read(answer, request.maxAnswerBytes ?? USUAL_ANSWER_BYTES);
    } catch (error) {
      if (error instanceof NotPublic) return { kind: 'refused', reason: 'address_not_public' };
      return { kind: 'failed', reason: ending.aborted ? 'timeout' : failureOf(error) };
    }
  }

  private ask(
    url: URL,
    { method, headers, body }: OutgoingRequest,
    ending: AbortSignal,
  ): Promise<IncomingMessage> {
    const options: RequestOptions = {
      method,
      headers: { 'accept-encoding': 'identity', ...headers },
      // A connection of its own: none that another request left open to the same name is used again.
      agent: false,
      lookup: this.lookupFor(hostOf(url), ending),
      signal: ending,
    };
    const over = url.protocol === 'https:' ? overHttps : overHttp;
    return new Promise((resolve, reject) => {
      over(url, options, resolve).once('error', reject).end(body);
    });
  }

  /** Node calls it once for each connection, unless the host is an address, which `refusalOf` has checked. */
  private lookupFor(host: string, ending: AbortSignal): LookupFunction {
    const isPrivate = this.privateHosts.has(host);
    const resolve = isPrivate ? this.resolvers.privateName : this.resolvers.publicName;
    return (_name, options, done) => {
      const settle = async (): Promise<void> => {
        const addresses = await resolve(host);
        ending.throwIfAborted();
        const [first] = addresses;
        if (!first) throw Object.assign(new Error('The name has no address'), { code: 'ENOTFOUND' });
        // One private address among public ones is a trap, or a mistake: none of them is used.
        if (!isPrivate && !addresses.every(({ address }) => isPublicAddress(address))) throw new NotPublic();
        if (options.all) done(null, addresses);
        else done(null, first.address, first.family);
      };
      settle().catch((error: NodeJS.ErrnoException) => done(error, []));
    };
  }
}

async function read(answer: IncomingMessage, most: number): Promise<OutgoingResult> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    // Leaving the loop destroys the connection.
    if (bytes > most) break;
  }
  return {
    kind: 'answered',
    status: answer.statusCode ?? 0,
    headers: answer.headers,
    body: Buffer.concat(chunks).subarray(0, most),
    cut: bytes > most,
  };
}

function failureOf(error: unknown): 'name_not_found' | 'tls' | 'connection' {
  const code = String((error as NodeJS.ErrnoException).code ?? '');
  if (/^(ENOTFOUND|ENODATA|ESERVFAIL|ENONAME|EAI_\w+|EBADNAME|EREFUSED)$/.test(code)) return 'name_not_found';
  return /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO)/.test(code) ? 'tls' : 'connection';
}
