/** Geometry of the charts: which days share a bar, where a line runs, where the marks of an axis stand. */
import type { StoreStats } from '@curbline/contracts/http';
import { firstOfMonth, mondayOf } from './ranges.js';

export type DayFigures = StoreStats['days'][number];

/** One bar: the waits of a day, a week or a month. */
export interface Bar {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly missed: number;
  readonly handedOver: number;
  /** 0 to 100; null without a wait. */
  readonly percent: number | null;
}
export type BarUnit = 'day' | 'week' | 'month';

const MOST_BARS = 62;
const MOST_DAYS_IN_WEEKS = 400;

export function unitOf(dayCount: number): BarUnit {
  if (dayCount <= MOST_BARS) return 'day';
  return dayCount <= MOST_DAYS_IN_WEEKS ? 'week' : 'month';
}

const STARTS: Record<BarUnit, (day: string) => string> = {
  day: (day) => day,
  week: mondayOf,
  month: firstOfMonth,
};

/** Counts add up exactly, so a share of a week is that of its waits; percentiles would not, and stay by day. */
export function barsOf(days: readonly DayFigures[], unit = unitOf(days.length)): Bar[] {
  const groups = new Map<string, DayFigures[]>();
  for (const day of days) {
    const start = STARTS[unit](day.day);
    groups.set(start, [...(groups.get(start) ?? []), day]);
  }
  return [...groups.values()].map((group) => {
    const sum = (part: (day: DayFigures) => number): number => group.reduce((all, day) => all + part(day), 0);
    const [n, missed] = [sum(({ wait }) => wait.n), sum(({ wait }) => wait.missed)];
    return {
      from: group[0]!.day,
      to: group.at(-1)!.day,
      n,
      missed,
      handedOver: sum(({ handedOver }) => handedOver),
      percent: n === 0 ? null : (100 * (n - missed)) / n,
    };
  });
}

/** At most `most` places of `count`, evenly spread, the first among them. */
export function labeledPlaces(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: Math.ceil(count / step) }, (_, i) => i * step);
}

const STEPS_S = [30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 21_600];
const MOST_STEPS = 5;

/** The marks of an axis of seconds, from 0 to the first one at or above `longestS`. */
export function marksOf(longestS: number): number[] {
  const step = STEPS_S.find((s) => longestS / s <= MOST_STEPS) ?? Math.ceil(longestS / MOST_STEPS);
  return Array.from({ length: Math.max(1, Math.ceil(longestS / step)) + 1 }, (_, i) => i * step);
}

/** The `d` of a path through the places that have a value, broken where one has none; a lone place is a dot. */
export function linePath(
  values: readonly (number | null)[],
  x: (i: number) => number,
  y: (value: number) => number,
): string {
  return values
    .map((value, i) => {
      if (value === null) return '';
      const [before, after] = [values[i - 1] ?? null, values[i + 1] ?? null];
      const at = `${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
      if (before !== null) return `L${at}`;
      return after === null ? `M${at}h0.01` : `M${at}`;
    })
    .join('');
}
