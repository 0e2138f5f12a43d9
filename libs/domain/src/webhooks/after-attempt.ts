/**
 * What becomes of a webhook and of its endpoint after an attempt. Source: Standard Webhooks 1.0.0, "Deliverability and
 * reliability": ten attempts over 75 hours, only 2xx succeeds, 410 ends the endpoint, Retry-After is honored; an endpoint
 * that has failed for five days without a success in between is turned off.
 */

const [S, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

/** The pause before each attempt after the first, ms: 75 h 35 min 5 s in all. */
const PAUSES_MS = [
  5 * S,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

export const ATTEMPTS = PAUSES_MS.length + 1;
/** For so long an endpoint may fail without a success in between, ms. */
export const OFF_AFTER_MS = 120 * HOUR;
/** A pause is this much longer or shorter, so that what failed together does not come back together. */
const JITTER = 0.1;
/** For so long an endpoint is left alone that says that it is overloaded and does not say for how long, ms. */
const OVERLOADED_PAUSE_MS = 5 * S;
/** A receiver that asks for more waits as long as the longest pause. */
const LONGEST_WISH_MS = 24 * HOUR;

/** Why an attempt failed without an answer. */
export type WebhookFailure =
  | 'timeout'
  | 'name_not_found'
  | 'tls'
  | 'connection'
  | 'address_not_public'
  | 'not_https'
  | 'not_a_url'
  | 'sealed_otherwise';

export type AttemptResult =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'failed'; readonly reason: WebhookFailure };

export interface AttemptOutcome {
  readonly delivery:
    | { readonly state: 'delivered' | 'failed' }
    /** Unix ms. */
    | { readonly state: 'waiting'; readonly dueAt: number };
  readonly endpoint: {
    /** Since when every attempt failed, Unix ms; null when this one did not. */
    readonly failingSince: number | null;
    /** Until when nothing is sent there, Unix ms; undefined where that does not change. */
    readonly pausedUntil: number | undefined;
    readonly off: 'gone' | 'failing' | undefined;
  };
}

/**
 * @param attempts how many there were, this one included
 * @param failingSince of the endpoint before this attempt, Unix ms, as `now`
 * @param random in [0, 1)
 */
export function afterAttempt(
  result: AttemptResult,
  attempts: number,
  failingSince: number | null,
  now: number,
  random: number,
): AttemptOutcome {
  if (result.kind === 'answered' && result.status >= 200 && result.status < 300)
    return {
      delivery: { state: 'delivered' },
      endpoint: { failingSince: null, pausedUntil: undefined, off: undefined },
    };
  const since = failingSince ?? now;
  const off = offReason(result, since, now);
  const wishMs = result.kind === 'answered' ? wishOf(result) : 0;
  return {
    delivery: off === undefined ? nextAttempt(attempts, wishMs, now, random) : { state: 'failed' },
    endpoint: { failingSince: since, pausedUntil: wishMs > 0 ? now + wishMs : undefined, off },
  };
}

function offReason(result: AttemptResult, since: number, now: number): 'gone' | 'failing' | undefined {
  if (result.kind === 'answered' && result.status === 410) return 'gone';
  return now - since >= OFF_AFTER_MS ? 'failing' : undefined;
}

/** For how long the receiver wants nothing, ms. */
function wishOf({
  status,
  retryAfterMs,
}: {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
}): number {
  const isOverloaded = [429, 502, 503, 504].includes(status);
  return Math.min(retryAfterMs ?? (isOverloaded ? OVERLOADED_PAUSE_MS : 0), LONGEST_WISH_MS);
}

function nextAttempt(
  attempts: number,
  wishMs: number,
  now: number,
  random: number,
): AttemptOutcome['delivery'] {
  const pauseMs = PAUSES_MS[attempts - 1];
  if (pauseMs === undefined) return { state: 'failed' };
  const jittered = pauseMs * (1 - JITTER + 2 * JITTER * random);
  return { state: 'waiting', dueAt: Math.round(now + Math.max(jittered, wishMs)) };
}
