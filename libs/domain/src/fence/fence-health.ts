/**
 * Compares a store's outline with where its customers really parked. It gives findings about what is wrong, and an outline
 * that would be right. A manager reviews and accepts it; nothing changes by itself.
 */
import {
  areaM2,
  nearestEdge,
  outlineOf,
  projectionAround,
  roundedPosition,
  toLocal,
  toPosition,
  type Outline,
  type Point,
  type Position,
  type Projection,
} from '../geo/index.js';
import { shapeWarnings } from '../place/index.js';
import { hullOf, ringAreaM2 } from './hull.js';
import { CELL_M, parkedSpotsOf, type ParkedSpot, type ParkingHeatMap } from './parking-heat-map.js';

/** Fewer parked spots than this give no finding. */
export const SPOTS_NEEDED = 10;
/** One or two cars that are parked alone are chance. */
const LEAST_NEIGHBORS = 3;
/** A parked spot this far outside is a phone's error, not a wrong outline; meters. */
const BESIDE_M = 12;
/** A smaller share of parked spots outside comes from people who park in the street. */
const OUTSIDE_SHARE = 0.15;
/** A moved outline must hold nearly everybody, and the old one clearly not. */
const MOVE = { stepM: 5, reachM: 120, atLeast: 0.9, gain: 0.3 };
/** The outline is drawn this far around the squares where people stand; meters. */
const MARGIN_M = 12;
/** An outline of which customers use less than this also holds roads and neighbors. */
const USED_SHARE = 0.12;
const SPOTS_FOR_WIDE = 60;
/** The goal of the journeys lies further than this from where they end; meters. */
const PIN_OFF_M = 150;

export type Compass = 'n' | 'ne' | 'e' | 'se' | 's' | 'sw' | 'w' | 'nw';

export type FenceFinding =
  | { readonly kind: 'too_few'; readonly needed: number }
  /** Too small to tell who parks from who passes; said until customers show whether it is right. */
  | { readonly kind: 'small'; readonly areaM2: number; readonly least: number }
  /** The same of premises that are nowhere wider than this, meters. */
  | { readonly kind: 'narrow'; readonly metres: number; readonly least: number }
  /** Nothing to correct. */
  | { readonly kind: 'right' }
  /** The whole outline has to move this far in that direction. */
  | { readonly kind: 'moved'; readonly metres: number; readonly towards: Compass }
  /** This many park that far outside, on that side. */
  | { readonly kind: 'outside'; readonly percent: number; readonly metres: number; readonly towards: Compass }
  /** Customers use only this share of the outline. */
  | { readonly kind: 'too_wide'; readonly percent: number }
  /** The entrance is this far from where customers park, and they park in that direction from it. */
  | { readonly kind: 'pin_off'; readonly metres: number; readonly towards: Compass };

export interface FenceHealth {
  readonly stands: number;
  /** Within the outline or close beside it, 0 to 100. */
  readonly insidePercent: number;
  readonly findings: readonly FenceFinding[];
  /** A better outline, outer ring first, closed; absent when there is none. */
  readonly corrected?: readonly (readonly Position[])[] | undefined;
}

export interface FencedStore {
  /** Rings of the GeoJSON polygon. */
  readonly premises: readonly (readonly Position[])[];
  readonly entrance: Position;
}

export function fenceHealth(grid: ParkingHeatMap, store: FencedStore): FenceHealth {
  const projection = projectionAround(store.premises[0]?.[0] ?? store.entrance);
  const outline = outlineOf(store.premises, projection);
  const all = parkedSpotsOf(grid, projection.origin);
  const spots = all.filter((spot) => spotsAround(spot, all) >= LEAST_NEIGHBORS);
  const total = countOf(spots);
  if (!outline || total < SPOTS_NEEDED) {
    const insidePercent = outline && total > 0 ? percentOf(shareInside(spots, outline, 0, 0)) : 0;
    const likely = outline ? shapeWarnings(store.premises, outline, projection) : [];
    const findings: FenceFinding[] = [...likely, { kind: 'too_few', needed: SPOTS_NEEDED }];
    return { stands: countOf(all), insidePercent, findings };
  }
  const inside = shareInside(spots, outline, 0, 0);
  const judged = misplaced(spots, outline, inside, store, projection) ?? tooWide(spots, store, projection);
  const pin = pinOff(spots, store, projection);
  const findings = [...(judged ? [judged.finding] : []), ...(pin ? [pin] : [])];
  return {
    stands: countOf(all),
    insidePercent: percentOf(inside),
    findings: findings.length > 0 ? findings : [{ kind: 'right' }],
    corrected: judged?.corrected,
  };
}

interface Judged {
  readonly finding: FenceFinding;
  readonly corrected: readonly (readonly Position[])[];
}

