/** Figures as people read them: shares, waits, days, hours of the week. A dash where there is nothing to tell. */
import { m } from '../../messages/generated/messages.js';
import { LOCALES, weekdayInFull } from '../../ui/format.js';
import { currentLocale } from '../../ui/locale.js';
import { stopwatch } from '../../ui/quantities.js';
import type { BarUnit } from './chart.js';
import type { DayRange } from './ranges.js';

export const NONE = '–';
const SPACE = '\u00a0';

/** What is more than nothing is not written as 0 %. @param value 0 to 100 */
export function percentText(value: number | null): string {
  if (value === null) return NONE;
  return value > 0 && value < 0.5 ? `<${SPACE}1${SPACE}%` : `${Math.round(value)}${SPACE}%`;
}

export const waitText = (seconds: number | null): string =>
  seconds === null ? NONE : stopwatch(seconds * 1000);

export const countText = (count: number): string =>
  new Intl.NumberFormat(LOCALES[currentLocale()]).format(count);

/** "45 s", "2 min", "1 min 45 s": within a sentence. */
export function durationWords(seconds: number): string {
  const whole = Math.round(seconds);
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  if (minutes === 0) return `${rest}${SPACE}s`;
  return rest === 0 ? `${minutes}${SPACE}min` : `${minutes}${SPACE}min${SPACE}${rest}${SPACE}s`;
}

const dayFormat = (options: Intl.DateTimeFormatOptions, day: string): string =>
  new Intl.DateTimeFormat(LOCALES[currentLocale()], { ...options, timeZone: 'UTC' }).format(Date.parse(day));

/** "28 nov.": under a chart. */
export const dayMark = (day: string): string => dayFormat({ day: 'numeric', month: 'short' }, day);

/** "sam. 28 nov. 2026": in a table. */
export const dayWords = (day: string): string =>
  dayFormat({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }, day);

/** One day, or the first and the last. */
export function rangeWords({ from, to }: DayRange): string {
  return from === to ? dayWords(from) : m.figures_dates({ from: dayWords(from), to: dayWords(to) });
}

const UNITS: Record<BarUnit, () => string> = {
  day: m.figures_days,
  week: m.figures_weeks,
  month: m.figures_months,
};
/** "Day by day": what one place of a chart is. */
export const unitWords = (unit: BarUnit): string => UNITS[unit]();

/** "17 h", "17:00"; 24 closes a day. */
export const hourText = (hour: number): string =>
  currentLocale() === 'fr' ? `${hour}${SPACE}h` : `${String(hour).padStart(2, '0')}:00`;

/** 1 January 2024 was a Monday. @param weekday 1 is Monday */
const sampleOf = (weekday: number): number => Date.UTC(2024, 0, weekday);

export const weekdayName = (weekday: number): string => weekdayInFull(sampleOf(weekday), 'UTC');

const weekdayAs = (style: 'short' | 'narrow', weekday: number): string =>
  new Intl.DateTimeFormat(LOCALES[currentLocale()], { weekday: style, timeZone: 'UTC' }).format(
    sampleOf(weekday),
  );

/** "dim.", "Sun". */
export const weekdayMark = (weekday: number): string => weekdayAs('short', weekday);

/** "D", "S": where "dim." has no room. */
export const weekdayLetter = (weekday: number): string => weekdayAs('narrow', weekday);
