/** Days on which a store's weekly hours do not hold: holidays, stocktaking, a Sunday before Christmas. */

/** From and to as `HH:MM` on the store's wall clock. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Days from `from` to `to`, both included, as `YYYY-MM-DD`; without spans the store is closed. */
export interface HoursException {
  readonly from: string;
  readonly to: string;
  readonly spans: readonly Span[];
}

/** The exception that holds on a day. */
export const exceptionOn = <Exception extends HoursException>(
  exceptions: readonly Exception[],
  day: string,
): Exception | undefined => exceptions.find(({ from, to }) => from <= day && day <= to);

/** Monday is 0. */
const weekdayOf = (day: string): number => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** When the store is open on a day (`YYYY-MM-DD`): by its exception, else by the weekly hours, Monday first. */
export function spansOn(
  week: readonly (readonly Span[])[],
  exceptions: readonly HoursException[],
  day: string,
): readonly Span[] {
  return exceptionOn(exceptions, day)?.spans ?? week[weekdayOf(day)] ?? [];
}

/** The first two exceptions, by their places in the list, that hold on the same day; undefined when none do. */
export function overlapOf(exceptions: readonly HoursException[]): readonly [number, number] | undefined {
  const order = exceptions
    .map(({ from, to }, index) => ({ from, to, index }))
    .sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.index - b.index));
  for (const [place, { from, index }] of order.entries()) {
    const before = order[place - 1];
    if (before && before.to >= from) return [before.index, index];
  }
  return undefined;
}
