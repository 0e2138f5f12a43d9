/**
 * How long the last kilometres to a store have really taken: for each ring of distance, side of approach and
 * part of the day three quantiles of the logarithm of seconds left, followed as trips come (a stochastic
 * approximation after Robbins and Monro), never a list of trips. Four numbers a cell, at most 488 cells.
 *
 * Each trip teaches three cells a ring: its own, the same for all hours, and the ring as a whole; an estimate
 * leans on the finer ones as they fill. The steps never get smaller than a floor: old trips fade, and a new
 * roundabout is learnt within some dozens of trips.
 */
import { RINGS_M, SECTORS } from './passages.js';

/** Quantiles 10, 50, 90 % of ln(seconds), and of how many trips. */
export type Cell = readonly [low: number, middle: number, high: number, trips: number];

export interface ApproachModel {
  readonly version: 1;
  /** By `ring`, `ring.sector` and `ring.sector.part`. */
  readonly cells: Readonly<Record<string, Cell>>;
}

export const newApproachModel = (): ApproachModel => ({ version: 1, cells: {} });

/** Before a cell has seen more, people's times at one place differ by about this, in the logarithm. */
const FIRST_SPREAD = 0.2;
const STEP = { first: 2, floor: 0.06 };
/** Longer than this from a ring is no approach but an errand on the way. Seconds. */
const LONGEST_S = 7_200;
const COUNT_UP_TO = 999;

/** Night, morning, midday, evening. @param hour of the day, 0 to 24, in any zone that stays the same */
export const partOfDay = (hour: number): number =>
  hour < 6 || hour >= 21 ? 0 : hour < 10 ? 1 : hour < 15 ? 2 : 3;

export const keysOf = (ring: number, sector: number, hour: number): readonly [string, string, string] => [
  `${ring}`,
  `${ring}.${sector}`,
  `${ring}.${sector}.${partOfDay(hour)}`,
];

/** One crossing of a finished trip. */
export interface Lesson {
  readonly ring: number;
  readonly sector: number;
  /** From the crossing to the stand. */
  readonly seconds: number;
}

/** The model with a finished trip's crossings learnt. @param hour of the day of the arrival */
export function learnApproach(model: ApproachModel, lessons: readonly Lesson[], hour: number): ApproachModel {
  const cells: Record<string, Cell> = { ...model.cells };
  for (const { ring, sector, seconds } of lessons) {
    const known = ring in RINGS_M && Number.isInteger(sector) && sector >= 0 && sector < SECTORS;
    if (!known || !(seconds > 0 && seconds <= LONGEST_S) || !Number.isFinite(hour)) continue;
    for (const key of keysOf(ring, sector, hour)) cells[key] = taught(cells[key], Math.log(seconds));
  }
  return { ...model, cells };
}

function taught(cell: Cell | undefined, log: number): Cell {
  if (!cell) return rounded([log - FIRST_SPREAD, log, log + FIRST_SPREAD, 1]);
  const [low, middle, high, trips] = cell;
  // A step is a share of the spread, so that wide cells move as surely as narrow ones.
  const spread = Math.max(0.1, high - low);
  const step = spread * Math.max(STEP.floor, STEP.first / (trips + 1));
  const moved = (quantile: number, share: number): number =>
    quantile + step * (share - (log < quantile ? 1 : 0));
  const next = moved(middle, 0.5);
  return rounded([
    Math.min(next - 0.03, moved(low, 0.1)),
    next,
    Math.max(next + 0.03, moved(high, 0.9)),
    Math.min(COUNT_UP_TO, trips + 1),
  ]);
}

const rounded = (cell: Cell): Cell => cell.map((n) => Math.round(n * 1000) / 1000) as unknown as Cell;

/** @returns the stored model, or `undefined` for another version or anything else. */
export function parseApproachModel(json: unknown): ApproachModel | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { version, cells } = json as Record<string, unknown>;
  if (version !== 1 || typeof cells !== 'object' || cells === null) return undefined;
  const sound = Object.values(cells).every(
    (cell) => Array.isArray(cell) && cell.length === 4 && cell.every((n) => Number.isFinite(n)),
  );
  return sound ? (json as ApproachModel) : undefined;
}
