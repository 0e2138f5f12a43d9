import { describe, expect, it } from 'vitest';
import { sampleStats } from '../../../fixtures/figures.js';
import { darknessOf, hoursOf, weekdaysIn, worstCells } from './heat-cells.js';

const { heatMap } = sampleStats('2026-11-01', '2026-11-28');
const cell = (n: number, missed: number, medianS: number | null) => ({
  weekday: 1,
  hour: 9,
  n,
  missed,
  withinGoalPercent: n === 0 ? null : (100 * (n - missed)) / n,
  medianS,
});

describe('the heat map', () => {
  it('has every hour between the first and the last, also an empty one', () => {
    const [nine] = heatMap;
    expect(
      hoursOf([
        { ...nine!, hour: 9 },
        { ...nine!, hour: 12 },
      ]),
    ).toEqual([9, 10, 11, 12]);
    expect(hoursOf([])).toEqual([]);
  });

  it('has the weekdays of the range, in the order of a week', () => {
    expect(weekdaysIn({ from: '2026-11-28', to: '2026-11-30' })).toEqual([1, 6, 7]);
    expect(weekdaysIn({ from: '2026-11-23', to: '2026-11-29' })).toHaveLength(7);
  });

  it('is darkest where most waits missed the goal, and blank where none did or nobody was judged', () => {
    const cells = [cell(10, 10, 400), cell(10, 0, 30), cell(0, 0, null)];
    expect(cells.map((one) => darknessOf(one, 'share', cells, 120))).toEqual([1, 0, 0]);
    expect(cells.map((one) => darknessOf(one, 'n', cells, 120))).toEqual([1, 1, 0]);
    expect(cells.map((one) => darknessOf(one, 'median', cells, 120))).toEqual([1, 0.125, 0]);
  });

  it('names the hours with the most misses, but no single miss', () => {
    expect(worstCells(heatMap, 3).map(({ weekday }) => weekday)).toEqual([6, 6, 6]);
    expect(worstCells([cell(10, 1, 60)], 3)).toEqual([]);
  });
});
