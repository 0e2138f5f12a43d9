import { describe, expect, it } from 'vitest';
import { projectionAround, toLocal, toPosition, type Position } from '../geo/index.js';
import {
  addParkedSpots,
  newParkingHeatMap,
  squareOf,
  usualParkedSpots,
  type ParkingHeatMap,
} from './index.js';

const PIN: Position = [2.35, 48.85];
const map = projectionAround(PIN);

const stood = (grid: ParkingHeatMap, times: number, x: number, y: number): ParkingHeatMap =>
  Array.from({ length: times }).reduce<ParkingHeatMap>(
    (g) => addParkedSpots(g, [squareOf(g, toPosition(map, { x, y }))!]),
    grid,
  );

describe('where customers usually park', () => {
  it('is unknown until thirty have parked', () => {
    const few = stood(newParkingHeatMap(PIN), 29, 20, 10);
    expect(usualParkedSpots(few)).toEqual([]);
    expect(usualParkedSpots(stood(few, 1, 20, 10))).toHaveLength(1);
  });

  it('is the squares that many used, not the one that two used', () => {
    const grid = stood(stood(stood(newParkingHeatMap(PIN), 60, 20, 10), 25, -30, 10), 2, 100, 0);
    const places = usualParkedSpots(grid).map(([longitude, latitude]) => toLocal(map, longitude, latitude));
    expect(places.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual(
      expect.arrayContaining([
        [20, 10],
        [-30, 10],
      ]),
    );
    expect(places).toHaveLength(2);
  });
});
