/** Calls the systems of shops, whose addresses people wrote down, and says in one word what went wrong. */
import { Injectable } from '@nestjs/common';
import { OutgoingRequests, type OutgoingResult } from '@curbline/platform';
import { ShopCallFailed } from './shop-call-failed.js';

const TIMEOUT_MS = 20_000;
/** A page of 100 orders has less than 1 MB. */
const MOST_BYTES = 16 * 1024 * 1024;
const LONGEST_WAIT_S = 3_600;

export interface ShopCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
}

@Injectable()
export class ShopHttp {
  constructor(private readonly outgoing: OutgoingRequests) {}

  /** Whether a connection may have this address. @param address a URL */
  accepts(address: string): boolean {
    return this.outgoing.refusalOf(address) === undefined;
  }

  /** @returns the JSON of the answer. @throws ShopCallFailed for every other outcome. */
  async json({ method, url, headers, body }: ShopCall): Promise<unknown> {
    const result = await this.outgoing.send({
      method,
      url,
      timeoutMs: TIMEOUT_MS,
      maxAnswerBytes: MOST_BYTES,
      headers: {
        accept: 'application/json',
        'user-agent': 'Curbline',
        ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return jsonOf(result);
  }
}

function jsonOf(result: OutgoingResult): unknown {
  if (result.kind === 'refused') throw new ShopCallFailed('address_refused');
  if (result.kind === 'failed') throw new ShopCallFailed('unreachable');
  const { status, headers, body, cut } = result;
  if (status === 401 || status === 403) throw new ShopCallFailed('not_signed_in');
  if (status === 404 || status === 410) throw new ShopCallFailed('not_found');
  const wait = Number(headers['retry-after']);
  if (status === 429 || status >= 500)
    throw new ShopCallFailed('unreachable', wait > 0 ? Math.min(wait, LONGEST_WAIT_S) : undefined);
  // A redirection leads to another address than the one that was given.
  if (status >= 300) throw new ShopCallFailed('refused');
  try {
    if (!cut) return body.length === 0 ? {} : JSON.parse(body.toString('utf8'));
  } catch {
    // Answered below.
  }
  throw new ShopCallFailed('unreadable');
}
