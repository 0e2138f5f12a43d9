/** What is known of a hand-over besides its tap: whose code was shown, and since when it can have been. */
import type { Traveller } from '@curbline/domain/trip';
import type { StoredOrder } from '../pickups/order.entity.js';
import type { Pickup } from '../pickups/pickup.js';
import { isCode } from './hand-over-attempts.js';

/** A tap made offline is believed this far back; recall reaches as far. */
export const TAP_BELIEVED_MS = 30 * 60_000;

interface Found {
  readonly pickup: Pickup;
  readonly order: StoredOrder;
}

/** Whose code it is; undefined for a wrong one. */
export function whoseCode({ pickup, order }: Found, code: string): Traveller | undefined {
  const { substitute } = pickup.trip;
  const isSubstitutes = substitute !== null && isCode(substitute.code, code);
  return isCode(order.terms.handOverCode, code) ? 'customer' : isSubstitutes ? 'substitute' : undefined;
}

/** Nobody hands over before the customer is known to be there, or longer ago than a recall reaches. */
export function earliestHandOver({ pickup, order }: Found, now: number): number {
  return Math.max(
    now - TAP_BELIEVED_MS,
    order.terms.createdAt,
    Math.min(now, pickup.trip.trip.arrival?.occurredAt ?? 0),
  );
}
