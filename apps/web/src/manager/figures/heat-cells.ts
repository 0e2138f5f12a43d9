/** The heat map: one row an hour, one column a weekday, each cell with its number and how dark it is. */
import type { StoreStats } from '@curbline/contracts/http';
import { addDays, lengthOf, weekdayOf } from './ranges.js';

export type HeatCell = StoreStats['heatMap'][number];
export const HEAT_METRICS = ['share', 'n', 'median'] as const;
export type HeatMetric = (typeof HEAT_METRICS)[number];

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** The weekdays of a range, 1 is Monday; a range of a week or more has all. */
export function weekdaysIn(range: { from: string; to: string }): number[] {
  if (lengthOf(range) >= 7) return WEEK;
  const found = Array.from({ length: lengthOf(range) }, (_, i) => weekdayOf(addDays(range.from, i)));
  return WEEK.filter((weekday) => found.includes(weekday));
}

/** Every hour from the first to the last in which somebody came. */
export function hoursOf(cells: readonly HeatCell[]): number[] {
  if (cells.length === 0) return [];
  const hours = cells.map(({ hour }) => hour);
  const first = Math.min(...hours);
  return Array.from({ length: Math.max(...hours) - first + 1 }, (_, i) => first + i);
}

/**
 * How dark a cell is, 0 to 1: by the share that missed the goal, by the number of waits beside the fullest cell, or by
 * the median beside twice the goal.
 */
export function darknessOf(
  cell: HeatCell,
  metric: HeatMetric,
  cells: readonly HeatCell[],
  goalS: number,
): number {
  if (metric === 'n') return cell.n / Math.max(1, ...cells.map(({ n }) => n));
  if (metric === 'median') return Math.min(1, (cell.medianS ?? 0) / (2 * goalS));
  return 1 - (cell.withinGoalPercent ?? 100) / 100;
}

/** The cells with the most misses, most first; one miss is chance. */
export const worstCells = (cells: readonly HeatCell[], most: number): HeatCell[] =>
  cells
    .filter(({ missed }) => missed >= 2)
    .toSorted((a, b) => b.missed - a.missed || a.n - b.n)
    .slice(0, most);
