import { describe, expect, it } from '@jest/globals';
import { projectionAround, toLocal, toPosition, type Position } from '../geo/index.js';
import { addStands, newStandGrid, squareOf, usualStands, type StandGrid } from './index.js';

const PIN: Position = [2.35, 48.85];
const map = projectionAround(PIN);

const stood = (grid: StandGrid, times: number, x: number, y: number): StandGrid =>
  Array.from({ length: times }).reduce<StandGrid>(
    (g) => addStands(g, [squareOf(g, toPosition(map, { x, y }))!]),
    grid,
  );

describe('where customers usually stand', () => {
  it('is unknown until thirty have stood', () => {
    const few = stood(newStandGrid(PIN), 29, 20, 10);
    expect(usualStands(few)).toEqual([]);
    expect(usualStands(stood(few, 1, 20, 10))).toHaveLength(1);
  });

  it('is the squares that many used, not the one that two used', () => {
    const grid = stood(stood(stood(newStandGrid(PIN), 60, 20, 10), 25, -30, 10), 2, 100, 0);
    const places = usualStands(grid).map(([longitude, latitude]) => toLocal(map, longitude, latitude));
    expect(places.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual(
      expect.arrayContaining([
        [20, 10],
        [-30, 10],
      ]),
    );
    expect(places).toHaveLength(2);
  });
});
