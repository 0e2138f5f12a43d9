/** Where the edges of an outline meet that must not. */
import { isSamePosition } from '../geo/positions.js';
import type { Position } from '../geo/projection.js';

interface Edge {
  readonly from: Position;
  readonly to: Position;
  readonly ring: number;
  readonly index: number;
  /** Edges of its ring. */
  readonly count: number;
  readonly minX: number;
  readonly maxX: number;
  readonly minY: number;
  readonly maxY: number;
}

/**
 * Points where two edges cross, on the plane of degrees; within a ring also where edges that are no neighbors touch. A
 * hole that touches the outline in a point is valid. Takes the edges from west to east, so that only those are compared
 * that share a longitude.
 * @param rings closed; longitudes may run on past 180°
 * @param most stops after so many
 */
export function crossingsOf(rings: readonly (readonly Position[])[], most: number): Position[] {
  const edges = rings.flatMap(edgesOf).toSorted((a, b) => a.minX - b.minX);
  const found: Position[] = [];
  for (const [i, edge] of edges.entries()) {
    for (let j = i + 1; j < edges.length; j += 1) {
      const other = edges[j] as Edge;
      if (other.minX > edge.maxX) break;
      if (other.minY > edge.maxY || other.maxY < edge.minY) continue;
      const at = areNeighbors(edge, other) ? undefined : meeting(edge, other);
      if (at && !found.some((point) => isSamePosition(point, at))) found.push(at);
      if (found.length >= most) return found;
    }
  }
  return found;
}

function edgesOf(ring: readonly Position[], number: number): Edge[] {
  // A corner given twice in a row makes no edge.
  const corners = ring.filter((corner, i) => i === 0 || !isSamePosition(corner, ring[i - 1] as Position));
  const count = corners.length - 1;
  return corners.slice(1).map((to, index) => {
    const from = corners[index] as Position;
    const [minX, maxX] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])];
    const [minY, maxY] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])];
    return { from, to, ring: number, index, count, minX, maxX, minY, maxY };
  });
}

function areNeighbors(a: Edge, b: Edge): boolean {
  const apart = Math.abs(a.index - b.index);
  return a.ring === b.ring && (apart === 1 || apart === a.count - 1);
}

/** On which side of a line a point lies: the sign counts, 0 is on it. */
const side = (from: Position, to: Position, [x, y]: Position): number =>
  (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);

const isBetween = (from: Position, to: Position, [x, y]: Position): boolean =>
  x >= Math.min(from[0], to[0]) &&
  x <= Math.max(from[0], to[0]) &&
  y >= Math.min(from[1], to[1]) &&
  y <= Math.max(from[1], to[1]);

function meeting(a: Edge, b: Edge): Position | undefined {
  const [a1, a2] = [side(b.from, b.to, a.from), side(b.from, b.to, a.to)];
  const [b1, b2] = [side(a.from, a.to, b.from), side(a.from, a.to, b.to)];
  if (a1 * a2 < 0 && b1 * b2 < 0) {
    const share = a1 / (a1 - a2);
    return [a.from[0] + share * (a.to[0] - a.from[0]), a.from[1] + share * (a.to[1] - a.from[1])];
  }
  if (a.ring !== b.ring) return undefined;
  const ends: [number, Position, Edge][] = [
    [a1, a.from, b],
    [a2, a.to, b],
    [b1, b.from, a],
    [b2, b.to, a],
  ];
  return ends.find(([off, end, on]) => off === 0 && isBetween(on.from, on.to, end))?.[1];
}
