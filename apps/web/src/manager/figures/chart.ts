/** Geometry of the charts: which days share a bar, where a line runs, where the marks of an axis stand. */
import type { StoreStats } from '@curbline/contracts/http';
import { firstOfMonth, mondayOf } from './ranges.js';

export type DayFigures = StoreStats['days'][number];

/** Where things stand in a chart, in pixels. */
export interface Scale {
  readonly left: number;
  readonly width: number;
  /** How wide one place is. */
  readonly slot: number;
  /** The middle of a place. */
  readonly x: (place: number) => number;
  readonly y: (value: number) => number;
}

/** The judged waits of a day, a week or a month. */
export interface WaitsOfDays {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly missed: number;
  /** 0 to 100; null without a wait. */
  readonly percent: number | null;
}
/** One bar. */
export interface Bar extends WaitsOfDays {
  readonly handedOver: number;
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

function inUnits<Day extends { readonly day: string }>(days: readonly Day[], unit: BarUnit): Day[][] {
  const groups = new Map<string, Day[]>();
  for (const day of days) {
    const start = STARTS[unit](day.day);
    groups.set(start, [...(groups.get(start) ?? []), day]);
  }
  return [...groups.values()];
}

const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

interface CountedDay {
  readonly day: string;
  readonly n: number;
  readonly missed: number;
}

/** Counts add up exactly, so a share of a week is that of its waits; percentiles would not, and stay by day. */
export function sharesOf(days: readonly CountedDay[], unit = unitOf(days.length)): WaitsOfDays[] {
  return inUnits(days, unit).map((group) => {
    const [n, missed] = [sum(group.map((day) => day.n)), sum(group.map((day) => day.missed))];
    const percent = n === 0 ? null : (100 * (n - missed)) / n;
    return { from: group[0]!.day, to: group.at(-1)!.day, n, missed, percent };
  });
}

/** Where the share is lowest, the last time if it was so several times; null when there is no share. */
export function lowestOf(shares: readonly WaitsOfDays[]): { place: number; percent: number } | null {
  let lowest: { place: number; percent: number } | null = null;
  for (const [place, { percent }] of shares.entries()) {
    if (percent !== null && percent <= (lowest?.percent ?? 100)) lowest = { place, percent };
  }
  return lowest;
}

export function barsOf(days: readonly DayFigures[], unit = unitOf(days.length)): Bar[] {
  const counted = days.map(({ day, wait: { n, missed } }) => ({ day, n, missed }));
  const handedOver = inUnits(days, unit).map((group) => sum(group.map((day) => day.handedOver)));
  return sharesOf(counted, unit).map((waits, i) => ({ ...waits, handedOver: handedOver[i]! }));
}

/**
 * Which places along a chart have a label: evenly spread, the first among them, none over another or beyond the end.
 * All lengths are pixels.
 * @param slot how wide a place is
 * @param x the middle of a place
 * @returns each with the middle of its label
 */
export function labelsAlong(
  count: number,
  { slot, x, width }: Pick<Scale, 'slot' | 'x' | 'width'>,
  labelWidth: number,
): { place: number; at: number }[] {
  const step = Math.max(1, Math.ceil(labelWidth / slot));
  const labels: { place: number; at: number }[] = [];
  for (let place = 0; place < count; place += step) {
    const at = Math.min(x(place), width - labelWidth / 2);
    if (at - (labels.at(-1)?.at ?? -labelWidth) >= labelWidth) labels.push({ place, at });
  }
  return labels;
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
