/** Conversions of instants: `Date` in rows, Unix ms in decisions, ISO 8601 on the wire. */

export const msOf = (date: Date | null): number | null => date?.getTime() ?? null;
export const dateOf = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));
export const isoOf = (ms: number): string => new Date(ms).toISOString();
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : isoOf(ms));

/**
 * The time of a tap that may have been sent later (offline, or repeated), limited to between `earliest` and now; now when
 * the sender gives none.
 */
export function tapTime(tappedAt: string | undefined, earliest: number, now: number): number {
  if (tappedAt === undefined) return now;
  return Math.min(now, Math.max(earliest, Date.parse(tappedAt)));
}
