/**
 * Several estimates of one thing as one: a mean in the logarithm, in which the narrower 80 % interval weighs
 * more (by its cube: a little more than were they independent, since a wide one is mostly the same noise). They
 * share the same roads and lights: their errors are taken to go together by about a half, so the mean is a little
 * surer than they are, and not as sure as if each had seen something else.
 */
import type { Remaining } from '../eta/index.js';

export interface Estimate<Source extends string = string> extends Remaining {
  readonly source: Source;
}

/** The correlation of the errors of two estimates' logarithms; on generated towns it is 0.35 to 0.54. */
const COMMON = 0.45;
/** Times below this, in seconds, are not distinguished. */
const FLOOR_S = 5;

const widthOf = ({ low, high }: Remaining): number =>
  Math.max(0.1, Math.log((high + FLOOR_S) / (Math.max(0, low) + FLOOR_S)));

/** @returns the mean under the name of the one that weighs most; `undefined` of nothing. */
export function blend<Source extends string>(
  estimates: readonly Estimate<Source>[],
): Estimate<Source> | undefined {
  const usable = estimates.filter(({ seconds, low, high }) => [seconds, low, high].every(Number.isFinite));
  const [first] = usable;
  if (!first) return undefined;
  const weights = usable.map((estimate) => widthOf(estimate) ** -3);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => weight / all);
  const logOf = (value: number): number => Math.log(Math.max(0, value) + FLOOR_S);
  const middle = usable.reduce((sum, { seconds }, i) => sum + logOf(seconds) * (shares[i] ?? 0), 0);
  /** The distance from the mean to one end of its interval, from those of the estimates. */
  const reach = (end: (estimate: Remaining) => number): number => {
    const parts = usable.map(
      (estimate, i) => (shares[i] ?? 0) * Math.abs(logOf(end(estimate)) - logOf(estimate.seconds)),
    );
    const apart = parts.reduce((sum, part) => sum + part * part, 0);
    const together = parts.reduce((sum, part) => sum + part, 0) ** 2;
    return Math.sqrt((1 - COMMON) * apart + COMMON * together);
  };
  const at = (log: number): number => Math.max(0, Math.exp(log) - FLOOR_S);
  return {
    seconds: at(middle),
    low: at(middle - reach((estimate) => estimate.low)),
    high: at(middle + reach((estimate) => estimate.high)),
    source: usable[weights.indexOf(Math.max(...weights))]?.source ?? first.source,
  };
}
