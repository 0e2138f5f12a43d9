import { describe, expect, it } from 'vitest';
import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import { lineString, point, polygon } from '@turf/helpers';
import pointToLineDistance from '@turf/point-to-line-distance';
import { SeededRandom } from '../../../testkit/src/trips/index.js';
import {
  areaM2,
  circleOutline,
  outlineOf,
  projectionAround,
  shortestDegrees,
  signedDistanceM,
  toLocal,
  toPosition,
  type Position,
} from './index.js';

const signed = (rings: readonly (readonly Position[])[], around: Position, at: Position): number => {
  const projection = projectionAround(around);
  const outline = outlineOf(rings, projection);
  if (!outline) throw new Error('no outline');
  const { x, y } = toLocal(projection, at[0], at[1]);
  return signedDistanceM(outline, x, y);
};

/** A star-shaped ring of `corners` points, 10 to `sizeM` meters from its middle. */
function randomRing(random: SeededRandom, middle: Position, sizeM: number): Position[] {
  const map = projectionAround(middle);
  const corners = random.integer(3, 12);
  const ring: Position[] = [];
  for (let i = 0; i < corners; i++) {
    const angle = (2 * Math.PI * (i + 0.8 * random.next())) / corners;
    const radius = 10 + (sizeM - 10) * random.next();
    ring.push(toPosition(map, { x: radius * Math.cos(angle), y: radius * Math.sin(angle) }));
  }
  const first = ring[0];
  return first ? [...ring, first] : ring;
}

describe('distance to the edge of premises', () => {
  it('agrees with Turf within half a meter, side and distance (seed 20)', () => {
    const random = new SeededRandom(20);
    for (let n = 0; n < 600; n++) {
      const middle: Position = [random.next() * 358 - 179, random.next() * 130 - 65];
      const ring = randomRing(random, middle, 20 + 400 * random.next());
      const at = toPosition(projectionAround(middle), {
        x: (random.next() - 0.5) * 1000,
        y: (random.next() - 0.5) * 1000,
      });
      const ours = signed([ring], middle, at);
      const outside = !booleanPointInPolygon(point([...at]), polygon([ring.map((p) => [...p])]));
      const line = lineString(ring.map((p) => [...p]));
      const theirs = pointToLineDistance(point([...at]), line, { units: 'meters', method: 'geodesic' });
      expect(Math.abs(Math.abs(ours) - theirs)).toBeLessThan(0.5);
      if (theirs > 0.5) expect(ours > 0).toBe(outside);
    }
  });

  it('reads a hole as outside, and is nearest to its edge there', () => {
    const map = projectionAround([2, 48]);
    const square = (half: number): Position[] =>
      (
        [
          [-half, -half],
          [half, -half],
          [half, half],
          [-half, half],
        ] as const
      ).map(([x, y]) => toPosition(map, { x, y }));
    const rings = [square(50), square(10)];
    expect(signed(rings, [2, 48], [2, 48])).toBeCloseTo(10, 3);
    expect(signed(rings, [2, 48], toPosition(map, { x: 30, y: 0 }))).toBeCloseTo(-20, 3);
    expect(areaM2(rings, map)).toBeCloseTo(100 * 100 - 20 * 20, 0);
  });

  it('takes open and closed rings alike, and a ring that crosses itself without complaint', () => {
    const open: Position[] = [
      [0, 0],
      [0.001, 0],
      [0.001, 0.001],
      [0, 0.001],
    ];
    const middle: Position = [0.0005, 0.0005];
    expect(signed([open], middle, middle)).toBeCloseTo(signed([[...open, [0, 0]]], middle, middle), 9);
    const bowTie: Position[] = [
      [0, 0],
      [0.001, 0.001],
      [0.001, 0],
      [0, 0.001],
    ];
    expect(signed([bowTie], middle, [0.0001, 0.0005])).toBeLessThan(0);
    expect(signed([bowTie], middle, [0.0005, 0.0001])).toBeGreaterThan(0);
  });

  it('knows no seam at the antimeridian', () => {
    const ring = (lon: number): Position[] => [
      [shortestDegrees(lon - 0.001), 10],
      [shortestDegrees(lon + 0.001), 10],
      [shortestDegrees(lon + 0.001), 10.001],
      [shortestDegrees(lon - 0.001), 10.001],
    ];
    for (const offset of [-0.0015, -0.0005, 0.0005, 0.0015]) {
      const there = signed([ring(180)], [180, 10.0005], [shortestDegrees(180 + offset), 10.0003]);
      const here = signed([ring(20)], [20, 10.0005], [20 + offset, 10.0003]);
      expect(there).toBeCloseTo(here, 4);
    }
  });

  it('has no outline for rings without area, and a round one for a pin', () => {
    const map = projectionAround([0, 0]);
    expect(outlineOf([], map)).toBeUndefined();
    expect(
      outlineOf(
        [
          [
            [0, 0],
            [0, 0],
            [0, 0],
          ],
        ],
        map,
      ),
    ).toBeUndefined();
    expect(
      outlineOf(
        [
          [
            [0, 0],
            [Number.NaN, 1],
            [1, 1],
          ],
        ],
        map,
      ),
    ).toBeUndefined();
    const circle = circleOutline({ x: 5, y: 5 }, 40);
    expect(signedDistanceM(circle, 5, 5)).toBeLessThan(-39);
    expect(signedDistanceM(circle, 55, 5)).toBeCloseTo(10, 0);
  });
});
