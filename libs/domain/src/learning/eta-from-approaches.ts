import type { Remaining } from '../eta/index.js';
import type { Point } from '../geo/index.js';
import type { ApproachModel } from './approach-model.js';
import { believed, keysOf } from './cells.js';
import { RINGS_M, sectorOf } from './passages.js';

/** From the goal itself it still takes some seconds to park. */
const AT_GOAL_S = 12;

/**
 * Seconds left by what the store's past trips took from about here at about this time of day.
 * @param from meters east and north of the goal; @param hour as in learning
 * @returns `undefined` beyond the outermost ring, and before enough trips have come that way.
 */
export function etaFromApproaches(model: ApproachModel, from: Point, hour: number): Remaining | undefined {
  const awayM = Math.hypot(from.x, from.y);
  const inner = RINGS_M.findIndex((ringM) => ringM < awayM);
  const outer = inner === -1 ? RINGS_M.length - 1 : inner - 1;
  const outerM = RINGS_M[outer];
  if (outerM === undefined || !Number.isFinite(awayM)) return undefined;
  const sector = sectorOf(from);
  const cellAt = (ring: number) => believed(model.cells, model.width ?? 1, keysOf(ring, sector, hour));
  const far = cellAt(outer);
  if (!far) return undefined;
  const near = inner === -1 ? undefined : cellAt(inner);
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
