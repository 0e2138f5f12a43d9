/** The column and the order of a card on the board. The page calls these functions again as time passes. */

export type BoardColumn = 'on_the_way' | 'arriving' | 'here' | 'handed_over' | 'hidden';

/** A handed-over card stays on the board for this long, so that it can be recalled. */
export const JUST_HANDED_OVER_MS = 30 * 60_000;

/** The part of a card that decides its place. Instants are Unix ms. */
export interface BoardFacts {
  readonly orderId: string;
  readonly orderState: 'placed' | 'preparing' | 'ready' | 'handed_over' | 'canceled' | 'not_collected';
  readonly tripState:
    | 'pending'
    | 'started'
    | 'approaching'
    | 'arrived'
    | 'departed'
    | 'left_open'
    | 'completed'
    | 'canceled'
    | 'expired';
  readonly arrivedAt: number | null;
  /** False for a tap from far away. */
  readonly arrivalConfirmed: boolean;
  readonly handedOverAt: number | null;
  /** When the customer is, or was, expected; null when nobody knows. */
  readonly expectedAt: number | null;
}

/** An expected car counts as arriving until this long after its time; then it is late, wherever it is. */
export const OVERDUE_AFTER_MS = 5 * 60_000;

/** How late an expected customer is, ms; 0 if they are not late or no time is known. */
export function overdueMs({ tripState, expectedAt }: BoardFacts, now: number): number {
  const coming = tripState === 'started' || tripState === 'approaching';
  if (!coming || expectedAt === null || now - expectedAt < OVERDUE_AFTER_MS) return 0;
  return now - expectedAt;
}

/** The column of a card at `now`. */
export function columnOf(card: BoardFacts, now: number): BoardColumn {
  switch (card.orderState) {
    case 'handed_over':
      return card.handedOverAt !== null && now - card.handedOverAt < JUST_HANDED_OVER_MS
        ? 'handed_over'
        : 'hidden';
    case 'canceled':
    case 'not_collected':
      return 'hidden';
    default:
      return journeyColumn(card, now);
  }
}

function journeyColumn(card: BoardFacts, now: number): BoardColumn {
  switch (card.tripState) {
    case 'started':
    case 'departed':
      return 'on_the_way';
    case 'approaching':
      // Staff do not walk out for a car that should have been here long ago.
      return overdueMs(card, now) > 0 ? 'on_the_way' : 'arriving';
    case 'arrived':
      return card.arrivalConfirmed ? 'here' : 'arriving';
    default:
      return 'hidden';
  }
}

/**
 * Compares two cards of one column: here by the longest wait, on the way and arriving by the
 * soonest expected and the overdue last, handed over by the newest. Ties fall to the id, so every screen agrees.
 */
export function inServingOrder(column: BoardColumn, now: number): (a: BoardFacts, b: BoardFacts) => number {
  const key = (card: BoardFacts): number => {
    if (column === 'here') return card.arrivedAt ?? Number.POSITIVE_INFINITY;
    if (column === 'handed_over') return -(card.handedOverAt ?? 0);
    return card.expectedAt ?? Number.POSITIVE_INFINITY;
  };
  const late = (card: BoardFacts): boolean => column === 'on_the_way' && overdueMs(card, now) > 0;
  return (a, b) => {
    if (late(a) !== late(b)) return late(a) ? 1 : -1;
    const [ka, kb] = [key(a), key(b)];
    if (ka !== kb) return ka < kb ? -1 : 1;
    return a.orderId < b.orderId ? -1 : a.orderId > b.orderId ? 1 : 0;
  };
}

/** Whether somebody who came later was served while this card was waiting. */
export function isOvertaken(card: BoardFacts, others: readonly BoardFacts[]): boolean {
  const since = card.arrivedAt;
  if (since === null || !card.arrivalConfirmed || card.orderState === 'handed_over') return false;
  return others.some(
    (o) =>
      o.orderId !== card.orderId &&
      o.orderState === 'handed_over' &&
      o.arrivedAt !== null &&
      o.arrivedAt > since &&
      o.handedOverAt !== null &&
      o.handedOverAt > since,
  );
}
