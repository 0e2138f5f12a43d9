/**
 * The measured driving times of the last kilometers to a store: for each ring of distance, side of approach and
 * part of the day three quantiles of the logarithm of seconds left, followed as trips come (a stochastic
 * approximation after Robbins and Monro), never a list of trips. Four numbers a cell, at most 488 cells.
 *
 * Each trip counts for three cells of a ring: its own, the same for all hours, and the ring as a whole; an estimate
 * uses the finer ones as they fill. The steps never get smaller than a floor: old trips fade, and a new
 * roundabout is learned within some dozens of trips.
 *
 * What one trip shows is close to where it was and when, so a stored model takes in three trips of a cell together.
 *
 * Whether the intervals hold is learned as well: before a trip is taken in, the model's estimate is compared
 * with the time it took, and a width common to the store grows with each miss and shrinks with each hit, so
 * that four in five hold in the long run whatever the times are like (adaptive conformal inference after Gibbs
 * and Candès, 2021).
 */
import { believed, keysOf, cellAfter, type Cell, type Cells } from './cells.js';
import { RINGS_M, SECTORS } from './passages.js';

export interface ApproachModel {
  readonly version: 1;
  /** The cells by `ring`, `ring.sector` and `ring.sector.part`. */
  readonly cells: Cells;
  /** The intervals' width against what the quantiles say; absent: 1. */
  readonly width?: number | undefined;
}

export const newApproachModel = (): ApproachModel => ({ version: 1, cells: {} });

/** Longer than this from a ring is no approach but an errand on the way. Seconds. */
const LONGEST_S = 7_200;
/** Share of intervals that may miss, and by how much of a trip's surplus of misses the width's logarithm moves. */
const MISSES = 0.2;
const WIDTH_STEP = 0.1;
const WIDTH = { least: 0.3, most: 3 };

/** One crossing of a finished trip. */
export interface TimedCrossing {
  readonly ring: number;
  readonly sector: number;
  /** The time from the crossing to parking. */
  readonly seconds: number;
}

/**
 * What a trip says of one cell (ln of its seconds) or, under `WIDTH_KEY`, of the width (the share of its crossings
 * at which the interval missed). Close to a position, so it is kept only together with others of the same key.
 */
export interface Observation {
  readonly key: string;
  readonly value: number;
}

const WIDTH_KEY = 'width';

/** What a finished trip says of the cells that it crossed, and of the width. @param hour of the day of the arrival */
export function observationsOf(
  model: ApproachModel,
  crossings: readonly TimedCrossing[],
  hour: number,
): Observation[] {
  const sound = crossings.filter(
    ({ ring, sector, seconds }) =>
      ring in RINGS_M &&
      Number.isInteger(sector) &&
      sector >= 0 &&
      sector < SECTORS &&
      seconds > 0 &&
      seconds <= LONGEST_S &&
      Number.isFinite(hour),
  );
  const times = sound.flatMap(({ ring, sector, seconds }) =>
    keysOf(ring, sector, hour).map((key) => ({ key, value: Math.log(seconds) })),
  );
  const missed = shareMissed(model, sound, hour);
  return missed === undefined ? times : [...times, { key: WIDTH_KEY, value: missed }];
}

/** The model with what one or more trips said. */
export function learn(model: ApproachModel, observations: readonly Observation[]): ApproachModel {
  if (observations.length === 0) return model;
  const cells: Record<string, Cell> = { ...model.cells };
  let { width = 1 } = model;
  for (const [key, those] of Map.groupBy(observations, (observation) => observation.key)) {
    const values = those.map(({ value }) => value);
    if (key === WIDTH_KEY) width = widthAfter(width, values);
    else cells[key] = cellAfter(cells[key], values);
  }
  return { ...model, cells, width };
}

/** The share of a trip's crossings at which the model's interval missed; `undefined` while there is no estimate. */
function shareMissed(
  { cells, width = 1 }: ApproachModel,
  crossings: readonly TimedCrossing[],
  hour: number,
): number | undefined {
  const judged = crossings.flatMap(({ ring, sector, seconds }) => {
    const interval = believed(cells, width, keysOf(ring, sector, hour));
    return interval ? [Math.log(seconds) < interval[0] || Math.log(seconds) > interval[2]] : [];
  });
  return judged.length > 0 ? judged.filter(Boolean).length / judged.length : undefined;
}

function widthAfter(width: number, missed: readonly number[]): number {
  const surplus = missed.reduce((sum, share) => sum + share - MISSES, 0);
  const next = width * Math.exp(WIDTH_STEP * surplus);
  return Math.min(WIDTH.most, Math.max(WIDTH.least, Math.round(next * 1000) / 1000));
}

/** @returns the stored model, or `undefined` for another version or anything else. */
export function parseApproachModel(json: unknown): ApproachModel | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { version, cells, width } = json as Record<string, unknown>;
  if (version !== 1 || typeof cells !== 'object' || cells === null) return undefined;
  if (width !== undefined && !(Number(width) >= WIDTH.least && Number(width) <= WIDTH.most)) return undefined;
  const sound = Object.values(cells).every(
    (cell) => Array.isArray(cell) && cell.length === 4 && cell.every((n) => Number.isFinite(n)),
  );
  return sound ? (json as ApproachModel) : undefined;
}
