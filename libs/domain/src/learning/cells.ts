/** What is known of one ring of distance, side of approach and part of the day: three quantiles, and how surely. */
import { LEAST_GROUP } from '../anonymity/index.js';

/** Quantiles 10, 50, 90 % of ln(seconds), and of how many trips. */
export type Cell = readonly [low: number, middle: number, high: number, trips: number];
export type Cells = Readonly<Record<string, Cell>>;

/** Before a cell has seen more, people's times at one place differ by about this, in the logarithm. */
const FIRST_SPREAD = 0.2;
const STEP = { first: 2, floor: 0.06 };
const COUNT_UP_TO = 999;

/** A cell counts in full against the coarser one from about so many trips on. */
const TRUSTED_TRIPS = 4;
/** Fewer trips than this through a ring say nothing: until then the positions' own estimate is better. */
const LEAST_TRIPS = 15;
/** Quantiles of so few trips are known to about their own width. */
const THIN_TRIPS = 1.5;

/** Night, morning, midday, evening. @param hour of the day, 0 to 24, in any zone that stays the same */
const partOfDay = (hour: number): number => (hour < 6 || hour >= 21 ? 0 : hour < 10 ? 1 : hour < 15 ? 2 : 3);

/** The keys from the coarsest to the finest cell: the ring, the side, the part of the day. */
export const keysOf = (ring: number, sector: number, hour: number): readonly [string, string, string] => [
  `${ring}`,
  `${ring}.${sector}`,
  `${ring}.${sector}.${partOfDay(hour)}`,
];

/**
 * The cell after more trips. It begins at the mean of the first three, and each step counts how many of three or
 * more were quicker than a quantile: a cell that takes in three trips at a time shows no single trip.
 * @param logs ln(seconds) that each took
 */
export function cellAfter(cell: Cell | undefined, logs: readonly number[]): Cell {
  // Threes, the last with what is left over; fewer than three are one part.
  const ends = logs.length < 2 * LEAST_GROUP ? logs.length : LEAST_GROUP;
  const [together, rest] = [logs.slice(0, ends), logs.slice(ends)];
  const known = cell ? moved(cell, together) : first(together);
  return rest.length > 0 ? cellAfter(known, rest) : known;
}

function first(logs: readonly number[]): Cell {
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  return rounded([mean - FIRST_SPREAD, mean, mean + FIRST_SPREAD, logs.length]);
}

function moved([low, middle, high, trips]: Cell, logs: readonly number[]): Cell {
  // A step is a share of the spread, so that wide cells move as surely as narrow ones.
  const spread = Math.max(0.1, high - low);
  const step = spread * Math.max(STEP.floor, STEP.first / (trips + logs.length));
  const after = (quantile: number, share: number): number =>
    quantile + step * (share * logs.length - logs.filter((log) => log < quantile).length);
  const next = after(middle, 0.5);
  return rounded([
    Math.min(next - 0.03, after(low, 0.1)),
    next,
    Math.max(next + 0.03, after(high, 0.9)),
    Math.min(COUNT_UP_TO, trips + logs.length),
  ]);
}

const rounded = (cell: Cell): Cell => cell.map((n) => Math.round(n * 1000) / 1000) as unknown as Cell;

/**
 * The finest knowledge there is, leaning on the coarser as long as it is thin; and the thinner, the wider.
 * @param width by how much the store's intervals are to be wider than their quantiles say
 * @returns `undefined` before enough trips have come through the ring
 */
export function believed(
  cells: Cells,
  width: number,
  [ring, ...finer]: ReturnType<typeof keysOf>,
): Cell | undefined {
  let known = cells[ring];
  if (!known || known[3] < LEAST_TRIPS) return undefined;
  for (const key of finer) {
    const cell = cells[key];
    if (!cell) break;
    known = leaning(cell, known);
  }
  const [low, middle, high, trips] = known;
  const wider = width * (1 + THIN_TRIPS / trips);
  return [middle - wider * (middle - low), middle, middle + wider * (high - middle), trips];
}

function leaning(fine: Cell, coarse: Cell): Cell {
  const weight = fine[3] / (fine[3] + TRUSTED_TRIPS);
  const mean = (i: 0 | 1 | 2): number => (1 - weight) * coarse[i] + weight * fine[i];
  return [mean(0), mean(1), mean(2), fine[3]];
}
