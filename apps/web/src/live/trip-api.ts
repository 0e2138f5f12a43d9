/**
 * The customer's calls to the server. Every answer is a value: what was asked for, a refusal in the
 * server's own words, or "later" (no network, a busy or failing server) with when to try again.
 */
import type { Problem } from '@curbline/contracts/problems';

export type Answer<Value> =
  | { readonly value: Value }
  | { readonly refused: Problem }
  | { readonly later: true; readonly afterMs?: number };

/** Statuses that say nothing about the request itself: the same one may pass in a moment. */
const TRY_AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);

/** No answer for this long is no answer. Milliseconds. */
export const ANSWER_LIMIT_MS = 10_000;

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly language: string;
  /** Names a request that changes something: sent again under the same name it has no second effect. */
  readonly key?: string | undefined;
  /** Lets the request outlive the page, for the last one before it is hidden. */
  readonly keepalive?: boolean;
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'title' in value;
}

/** `Retry-After` in seconds, as the server sends it; a date or nonsense counts as absent. */
export function retryAfterMs(header: string | null): number | undefined {
  const seconds = header === null || header.trim() === '' ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 120) * 1000 : undefined;
}

/** Sends one request with the session's cookie. Never throws. */
export async function call<Value>(request: Call, fetcher: typeof fetch = fetch): Promise<Answer<Value>> {
  try {
    const response = await fetcher(request.path, {
      method: request.method,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      keepalive: request.keepalive ?? false,
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
      headers: {
        accept: 'application/json',
        'accept-language': request.language,
        ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(request.key === undefined ? {} : { 'idempotency-key': request.key }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    if (response.ok) return { value: (await response.json()) as Value };
    if (TRY_AGAIN.has(response.status)) {
      return { later: true, afterMs: retryAfterMs(response.headers.get('retry-after')) };
    }
    const body: unknown = await response.json();
    if (!isProblem(body)) return { later: true };
    // Its twin, of which no answer came, is still at work: it will have the answer.
    if (body.code === 'request-in-progress') return { later: true, afterMs: 1_000 };
    return { refused: body };
  } catch {
    // No network, a timeout, a proxy's own page: nothing is known but that it did not pass.
    return { later: true };
  }
}

/** An answer, with when it was asked for and came: ms of the clock that nobody sets. */
export interface Heard<Value> {
  readonly answer: Answer<Value>;
  readonly askedAt: number;
  readonly heardAt: number;
}

export async function hear<Value>(request: Call): Promise<Heard<Value>> {
  const askedAt = performance.now();
  const answer = await call<Value>(request);
  return { answer, askedAt, heardAt: performance.now() };
}
