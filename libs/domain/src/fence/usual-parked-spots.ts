/** Where a store's customers usually stand: for the arrival decision, which takes a car there as a customer's sooner. */
import { projectionAround, toPosition, type Position } from '../geo/index.js';
import { CELL_M, LEAST_SHOWN, type ParkingHeatMap } from './parking-heat-map.js';

/** With fewer parked spots than this the next customer is as likely to stand elsewhere. */
const LEAST_SPOTS = 30;
/** Squares with a smaller share than this are where one or two stood, not where people stand. */
const LEAST_SHARE = 0.02;

/** @returns the middles of the squares in which customers usually stand; none while too few have stood. */
export function usualParkedSpots({ origin, cells }: ParkingHeatMap): Position[] {
  const all = cells.reduce((sum, [, , count]) => sum + count, 0);
  if (all < LEAST_SPOTS) return [];
  const map = projectionAround(origin);
  return cells
    .filter(([, , count]) => count >= Math.max(LEAST_SHOWN, all * LEAST_SHARE))
    .map(([east, north]) => toPosition(map, { x: east * CELL_M, y: north * CELL_M }));
}
