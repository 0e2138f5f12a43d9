import { describe, expect, it } from 'vitest';
import { lotStore, SeededRandom, SOMEWHERE } from '@curbline/testkit';
import {
  outlineOf,
  projectionAround,
  signedDistanceM,
  toLocal,
  toPosition,
  type Position,
} from '../geo/index.js';
import {
  addParkedSpots,
  fenceHealth,
  newParkingHeatMap,
  parseParkingHeatMap,
  squareOf,
  type ParkingHeatMap,
} from './index.js';

const map = projectionAround(SOMEWHERE);
const lot = lotStore();
const store = { premises: lot.premises.coordinates, entrance: SOMEWHERE };

/** Customers who stand in a field of `width` by `depth` meters around a middle. */
function stood(
  count: number,
  middle: readonly [number, number],
  [width, depth]: readonly [number, number],
  grid: ParkingHeatMap = newParkingHeatMap(SOMEWHERE),
): ParkingHeatMap {
  const random = new SeededRandom(42);
  return Array.from({ length: count }).reduce<ParkingHeatMap>((sum) => {
    const x = middle[0] + (random.next() - 0.5) * width;
    const y = middle[1] + (random.next() - 0.5) * depth;
    const square = squareOf(sum, toPosition(map, { x, y }));
    return square ? addParkedSpots(sum, [square]) : sum;
  }, grid);
}

function holds(rings: readonly (readonly Position[])[], x: number, y: number): boolean {
  const outline = outlineOf(rings, map)!;
  const [longitude, latitude] = toPosition(map, { x, y });
  const local = toLocal(map, longitude, latitude);
  return signedDistanceM(outline, local.x, local.y) <= 0;
}

