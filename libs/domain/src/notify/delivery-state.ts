/**
 * The state of a delivery. Reports of providers come in any order and twice: a state only ever moves to one of a higher
 * rank, so that the order of the reports does not matter.
 */

export const DELIVERY_STATES = [
  'waiting',
  'sending',
  'unknown',
  'sent',
  'delivered',
  'failed',
  'expired',
  'suppressed',
  'not_needed',
] as const;
/**
 * `unknown`: the provider may have taken it and did not say so, so it is never sent again. `suppressed`: the person
 * asked for no messages. `not_needed`: their page showed it, or the order has ended.
 */
export type DeliveryState = (typeof DELIVERY_STATES)[number];

const RANK: Readonly<Record<DeliveryState, number>> = {
  waiting: 0,
  sending: 1,
  unknown: 2,
  sent: 3,
  failed: 4,
  expired: 5,
  suppressed: 5,
  not_needed: 5,
  delivered: 6,
};

/** Whether a delivery in state `from` may move to `to`. A failure in between takes a delivery back to `waiting`. */
export const mayMove = (from: DeliveryState, to: DeliveryState): boolean => RANK[to] > RANK[from];

/**
 * Why a message was not sent, without an address or a number: `answer:` with the code that the other side answered,
 * `error:` with a provider's own number of its error, `bounced:` with the status that a mail server reported later.
 */
export type FailureReason =
  | 'unreachable'
  | 'no_answer'
  | 'unreadable_answer'
  | 'sign_in_refused'
  | 'refused'
  | 'interrupted'
  | 'subscription_ended'
  | 'bounced_before'
  | `bounced:${string}`
  | `answer:${string}`
  | `error:${string}`;

/** What a try to send came to. */
export type SendResult =
  | { readonly kind: 'sent'; readonly providerId?: string }
  /** It may be tried again, not before `retryAfterS` where the other side named a time. */
  | { readonly kind: 'refused_for_now'; readonly reason: FailureReason; readonly retryAfterS?: number }
  /** It never will be taken. */
  | { readonly kind: 'refused'; readonly reason: FailureReason }
  /** It may have been taken: no answer came after the whole of it was sent. */
  | { readonly kind: 'unknown'; readonly reason: FailureReason };

/** What is read later than its message is worth anything leaves a row that says so for this long. */
const NOTED_LATE_MS = 24 * 3_600_000;

/**
 * Whether a message is planned at all: one that can only expire is, so that it is known who was not told, unless it is
 * so old that a log is being read from its start.
 * @param expiresAt Unix ms, as `now`
 */
export const isPlanned = (expiresAt: number, now: number): boolean => expiresAt + NOTED_LATE_MS > now;

/** Seconds before the tries after the first. Messages are short-lived: most expire before the last. */
const PAUSES_S = [5, 30, 120, 600, 1_800, 3_600];

/** What becomes of a delivery after a try. */
export type NextStep =
  | { readonly state: 'waiting'; readonly dueAt: number }
  | { readonly state: Exclude<DeliveryState, 'waiting' | 'sending'> };

/**
 * @param attempts how many tries there were, this one included
 * @param expiresAt Unix ms, as `now` and `dueAt`
 * @param random in [0, 1): spreads the tries of many deliveries that failed together over half their pause
 */
export function afterTry(
  result: SendResult,
  attempts: number,
  expiresAt: number,
  now: number,
  random: number,
): NextStep {
  if (result.kind === 'sent') return { state: 'sent' };
  if (result.kind === 'unknown') return { state: 'unknown' };
  if (result.kind === 'refused') return { state: 'failed' };
  const pause = PAUSES_S[Math.min(attempts, PAUSES_S.length) - 1] ?? PAUSES_S[0]!;
  const dueAt = now + Math.max(result.retryAfterS ?? 0, pause * (1 + random / 2)) * 1000;
  return dueAt >= expiresAt ? { state: 'expired' } : { state: 'waiting', dueAt };
}
