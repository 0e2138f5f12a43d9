/**
 * Several estimates of one thing as one: a mean in the logarithm, in which the narrower 80 % interval weighs
 * more (by its cube: a little more than were they independent, since a wide one is mostly the same noise). They
 * share the same roads and lights, so the mean is not taken to be surer than they are.
 */
import type { Remaining } from '../eta/index.js';

export interface Estimate<Source extends string = string> extends Remaining {
  readonly source: Source;
}

/** Seconds under which nothing is told apart. */
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
  const mean = (of: (estimate: Remaining) => number): number => {
    const logs = usable.map(
      (estimate, i) => Math.log(Math.max(0, of(estimate)) + FLOOR_S) * (weights[i] ?? 0),
    );
    return Math.max(0, Math.exp(logs.reduce((sum, log) => sum + log, 0) / all) - FLOOR_S);
  };
  const seconds = mean((e) => e.seconds);
  const heaviest = weights.indexOf(Math.max(...weights));
  return {
    seconds,
    low: Math.min(
      seconds,
      mean((e) => e.low),
    ),
    high: Math.max(
      seconds,
      mean((e) => e.high),
    ),
    source: usable[heaviest]?.source ?? first.source,
  };
}
