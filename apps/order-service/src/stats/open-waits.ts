/** Waits that are still open: never dropped from today's figures, and split by the same rule as the closed. */
import type { Card, WaitSplit } from '@curbline/contracts/events';
import { splitWait } from '@curbline/domain/wait';

/** The split so far of somebody who is here and has not got the order; null for all others. */
export function openWait(card: Card, leadS: number, now: number): WaitSplit | null {
  const { order, trip, arrival } = card;
  const isOpen = order.state === 'placed' || order.state === 'preparing' || order.state === 'ready';
  if (!isOpen || trip.state !== 'arrived' || !arrival?.confirmed) return null;
  return splitWait({
    arrivedAt: Date.parse(arrival.occurredAt),
    endedAt: now,
    windowFrom: card.window && Date.parse(card.window.from),
    firstSignAt: trip.firstSignAt === null ? null : Date.parse(trip.firstSignAt),
    leadMs: leadS * 1000,
  });
}
