/**
 * Outlines of made-up car parks, of the sizes and shapes that real ones have (of 25,675 drawn by people: median
 * 1,088 m², nine in ten under 4,538 m², 7 corners): blocks with cut corners, L-shapes, strips along a curb.
 * Meters on a flat map, not closed.
 */
import { signedDistanceM, type Outline, type Point } from '@curbline/domain/geo';
import type { SeededRandom } from '@curbline/simulation';

export type Shape = 'block' | 'l-shape' | 'strip';

/** Strips are 8 to 14 m deep; the road runs along them. */
const STRIP_M = { least: 8, most: 14 };

/** @param areaM2 kept to within a tenth */
export function drawOutline(shape: Shape, areaM2: number, random: SeededRandom): Point[] {
  if (shape === 'strip') {
    const deepM = STRIP_M.least + (STRIP_M.most - STRIP_M.least) * random.next();
    return box(areaM2 / deepM, deepM);
  }
  const aspect = 1 + 1.2 * random.next();
  if (shape === 'block') {
    const [length, depth] = sides(areaM2 * 1.03, aspect);
    const cut = Math.min(length, depth) * (0.15 + 0.2 * random.next());
    const [right, top] = [length / 2, depth / 2];
    return [
      { x: -right, y: -top },
      { x: right, y: -top },
      { x: right, y: top - cut },
      { x: right - cut, y: top },
      { x: -right, y: top },
    ];
  }
  // The building takes a corner: half of each side, more or less.
  const [share, other] = [0.4 + 0.25 * random.next(), 0.4 + 0.25 * random.next()];
  const [length, depth] = sides(areaM2 / (1 - share * other), aspect);
  const [right, top] = [length / 2, depth / 2];
  return [
    { x: -right, y: -top },
    { x: right, y: -top },
    { x: right, y: top - other * depth },
    { x: right - share * length, y: top - other * depth },
    { x: right - share * length, y: top },
    { x: -right, y: top },
  ];
}

const sides = (areaM2: number, aspect: number): [number, number] => [
  Math.sqrt(areaM2 * aspect),
  Math.sqrt(areaM2 / aspect),
];

const box = (length: number, depth: number): Point[] =>
  [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ].map(([u = 0, v = 0]) => ({ x: (u * length) / 2, y: (v * depth) / 2 }));

export const turned = (points: readonly Point[], angle: number): Point[] =>
  points.map(({ x, y }) => ({
    x: x * Math.cos(angle) - y * Math.sin(angle),
    y: x * Math.sin(angle) + y * Math.cos(angle),
  }));

export const movedBy = (points: readonly Point[], dx: number, dy: number): Point[] =>
  points.map(({ x, y }) => ({ x: x + dx, y: y + dy }));

/** A place at least `leastM` behind every edge and at most `mostM` behind the nearest; `undefined` when none is found. */
export function placeInside(
  outline: Outline,
  leastM: number,
  mostM: number,
  random: SeededRandom,
): Point | undefined {
  const { minX, minY, maxX, maxY } = outline;
  for (let tries = 0; tries < 400; tries += 1) {
    const x = minX + (maxX - minX) * random.next();
    const y = minY + (maxY - minY) * random.next();
    const depthM = -signedDistanceM(outline, x, y);
    if (depthM >= leastM && depthM <= mostM) return { x, y };
  }
  return undefined;
}
