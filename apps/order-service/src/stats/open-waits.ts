/** Waits that are still open: never dropped from today's figures, and split by the same rule as the closed. */
import type { Card, WaitSplit } from '@curbline/contracts/events';
import { staffWaitEnd } from '@curbline/domain/service';
import { splitWait } from '@curbline/domain/wait';

/** The split so far of somebody who is here and has not got the order; null for all others. */
export function openWait(card: Card, leadS: number, now: number): WaitSplit | null {
  const { order, trip, arrival } = card;
  const isOpen = order.state === 'placed' || order.state === 'preparing' || order.state === 'ready';
  if (!isOpen || trip.state !== 'arrived' || !arrival?.confirmed) return null;
  return splitUntil(card, arrival.occurredAt, leadS, now);
}

/** The split of an arrival that nobody closed, until it was taken out of the line; null for all others. */
export function leftOpenWait({ trip, arrival, ...card }: Card, leadS: number): WaitSplit | null {
  if (trip.leftOpenAt === undefined || !arrival?.confirmed) return null;
  return splitUntil({ trip, arrival, ...card }, arrival.occurredAt, leadS, Date.parse(trip.leftOpenAt));
}

function splitUntil(card: Card, arrivedAt: string, leadS: number, until: number): WaitSplit | null {
  const { trip, locker, service } = card;
  const endedAt = staffWaitEnd(service, { arrived: Date.parse(arrivedAt), locker, until });
  if (endedAt === null) return null;
  return splitWait({
    arrivedAt: Date.parse(arrivedAt),
    endedAt,
    windowFrom: card.window && Date.parse(card.window.from),
    firstSignAt: trip.firstSignAt === null ? null : Date.parse(trip.firstSignAt),
    leadMs: leadS * 1000,
  });
}
