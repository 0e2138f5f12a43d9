/** Where a store's customers usually park. The arrival decision believes in an arrival sooner at such a place. */
import { projectionAround, toPosition, type Position } from '../geo/index.js';
import { CELL_M, LEAST_SHOWN, type ParkingHeatMap } from './parking-heat-map.js';

/** Fewer parked spots than this do not predict where the next customer parks. */
const LEAST_SPOTS = 30;
/** Squares with a smaller share than this were used by chance. */
const LEAST_SHARE = 0.02;

/** @returns the middles of the squares in which customers usually park; none while too few have parked. */
export function usualParkedSpots({ origin, cells }: ParkingHeatMap): Position[] {
  const all = cells.reduce((sum, [, , count]) => sum + count, 0);
  if (all < LEAST_SPOTS) return [];
  const map = projectionAround(origin);
  return cells
    .filter(([, , count]) => count >= Math.max(LEAST_SHOWN, all * LEAST_SHARE))
    .map(([east, north]) => toPosition(map, { x: east * CELL_M, y: north * CELL_M }));
}
