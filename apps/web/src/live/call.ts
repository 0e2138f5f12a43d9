/**
 * One HTTP call to our own server: JSON in, JSON out, and every way it can end as a value. Refusals come
 * as problem details in the page's language; no answer in time is `unreachable`, never an exception.
 */
import type { Problem } from '@curbline/contracts/problems';

export type Answer<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly roundTripMs: number;
      /** When the server answered, by its own clock to the second; Unix ms. */
      readonly answeredAt: number;
    }
  | {
      readonly ok: false;
      readonly status: number;
      readonly problem: Problem;
      readonly retryAfterMs: number | undefined;
    }
  | { readonly ok: false; readonly status: 0; readonly unreachable: true };

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly body?: object;
  readonly idempotencyKey?: string;
  readonly language?: string;
  /** The version that a change was made from. */
  readonly ifMatch?: number;
  /** Milliseconds until the call counts as unanswered. */
  readonly withinMs?: number;
}

const ANSWER_WITHIN_MS = 10_000;

export async function call<T>(path: string, options: Call = {}): Promise<Answer<T>> {
  const startedAt = performance.now();
  const headers: Record<string, string> = { accept: 'application/json' };
  if (options.body !== undefined) headers['content-type'] = 'application/json';
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
  if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
  if (options.language !== undefined) headers['accept-language'] = options.language;
  try {
    const response = await fetch(path, {
      method: options.method ?? 'GET',
      headers,
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(options.withinMs ?? ANSWER_WITHIN_MS),
    });
    const value: unknown = response.status === 204 ? null : await response.json();
    if (response.ok) {
      return {
        ok: true,
        value: value as T,
        roundTripMs: performance.now() - startedAt,
        answeredAt: Date.parse(response.headers.get('date') ?? '') || Date.now(),
      };
    }
    return {
      ok: false,
      status: response.status,
      problem: asProblem(value, response.status),
      retryAfterMs: retryAfter(response.headers.get('retry-after')),
    };
  } catch {
    // No network, no answer in time, or an answer that is not ours (a proxy's error page).
    return { ok: false, status: 0, unreachable: true };
  }
}

function asProblem(value: unknown, status: number): Problem {
  const problem = (typeof value === 'object' && value !== null ? value : {}) as Partial<Problem>;
  const title = typeof problem.title === 'string' ? problem.title : `HTTP ${status}`;
  const code = typeof problem.code === 'string' ? problem.code : 'server-error';
  return { ...problem, type: problem.type ?? 'about:blank', title, status, code };
}

function retryAfter(header: string | null): number | undefined {
  const seconds = header === null ? Number.NaN : Number(header);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
}

/** 128 random bits in hexadecimal; `crypto.randomUUID` is missing on plain-HTTP pages of the LAN. */
export function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
}
