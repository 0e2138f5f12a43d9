/**
 * Where a store's customers parked, as counts in squares of 10 m: no trip, no person, no time. Squares with one or two stay
 * in memory. Old counts fade as new ones come, so that moved bays are recognized within a few weeks.
 */
import { LEAST_GROUP } from '../anonymity/index.js';
import { projectionAround, toLocal, toPosition, type Point, type Position } from '../geo/index.js';

/** Edge of a square, meters: about a phone's own error. */
export const CELL_M = 10;
/** Squares further from the middle do not belong to this store; meters. */
const REACH_M = 500;
/** Beyond so many parked spots all counts are halved, and what falls under `LEAST_SHOWN` is forgotten. */
const FULL = 1_000;
/** Fewer parked spots in one square could identify a trip: they are shown to nobody and written to no disk. */
export const LEAST_SHOWN = LEAST_GROUP;

export interface ParkingHeatMap {
  readonly version: 1;
  /** Middle of the square 0, 0; never moves once chosen. */
  readonly origin: Position;
  /** [squares east, squares north, parked spots] in no order. */
  readonly cells: readonly (readonly [number, number, number])[];
}

/** The middle of a square on the local map of whoever asks, and how many cars were parked in it. */
export interface ParkedSpot extends Point {
  readonly count: number;
}

export const newParkingHeatMap = (origin: Position): ParkingHeatMap => ({ version: 1, origin, cells: [] });

/** A square, counted from the map's origin. */
export type Square = readonly [east: number, north: number];

/** The square that a place lies in; `undefined` when it is out of reach. */
export function squareOf(grid: ParkingHeatMap, position: Position): Square | undefined {
  const { x, y } = toLocal(projectionAround(grid.origin), position[0], position[1]);
  if (!(Math.hypot(x, y) <= REACH_M)) return undefined;
  // `|| 0`: there is no square minus zero.
  return [Math.round(x / CELL_M) || 0, Math.round(y / CELL_M) || 0];
}

/** The map with a parked spot more in each of these squares. */
export function addParkedSpots(grid: ParkingHeatMap, squares: readonly Square[]): ParkingHeatMap {
  const counts = new Map(grid.cells.map(([east, north, count]) => [`${east} ${north}`, count]));
  for (const [east, north] of squares) {
    const square = `${east} ${north}`;
    counts.set(square, (counts.get(square) ?? 0) + 1);
  }
  const cells = [...counts].map(([square, count]) => {
    const [east = 0, north = 0] = square.split(' ').map(Number);
    return [east, north, count] as const;
  });
  return { ...grid, cells: spotsIn(cells) > FULL ? faded(cells) : cells };
}

const spotsIn = (cells: ParkingHeatMap['cells']): number =>
  cells.reduce((sum, [, , count]) => sum + count, 0);

const faded = (cells: ParkingHeatMap['cells']): ParkingHeatMap['cells'] =>
  cells.flatMap(([east, north, count]) =>
    count >= 2 * LEAST_SHOWN ? [[east, north, Math.floor(count / 2)] as const] : [],
  );

/** The squares on a local map around `origin`. */
export function parkedSpotsOf(grid: ParkingHeatMap, origin: Position): ParkedSpot[] {
  const [own, wanted] = [projectionAround(grid.origin), projectionAround(origin)];
  return grid.cells.map(([east, north, count]) => {
    const [longitude, latitude] = toPosition(own, { x: east * CELL_M, y: north * CELL_M });
    return { ...toLocal(wanted, longitude, latitude), count };
  });
}

/** @returns the stored map, or `undefined` for another version or anything else. */
export function parseParkingHeatMap(json: unknown): ParkingHeatMap | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { version, origin, cells } = json as Record<string, unknown>;
  const areNumbers = (list: unknown, length: number): boolean =>
    Array.isArray(list) && list.length === length && list.every((n) => Number.isFinite(n));
  const sound =
    version === 1 && areNumbers(origin, 2) && Array.isArray(cells) && cells.every((c) => areNumbers(c, 3));
  return sound ? (json as ParkingHeatMap) : undefined;
}