function misplaced(
  spots: readonly ParkedSpot[],
  outline: Outline,
  inside: number,
  store: FencedStore,
  projection: Projection,
): Judged | undefined {
  const outside = spots.filter(({ x, y }) => nearestEdge(outline, x, y).signedM > BESIDE_M);
  const share = countOf(outside) / countOf(spots);
  if (share < OUTSIDE_SHARE) return undefined;
  const move = bestMove(spots, outline);
  if (move.share >= MOVE.atLeast && move.share - inside >= MOVE.gain) {
    const { x, y } = move;
    const corrected = store.premises.map((ring) =>
      ring.map((corner) => {
        const local = toLocal(projection, corner[0], corner[1]);
        return roundedPosition(toPosition(projection, { x: local.x + x, y: local.y + y }));
      }),
    );
    return { finding: { kind: 'moved', metres: metersOf(x, y), towards: compassOf(x, y) }, corrected };
  }
  const edges = outside.map((spot) => ({ spot, edge: nearestEdge(outline, spot.x, spot.y) }));
  const meters = medianOf(edges.map(({ spot, edge }) => [edge.signedM, spot.count]));
  const out = (axis: 'outX' | 'outY'): number =>
    edges.reduce((sum, { spot, edge }) => sum + edge[axis] * spot.count, 0);
  // If nearly nobody parks inside, the old outline is wrong and is not kept as a part of the new one.
  const corners = inside < 0.2 ? [] : (store.premises[0] ?? []).map((c) => toLocal(projection, c[0], c[1]));
  return {
    finding: {
      kind: 'outside',
      percent: percentOf(share),
      metres: Math.round(meters),
      towards: compassOf(out('outX'), out('outY')),
    },
    corrected: [closedRing(hullOf([...corners, ...aroundAll(spots)]), projection)],
  };
}

function tooWide(
  spots: readonly ParkedSpot[],
  { premises }: FencedStore,
  projection: Projection,
): Judged | undefined {
  if (countOf(spots) < SPOTS_FOR_WIDE) return undefined;
  const used = hullOf(aroundAll(spots));
  const share = ringAreaM2(used) / Math.max(1, areaM2(premises, projection));
  if (share >= USED_SHARE) return undefined;
  const percent = Math.max(1, percentOf(share));
  return { finding: { kind: 'too_wide', percent }, corrected: [closedRing(used, projection)] };
}

function pinOff(
  spots: readonly ParkedSpot[],
  { entrance }: FencedStore,
  projection: Projection,
): FenceFinding | undefined {
  const pin = toLocal(projection, entrance[0], entrance[1]);
  const x = medianOf(spots.map((spot) => [spot.x - pin.x, spot.count]));
  const y = medianOf(spots.map((spot) => [spot.y - pin.y, spot.count]));
  if (Math.hypot(x, y) < PIN_OFF_M) return undefined;
  return { kind: 'pin_off', metres: metersOf(x, y), towards: compassOf(x, y) };
}

/** The shift of the outline that holds the most parked spots; of equals the shortest. */
function bestMove(spots: readonly ParkedSpot[], outline: Outline): Point & { readonly share: number } {
  let best = { x: 0, y: 0, share: shareInside(spots, outline, 0, 0) };
  const steps = MOVE.reachM / MOVE.stepM;
  for (let i = -steps; i <= steps; i += 1) {
    for (let j = -steps; j <= steps; j += 1) {
      const [x, y] = [i * MOVE.stepM, j * MOVE.stepM];
      const share = shareInside(spots, outline, x, y, 0);
      const shorter = share === best.share && Math.hypot(x, y) < Math.hypot(best.x, best.y);
      if (share > best.share || shorter) best = { x, y, share };
    }
  }
  return best;
}

/** Share of the parked spots that the outline, shifted by x and y meters, holds with `besideM` around it. */
function shareInside(
  spots: readonly ParkedSpot[],
  outline: Outline,
  x: number,
  y: number,
  besideM = BESIDE_M,
): number {
  const held = spots.filter((spot) => nearestEdge(outline, spot.x - x, spot.y - y).signedM <= besideM);
  return countOf(held) / Math.max(1, countOf(spots));
}

/** Parked spots in a square and the eight around it. */
const spotsAround = (spot: ParkedSpot, all: readonly ParkedSpot[]): number =>
  countOf(all.filter(({ x, y }) => Math.hypot(x - spot.x, y - spot.y) < 1.6 * CELL_M));

const countOf = (spots: readonly ParkedSpot[]): number => spots.reduce((sum, { count }) => sum + count, 0);
const percentOf = (share: number): number => Math.round(share * 100);
/** Rounds a distance for a person, for whom single meters do not matter. */
const metersOf = (x: number, y: number): number => Math.round(Math.hypot(x, y) / 5) * 5;

function aroundAll(spots: readonly ParkedSpot[]): Point[] {
  const reach = CELL_M / 2 + MARGIN_M;
  return spots.flatMap(({ x, y }) =>
    [-reach, reach].flatMap((dx) => [-reach, reach].map((dy) => ({ x: x + dx, y: y + dy }))),
  );
}

function closedRing(ring: readonly Point[], projection: Projection): Position[] {
  const positions = ring.map((point) => roundedPosition(toPosition(projection, point)));
  return positions[0] ? [...positions, positions[0]] : [];
}

function medianOf(weighted: readonly (readonly [number, number])[]): number {
  const sorted = weighted.toSorted((a, b) => a[0] - b[0]);
  const half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2;
  let passed = 0;
  for (const [value, weight] of sorted) {
    passed += weight;
    if (passed >= half) return value;
  }
  return 0;
}

const COMPASS: readonly Compass[] = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'];

function compassOf(x: number, y: number): Compass {
  const eighth = Math.round((Math.atan2(x, y) / (2 * Math.PI)) * 8);
  return COMPASS[(eighth + 8) % 8] ?? 'n';
}
