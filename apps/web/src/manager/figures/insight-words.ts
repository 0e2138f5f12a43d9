/** The one answer that comes first: how many were served in time, whether that is better, and when it went worst. */
import type { StoreStats } from '@curbline/contracts/http';
import { m } from '../../messages/generated/messages.js';
import { countText, durationWords, hourText, percentText, weekdayName } from './figure-words.js';
import { lengthOf } from './ranges.js';

type Told = Pick<StoreStats, 'insight' | 'goalS' | 'from' | 'to'> & {
  readonly figures: { readonly wait: { readonly missed: number } };
};

/** One miss is chance, not a cause. */
const LEAST_MISSES = 2;

const pointsText = (points: number): string =>
  points === 1 ? m.figures_point() : m.figures_points({ count: points });

/** "81 % within 2 min, down 4 points"; the whole points follow the exact shares, not the rounded ones. */
export function headline({ insight, goalS }: Told): string {
  if (insight.withinGoalPercent === null) return m.figures_not_judged();
  const said = { percent: percentText(insight.withinGoalPercent), goal: durationWords(goalS) };
  if (insight.change === null) return m.figures_headline(said);
  const change = Math.round(insight.change);
  if (change === 0) return m.figures_headline_same(said);
  const points = pointsText(Math.abs(change));
  return change > 0
    ? m.figures_headline_up({ ...said, points })
    : m.figures_headline_down({ ...said, points });
}

/** "Saturdays from 17:00 to 18:00 cost most: 12 of the 40 long waits."; null when no hour stands out. */
export function causeSentence({ insight: { cause }, figures, from, to }: Told): string | null {
  if (!cause || cause.missed < LEAST_MISSES) return null;
  const said = {
    from: hourText(cause.hour),
    to: hourText(cause.hour + 1),
    missed: countText(cause.missed),
    all: countText(figures.wait.missed),
  };
  const days = lengthOf({ from, to });
  if (days === 1) return m.figures_cause_day(said);
  const weekday = weekdayName(cause.weekday);
  return days > 7 ? m.figures_cause_weekly({ ...said, weekday }) : m.figures_cause_once({ ...said, weekday });
}
