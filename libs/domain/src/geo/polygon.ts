/**
 * Polygons on the local map: which side of the edge a point lies on, and how far from it.
 *
 * Inside is decided by the even-odd rule over all rings, so holes need no orientation and an outline that
 * crosses itself still gives an answer everywhere (the overlap counts as outside) instead of an error.
 */
import { toLocal, type Point, type Position, type Projection } from './projection.js';

/** Edges of all rings as one flat list: x1, y1, x2, y2 per edge (a layout that stays in the processor's cache). */
export interface Outline {
  readonly edges: Float64Array;
  /** The box around all edges, meters. */
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

const isPosition = (p: unknown): p is Position =>
  Array.isArray(p) && Number.isFinite(p[0]) && Number.isFinite(p[1]);

/**
 * The rings of a GeoJSON polygon as an outline on the local map. Rings may be open or closed; positions that
 * are no numbers and rings of fewer than three points are passed over. `undefined` when nothing is left.
 */
export function outlineOf(
  rings: readonly (readonly Position[])[],
  projection: Projection,
): Outline | undefined {
  const flat: number[] = [];
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const ring of rings) {
    const points = Array.isArray(ring)
      ? ring.filter(isPosition).map((p) => toLocal(projection, p[0], p[1]))
      : [];
    if (points.length < 3) continue;
    points.forEach((a, i) => {
      const b = points[(i + 1) % points.length] ?? a;
      if (a.x === b.x && a.y === b.y) return;
      flat.push(a.x, a.y, b.x, b.y);
      minX = Math.min(minX, a.x);
      minY = Math.min(minY, a.y);
      maxX = Math.max(maxX, a.x);
      maxY = Math.max(maxY, a.y);
    });
  }
  return flat.length >= 12 ? { edges: Float64Array.from(flat), minX, minY, maxX, maxY } : undefined;
}

/** A regular outline around a center: what stands for a store that only has a pin and a radius. */
export function circleOutline(center: Point, radiusM: number, corners = 24): Outline {
  const flat: number[] = [];
  const at = (i: number): [number, number] => {
    const angle = (2 * Math.PI * i) / corners;
    return [center.x + radiusM * Math.cos(angle), center.y + radiusM * Math.sin(angle)];
  };
  for (let i = 0; i < corners; i++) flat.push(...at(i), ...at((i + 1) % corners));
  const { x, y } = center;
  return {
    edges: Float64Array.from(flat),
    minX: x - radiusM,
    minY: y - radiusM,
    maxX: x + radiusM,
    maxY: y + radiusM,
  };
}

/** The outline's edge that is nearest to a point. */
export interface NearestEdge {
  /** Meters to it: negative inside, positive outside. */
  readonly signedM: number;
  /** The way out, as a unit vector at right angles to the edge; 0, 0 on the edge itself. */
  readonly outX: number;
  readonly outY: number;
}

/**
 * The nearest edge and the side of it, in one pass over the edges: the crossing count of the even-odd rule
 * and the squared distance to each segment.
 */
export function nearestEdge(outline: Outline, x: number, y: number): NearestEdge {
  const e = outline.edges;
  let inside = false;
  let nearest = Infinity;
  let offX = 0;
  let offY = 0;
  for (let i = 0; i < e.length; i += 4) {
    const x1 = e[i] as number;
    const y1 = e[i + 1] as number;
    const y2 = e[i + 3] as number;
    const dx = (e[i + 2] as number) - x1;
    const dy = y2 - y1;
    const px = x - x1;
    const py = y - y1;
    if (y1 > y !== y2 > y && px < (dx * py) / dy) inside = !inside;
    const along = (px * dx + py * dy) / (dx * dx + dy * dy);
    const t = along < 0 ? 0 : along > 1 ? 1 : along;
    const ox = px - t * dx;
    const oy = py - t * dy;
    const squared = ox * ox + oy * oy;
    if (squared < nearest) {
      nearest = squared;
      offX = ox;
      offY = oy;
    }
  }
  const distance = Math.sqrt(nearest);
  const outward = distance === 0 ? 0 : (inside ? -1 : 1) / distance;
  return { signedM: inside ? -distance : distance, outX: offX * outward, outY: offY * outward };
}

/** Meters from a point to the outline's nearest edge: negative inside, positive outside. */
export const signedDistanceM = (outline: Outline, x: number, y: number): number =>
  nearestEdge(outline, x, y).signedM;

const STEPS = 24;
/** Narrower than twice this is a gap between cars, or a mistake of the drawing. */
const SHALLOWEST_M = 3;

/**
 * How far the deepest place of an outline lies from its nearest edge, meters, to about a tenth of a meter and at least
 * 3: the best of a grid, walked uphill from there with ever shorter steps.
 */
export function deepestM(outline: Outline): number {
  const { minX, minY, maxX, maxY } = outline;
  const depthAt = (x: number, y: number): number => -signedDistanceM(outline, x, y);
  let best = { x: minX, y: minY, depth: 0 };
  const look = (x: number, y: number): boolean => {
    const depth = depthAt(x, y);
    if (depth <= best.depth) return false;
    best = { x, y, depth };
    return true;
  };
  for (let i = 1; i < STEPS; i += 1) {
    for (let j = 1; j < STEPS; j += 1) {
      look(minX + ((maxX - minX) * i) / STEPS, minY + ((maxY - minY) * j) / STEPS);
    }
  }
  let step = Math.max(maxX - minX, maxY - minY) / STEPS;
  for (let tries = 0; tries < 200 && step > 0.05; tries += 1) {
    const { x, y } = best;
    const higher = [0, 1, 2, 3, 4, 5, 6, 7].some((eighth) =>
      look(x + step * Math.cos((eighth * Math.PI) / 4), y + step * Math.sin((eighth * Math.PI) / 4)),
    );
    if (!higher) step /= 2;
  }
  return Math.max(SHALLOWEST_M, best.depth);
}

/** Area in square meters by the even-odd reading of simple rings: the first ring less the others. */
export function areaM2(rings: readonly (readonly Position[])[], projection: Projection): number {
  const ringArea = (ring: readonly Position[]): number => {
    const p = ring.map((q) => toLocal(projection, q[0], q[1]));
    return Math.abs(
      p.reduce((sum, a, i) => {
        const b = p[(i + 1) % p.length] ?? a;
        return sum + (a.x * b.y - b.x * a.y) / 2;
      }, 0),
    );
  };
  return rings.reduce((sum, ring, i) => (i === 0 ? ringArea(ring) : sum - ringArea(ring)), 0);
}
