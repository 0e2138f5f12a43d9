/** The spans of one day, as minutes of the store's wall clock. */
import type { Span } from './exceptions.js';

const MINUTES_A_DAY = 24 * 60;

/** Minutes since the day's begin of `HH:MM`; 24:00 is 1440. */
function minuteOf(timeOfDay: string): number {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** From and to in minutes since the begin of the span's own day; one that runs over midnight ends after 1440. */
export function minutesOf({ from, to }: Span): readonly [number, number] {
  const [begin, end] = [minuteOf(from), minuteOf(to)];
  return [begin, end > begin ? end : end + MINUTES_A_DAY];
}

/** The first two spans of a day, by their places in the list, that share a minute; undefined when none do. */
export function overlapInDay(spans: readonly Span[]): readonly [number, number] | undefined {
  const order = spans
    .map((span, index) => ({ minutes: minutesOf(span), index }))
    .sort((a, b) => a.minutes[0] - b.minutes[0] || a.index - b.index);
  for (const [place, { minutes, index }] of order.entries()) {
    const before = order[place - 1];
    if (before && before.minutes[1] > minutes[0]) return [before.index, index];
  }
  return undefined;
}
