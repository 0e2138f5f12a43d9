import type { Remaining } from '../eta/index.js';
import type { Point } from '../geo/index.js';
import { keysOf, type ApproachModel, type Cell } from './approach-model.js';
import { RINGS_M, sectorOf } from './passages.js';

/** A cell counts in full against the coarser one from about so many trips on. */
const TRUSTED_TRIPS = 4;
/** Fewer trips than this through a ring teach nothing. */
const LEAST_TRIPS = 5;
/** Quantiles of so few trips are known to about their own width. */
const THIN_TRIPS = 1.5;
/** From the goal itself it is some seconds to a stand. */
const AT_GOAL_S = 12;

/**
 * Seconds left by what the store's past trips took from about here at about this time of day.
 * @param from metres east and north of the goal; @param hour as in learning
 * @returns `undefined` beyond the outermost ring, and before enough trips have come that way.
 */
export function etaFromApproaches(model: ApproachModel, from: Point, hour: number): Remaining | undefined {
  const awayM = Math.hypot(from.x, from.y);
  const inner = RINGS_M.findIndex((ringM) => ringM < awayM);
  const outer = inner === -1 ? RINGS_M.length - 1 : inner - 1;
  const outerM = RINGS_M[outer];
  if (outerM === undefined || !Number.isFinite(awayM)) return undefined;
  const sector = sectorOf(from);
  const far = cellAt(model, outer, sector, hour);
  if (!far) return undefined;
  const near = inner === -1 ? undefined : cellAt(model, inner, sector, hour);
  if (inner !== -1 && !near) return undefined;
  const innerM = inner === -1 ? 0 : (RINGS_M[inner] ?? 0);
  const share = Math.min(1, Math.max(0, (awayM - innerM) / (outerM - innerM)));
  const between = (quantile: 0 | 1 | 2): number => {
    const nearS = near ? Math.exp(near[quantile]) : AT_GOAL_S;
    return nearS + share * (Math.exp(far[quantile]) - nearS);
  };
  return {
    seconds: between(1),
    low: Math.min(between(0), between(1)),
    high: Math.max(between(2), between(1)),
  };
}

/** The finest knowledge there is, leaning on the coarser as long as it is thin; and the thinner, the wider. */
function cellAt(model: ApproachModel, ring: number, sector: number, hour: number): Cell | undefined {
  let known: Cell | undefined;
  for (const key of keysOf(ring, sector, hour)) {
    const cell = model.cells[key];
    if (!cell) break;
    if (!known && cell[3] < LEAST_TRIPS) return undefined;
    known = known ? leaning(cell, known) : cell;
  }
  if (!known) return undefined;
  const [low, middle, high, trips] = known;
  const wider = 1 + THIN_TRIPS / trips;
  return [middle - wider * (middle - low), middle, middle + wider * (high - middle), trips];
}

function leaning(fine: Cell, coarse: Cell): Cell {
  const weight = fine[3] / (fine[3] + TRUSTED_TRIPS);
  const mean = (i: 0 | 1 | 2): number => (1 - weight) * coarse[i] + weight * fine[i];
  return [mean(0), mean(1), mean(2), fine[3]];
}
