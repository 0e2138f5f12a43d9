/** Days of a store's calendar, as `YYYY-MM-DD`, and ranges of them. */
import type { Day } from '@curbline/contracts/http';

/** What figures are read of: the days of some stores, each by its own calendar. */
export interface Period {
  readonly storeIds: readonly string[];
  /** Both days are included. */
  readonly from: Day;
  readonly to: Day;
  /** Unix ms: until when open waits have lasted. */
  readonly now: number;
}

const DAY_MS = 86_400_000;

/** The day at an instant (Unix ms) by the clock of a zone. */
export const localDay = (instant: number, timeZone: string): Day =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(instant);

export const addDays = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** All days from one to another, both included. */
export function daysOf({ from, to }: Pick<Period, 'from' | 'to'>): Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
