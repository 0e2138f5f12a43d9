import { describe, expect, it } from 'vitest';
import type { WaitFigures } from '@curbline/contracts/http';
import { insightOf } from './insight.js';

const waits = (n: number, withinGoalPercent: number | null) => ({
  wait: { n, withinGoalPercent } as WaitFigures,
});
const cell = (weekday: number, hour: number, n: number, missed: number) => ({
  weekday,
  hour,
  n,
  missed,
  withinGoalPercent: (100 * (n - missed)) / n,
  medianS: 60,
});

describe('the insight', () => {
  it('is the share within the goal, its change, and the hour of the week with the most misses', () => {
    const heatMap = [cell(1, 9, 50, 1), cell(6, 17, 40, 15), cell(6, 18, 10, 4)];
    expect(insightOf(waits(100, 81), waits(90, 85), heatMap)).toEqual({
      withinGoalPercent: 81,
      n: 100,
      change: -4,
      cause: { weekday: 6, hour: 17, n: 40, missed: 15, missedSharePercent: 75, withinGoalPercent: 62.5 },
    });
  });

  it('names of two hours with as many misses the one with fewer pickups', () => {
    expect(
      insightOf(waits(1, 1), waits(0, null), [cell(1, 9, 50, 3), cell(2, 9, 10, 3)]).cause,
    ).toMatchObject({
      weekday: 2,
    });
  });

  it('has no change without a wait before, and no cause without a miss', () => {
    expect(insightOf(waits(10, 100), waits(0, null), [cell(1, 9, 10, 0)])).toEqual({
      withinGoalPercent: 100,
      n: 10,
      change: null,
      cause: null,
    });
    expect(insightOf(waits(0, null), waits(3, 50), [])).toMatchObject({ change: null, cause: null });
  });
});