describe('the health of a fence', () => {
  it('gives no finding before enough customers have parked', () => {
    const health = fenceHealth(stood(9, [0, 0], [8, 8]), store);
    expect(health.findings).toEqual([{ kind: 'too_few', needed: 10 }]);
    expect(health.corrected).toBeUndefined();
  });

  it.each([
    ['three bays', { lengthM: 10, depthM: 6 }, { kind: 'small', areaM2: 60, least: 300 }],
    ['a strip along the curb', { lengthM: 80, depthM: 8 }, { kind: 'narrow', metres: 8, least: 10 }],
  ])(
    'says what is likely of %s before anybody stood there, and no more once it proved right',
    (_, size, likely) => {
      const odd = { ...store, premises: lotStore(size).premises.coordinates };
      expect(fenceHealth(newParkingHeatMap(SOMEWHERE), odd).findings).toEqual([
        likely,
        { kind: 'too_few', needed: 10 },
      ]);
      expect(fenceHealth(stood(12, [0, 0], [8, 8]), odd).findings).toEqual([{ kind: 'right' }]);
    },
  );

  it.each([
    ['too small an outline, its bays left out', { lengthM: 10, depthM: 8 }, [0, 30]],
    ['an outline on the road', { lengthM: 60, depthM: 12 }, [10, -40]],
  ] as const)('finds %s by ten customers, and one that holds them', (_, size, [x, y]) => {
    const wrong = { ...store, premises: lotStore(size).premises.coordinates };
    const health = fenceHealth(stood(10, [x, y], [8, 8]), wrong);
    expect(['moved', 'outside']).toContain(health.findings[0]?.kind);
    expect(holds(health.corrected!, x, y)).toBe(true);
  });

  it('confirms a correct outline', () => {
    const health = fenceHealth(stood(40, [0, 0], [80, 50]), store);
    expect(health).toMatchObject({ findings: [{ kind: 'right' }], insidePercent: 100 });
    expect(health.corrected).toBeUndefined();
  });

  it('moves an outline that lies beside the car park', () => {
    const health = fenceHealth(stood(300, [70, 0], [80, 50]), store);
    expect(health.findings).toEqual([{ kind: 'moved', metres: expect.any(Number), towards: 'e' }]);
    const [found] = health.findings;
    expect(found?.kind === 'moved' ? Math.abs(found.metres - 70) : NaN).toBeLessThanOrEqual(15);
    for (const [x, y] of [
      [70, 0],
      [40, -20],
      [100, 20],
    ] as const)
      expect(holds(health.corrected!, x, y)).toBe(true);
    expect(
      fenceHealth(stood(300, [70, 0], [80, 50]), { ...store, premises: health.corrected! }),
    ).toMatchObject({
      findings: [{ kind: 'right' }],
    });
  });

  it('widens an outline that leaves a row of bays out', () => {
    const grid = stood(100, [0, 65], [60, 8], stood(150, [0, 0], [70, 40]));
    const health = fenceHealth(grid, store);
    expect(health.findings).toEqual([
      { kind: 'outside', percent: expect.any(Number), metres: expect.any(Number), towards: 'n' },
    ]);
    const [found] = health.findings;
    expect(found?.kind === 'outside' ? found.percent : NaN).toBeGreaterThan(30);
    expect(holds(health.corrected!, 0, 65)).toBe(true);
    expect(holds(health.corrected!, 0, 0)).toBe(true);
    expect(fenceHealth(grid, { ...store, premises: health.corrected! }).findings).toEqual([
      { kind: 'right' },
    ]);
  });

  it('narrows an outline that holds the whole shopping center', () => {
    const wide = { ...store, premises: lotStore({ lengthM: 400, depthM: 300 }).premises.coordinates };
    const health = fenceHealth(stood(200, [-30, 40], [60, 20]), wide);
    expect(health.findings).toEqual([{ kind: 'too_wide', percent: expect.any(Number) }]);
    expect(holds(health.corrected!, -30, 40)).toBe(true);
    expect(holds(health.corrected!, 150, 100)).toBe(false);
  });

  it('reports an entrance that is somewhere else', () => {
    const entrance = toPosition(map, { x: 0, y: -240 });
    expect(fenceHealth(stood(200, [0, 0], [80, 50]), { ...store, entrance }).findings).toEqual([
      { kind: 'pin_off', metres: 240, towards: 'n' },
    ]);
  });

  it('ignores a few who park in the street', () => {
    const grid = stood(15, [-80, 0], [10, 10], stood(200, [0, 0], [80, 50]));
    expect(fenceHealth(grid, store).findings).toEqual([{ kind: 'right' }]);
  });
});

describe('the parking heat map', () => {
  it('stays small and forgets the old', () => {
    let grid = stood(3_000, [0, 0], [900, 900]);
    const spots = () => grid.cells.reduce((sum, [, , count]) => sum + count, 0);
    expect(spots()).toBeLessThanOrEqual(1_000);
    grid = stood(2_000, [200, 0], [20, 20], grid);
    expect(fenceHealth(grid, store).insidePercent).toBeLessThan(10);
    expect(JSON.stringify(grid).length).toBeLessThan(16_000);
    expect(parseParkingHeatMap(JSON.parse(JSON.stringify(grid)))).toEqual(grid);
  });

  it('forgets squares in which fewer than three are left', () => {
    const full = addParkedSpots(
      newParkingHeatMap(SOMEWHERE),
      Array.from({ length: 996 }, () => [0, 0] as const),
    );
    const faded = addParkedSpots(
      full,
      Array.from({ length: 5 }, () => [3, 4] as const),
    );
    expect(faded.cells).toEqual([[0, 0, 498]]);
  });

  it('refuses invalid places and places a kilometer away', () => {
    const grid = newParkingHeatMap(SOMEWHERE);
    expect(squareOf(grid, [NaN, 48.85])).toBeUndefined();
    expect(squareOf(grid, [2.4, 48.85])).toBeUndefined();
    expect(parseParkingHeatMap({ ...grid, version: 2 })).toBeUndefined();
    expect(parseParkingHeatMap({ ...grid, cells: [[1, 2]] })).toBeUndefined();
  });
});
