/**
 * The pages' one HTTP client: JSON in, JSON out, and every way a call can end as a value. A refusal is problem details
 * in the page's language; no answer in time is no exception.
 */
import type { Problem } from '@curbline/contracts/problems';

export interface Success<Value> {
  readonly ok: true;
  readonly value: Value;
  readonly problem?: undefined;
  /** When it was sent and when the answer was read, by the clock that nobody sets (`performance.now`). */
  readonly sentAt: number;
  readonly receivedAt: number;
  /** When the server answered, by its own clock to the second; Unix ms. */
  readonly answeredAt: number;
}

export interface Refusal {
  readonly ok: false;
  readonly problem: Problem;
  /** Milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** No network, no answer in time, or an answer that is not the server's (a proxy's error page). */
export interface Unreachable {
  readonly ok: false;
  readonly problem?: undefined;
}

export type CallResult<Value> = Success<Value> | Refusal | Unreachable;

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  /** Idempotency key: sent again under the same one, the request has no second effect. */
  readonly key?: string | undefined;
  /** The page's own, unless given. */
  readonly language?: string;
  /** The version that a change was made from. */
  readonly ifMatch?: number | undefined;
  /** Lets the request outlive the page, for the last one before it is hidden. */
  readonly keepalive?: boolean;
}

const UNREACHABLE: Unreachable = { ok: false };
const ANSWER_WITHIN_MS = 10_000;
const LONGEST_RETRY_AFTER_S = 120;

/** Sends one request with the session's cookie. Never throws. */
export async function call<Value>(
  path: string,
  { method = 'GET', body, key, language, ifMatch, keepalive = false }: RequestOptions = {},
): Promise<CallResult<Value>> {
  const sentAt = performance.now();
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      keepalive,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      headers: {
        accept: 'application/json',
        'accept-language': language ?? document.documentElement.lang,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(ifMatch !== undefined && { 'if-match': `"${ifMatch}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const value: unknown = response.status === 204 ? null : await response.json();
    if (response.ok) {
      const answeredAt = Date.parse(response.headers.get('date') ?? '') || Date.now();
      return { ok: true, value: value as Value, sentAt, receivedAt: performance.now(), answeredAt };
    }
    if (!isProblem(value)) return UNREACHABLE;
    return { ok: false, problem: value, retryAfterMs: retryAfterMs(response.headers.get('retry-after')) };
  } catch {
    return UNREACHABLE;
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'title' in value;
}

/** `Retry-After` in seconds, as the server sends it; a date or nonsense counts as absent. */
export function retryAfterMs(header: string | null): number | undefined {
  const seconds = header?.trim() ? Number(header) : Number.NaN;
  return seconds >= 0 ? Math.min(seconds, LONGEST_RETRY_AFTER_S) * 1000 : undefined;
}

/** What an answer means for the request: whether it was done is not known as long as it may pass later. */
export type Outcome<Value> =
  | { readonly done: Value }
  | { readonly refused: Problem }
  /** No answer, or, as `failed`, one that says nothing about the request: the server could not do it just now. */
  | { readonly later: true; readonly afterMs?: number | undefined; readonly failed?: boolean };

const NOT_NOW: readonly number[] = [408, 425, 429];

export function outcomeOf<Value>(answer: CallResult<Value>): Outcome<Value> {
  if (answer.ok) return { done: answer.value };
  if (!answer.problem) return { later: true };
  const { status, code } = answer.problem;
  // An earlier try of the same request that is still in progress will have the answer.
  const failed = status >= 500 || NOT_NOW.includes(status) || code === 'request-in-progress';
  return failed ? { later: true, failed, afterMs: answer.retryAfterMs } : { refused: answer.problem };
}

const RETRY_AFTER_MS = 1_000;

/** A change under a key; once more when no answer came or the first is still at work, since it has no second effect. */
export async function callWithRetry<Value>(
  path: string,
  options: RequestOptions & { readonly key: string },
): Promise<CallResult<Value>> {
  const answer = await call<Value>(path, options);
  if (answer.ok || (answer.problem && answer.problem.code !== 'request-in-progress')) return answer;
  await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
  return call<Value>(path, options);
}

/** 128 random bits in hexadecimal; `crypto.randomUUID` is missing on plain-HTTP pages of the LAN. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
}
