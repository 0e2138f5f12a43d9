/** How long goods are held for somebody: they are told before it ends, and then it does. */

/** So long before the end they are told. */
export const HOLD_NOTICE_MS = 2 * 3_600_000;

export interface Hold {
  /** Unix ms, as the others. */
  readonly until: number;
  /** When the customer was told that it ends; null before. */
  readonly toldAt: number | null;
}

/** When the customer is told, and when it then ends: never before they had the whole notice. */
export const holdIsToldAt = ({ until }: Pick<Hold, 'until'>): number => until - HOLD_NOTICE_MS;
export const holdEndsAt = ({ until, toldAt }: Hold): number | null =>
  toldAt === null ? null : Math.max(until, toldAt + HOLD_NOTICE_MS);

/** What is to be done about a hold at `now`; null while there is nothing. */
export function holdStep(hold: Hold, now: number): 'tell' | 'end' | null {
  const endsAt = holdEndsAt(hold);
  if (endsAt === null) return now >= holdIsToldAt(hold) ? 'tell' : null;
  return now >= endsAt ? 'end' : null;
}
