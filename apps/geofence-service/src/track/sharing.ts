import type { Card } from '@curbline/contracts/events';

const CLOSED: ReadonlySet<Card['trip']['state']> = new Set(['completed', 'canceled', 'expired']);

/** Whether the positions of this trip are no longer needed. */
export function hasEnded({ trip }: Card): boolean {
  return CLOSED.has(trip.state) || trip.sharing === 'stopped';
}

/** Whether the customer shares the position of an open trip. */
export function mayHavePositions(card: Card): boolean {
  return card.trip.sharing === 'live' && !hasEnded(card);
}
