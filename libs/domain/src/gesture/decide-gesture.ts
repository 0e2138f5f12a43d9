/** The decision whether a small kindness may be given. Refusals are values for the caller to answer; nothing is thrown. */
import type { OrderState } from '../order/index.js';

export interface GestureFacts {
  readonly order: OrderState;
  /** When the order was handed over, Unix ms; null before. */
  readonly handedOverAt: number | null;
  /** Whether this order has been given it already. */
  readonly isGiven: boolean;
  /** How many the store gives on a day; undefined when it gives none of this. */
  readonly perDay: number | undefined;
  /** How many it gave today. */
  readonly givenToday: number;
}

/** For so long after the hand-over the customer still looks at the page, ms. */
export const GESTURE_AFTER_MS = 30 * 60_000;

export type GestureDecision = 'give' | 'given_already' | 'unknown' | 'used_up' | 'too_late';

/** @param now Unix ms */
export function decideGesture(
  { order, handedOverAt, isGiven, perDay, givenToday }: GestureFacts,
  now: number,
): GestureDecision {
  // The same tap again is one tap, whatever happened meanwhile.
  if (isGiven) return 'given_already';
  if (perDay === undefined) return 'unknown';
  if (order === 'canceled' || order === 'not_collected') return 'too_late';
  if (handedOverAt !== null && now - handedOverAt > GESTURE_AFTER_MS) return 'too_late';
  return givenToday < perDay ? 'give' : 'used_up';
}
