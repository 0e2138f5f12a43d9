import type { Card } from '@curbline/contracts/events';

const CLOSED: ReadonlySet<Card['trip']['state']> = new Set(['completed', 'canceled', 'expired']);

/** Whether the positions of this trip are no longer needed. */
export function hasEnded({ trip }: Card): boolean {
  return CLOSED.has(trip.state) || trip.sharing === 'stopped';
}

/** Whether somebody shares the position of an open trip. @param whose whether it is this one of two phones */
export function mayHavePositions(card: Card, whose?: 'customer' | 'substitute'): boolean {
  const { sharing, sharedBy = 'customer' } = card.trip;
  return sharing === 'live' && !hasEnded(card) && (whose ?? sharedBy) === sharedBy;
}
