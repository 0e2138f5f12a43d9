/** Ranges of days of a store's own calendar, both ends included. A day is written `YYYY-MM-DD`. */
import { knownZone } from '../../ui/known-zone.js';

export interface DayRange {
  readonly from: string;
  readonly to: string;
}

export const RANGE_CHOICES = [
  'today',
  'yesterday',
  'last_7_days',
  'this_week',
  'last_week',
  'this_month',
  'custom',
] as const;
export type RangeChoice = (typeof RANGE_CHOICES)[number];

/** A range, and how it was chosen. */
export interface ChosenRange {
  readonly choice: RangeChoice;
  readonly range: DayRange;
}

const DAY_MS = 86_400_000;

/** The day at an instant (Unix ms) by the clock of a zone. */
export const dayAt = (instant: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: knownZone(timeZone) }).format(instant);

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** How many days a range has. */
export const lengthOf = ({ from, to }: DayRange): number => (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;

/** 1 is Monday. */
export const weekdayOf = (day: string): number => new Date(day).getUTCDay() || 7;

export const mondayOf = (day: string): string => addDays(day, 1 - weekdayOf(day));

export const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`;

const lastOfMonth = (day: string): string => addDays(firstOfMonth(addDays(firstOfMonth(day), 31)), -1);

/**
 * The days of a choice. This week and this month are whole, with the days to come: the server compares a range with one
 * of the same length, so that a week is compared with a week and not its first days with a weekend.
 */
export function rangeOf(choice: Exclude<RangeChoice, 'custom'>, today: string): DayRange {
  const monday = mondayOf(today);
  switch (choice) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'last_7_days':
      return { from: addDays(today, -6), to: today };
    case 'this_week':
      return { from: monday, to: addDays(monday, 6) };
    case 'last_week':
      return { from: addDays(monday, -7), to: addDays(monday, -1) };
    case 'this_month':
      return { from: firstOfMonth(today), to: lastOfMonth(today) };
  }
}

/** What figures begin with. */
export const firstRange = (today: string): ChosenRange => ({
  choice: 'last_7_days',
  range: rangeOf('last_7_days', today),
});
