import type { Progress, TripEvent } from '@curbline/contracts/events';
import type { Caller } from './caller.js';
import type { TestSetup } from './test-setup.js';

/** A customer with a new order: what they send themselves, and what their positions report. */
export async function driverOf(
  setup: TestSetup,
  shop: Caller,
  storeId: string,
  more: Record<string, unknown>,
) {
  const { order, link } = await setup.order(shop, storeId, more);
  const customer = await setup.customer(link);
  let number = 0;
  const event = (
    type: TripEvent['type'],
    occurredAt: number,
    change: Partial<TripEvent> = {},
  ): TripEvent => ({
    id: `${order.tripId}:${(number += 1)}`,
    storeId,
    tripId: order.tripId,
    type,
    occurredAt: new Date(occurredAt).toISOString(),
    decidedAt: setup.clock.iso(),
    evidence: type === 'arrived' || type === 'arrival_corrected' ? 'position_parked' : null,
    reasons: type === 'arrived' ? { stoodForS: 14, fixes: 3, accuracyM: 9 } : null,
    requestId: 'request-of-the-fix',
    ...change,
  });
  const seen = (band: Progress['band'], lastSeenAt = setup.clock.now()) =>
    setup.progress({
      storeId,
      tripId: order.tripId,
      at: setup.clock.iso(),
      lastSeenAt: new Date(lastSeenAt).toISOString(),
      eta: { seconds: 90, lowSeconds: 60, highSeconds: 150, source: 'position' },
      band,
      signalLost: false,
      probablyHere: false,
    });
  return { order, customer, event, seen };
}
