/** The one answer that a manager wants first, as data: the pages have the words. */
import type { Insight, PeriodFigures, StoreStats } from '@curbline/contracts/http';

type Cell = StoreStats['heatMap'][number];

/** @param before the figures of the range before @param heatMap of the range itself */
export function insightOf(
  { wait }: Pick<PeriodFigures, 'wait'>,
  before: Pick<PeriodFigures, 'wait'>,
  heatMap: readonly Cell[],
): Insight {
  const [now, then] = [wait.withinGoalPercent, before.wait.withinGoalPercent];
  return {
    withinGoalPercent: now,
    n: wait.n,
    change: now === null || then === null ? null : now - then,
    cause: causeOf(heatMap),
  };
}

/** The cell with the most misses; of equal ones that with the smaller share within the goal, then the earlier. */
function causeOf(heatMap: readonly Cell[]): Insight['cause'] {
  const misses = heatMap.reduce((sum, { missed }) => sum + missed, 0);
  const [worst] = heatMap.toSorted((a, b) => b.missed - a.missed || a.n - b.n);
  if (!worst || worst.missed === 0) return null;
  const { medianS: _, ...cell } = worst;
  return { ...cell, missedSharePercent: (100 * worst.missed) / misses };
}
