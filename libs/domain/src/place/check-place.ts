/**
 * Whether an outline, an entrance and bays can be a store's place: what is refused, and what can be right and probably is
 * not. The page asks while somebody draws, the server before it saves; the server's answer counts.
 */
import {
  areaM2,
  deepestM,
  outlineOf,
  projectionAround,
  shortestDegrees,
  signedDistanceM,
  toLocal,
  type Outline,
  type Position,
  type Projection,
} from '../geo/index.js';
import { crossingsOf } from './crossings.js';
import { radiusOf, SMALL_RADIUS_M } from './round-premises.js';

/** What a ring and an outline may have; contracts say the same to whoever sends more. */
const MOST_CORNERS = 500;
const MOST_RINGS = 20;
const AREA_RANGE_M2 = { least: 200, most: 1_000_000 } as const;
/** An entrance or a bay may lie beside the outline, but not in another street; meters. */
const MOST_BESIDE_M = 100;
/** How far an area on the flat map is from the one on the ellipsoid, at most; a share. */
const FLAT_ERROR = 0.01;
/** On smaller premises than this, and narrower ones, arrivals are detected later and missed more often (docs/arrival.md). */
const SMALL_M2 = 300;
const NARROW_M = 10;
/** Tolerance for imprecise drawing; meters. */
const BAY_OUTSIDE_M = 5;
const ENTRANCE_OUTSIDE_M = 30;

type Rings = readonly (readonly Position[])[];

/** As a store's settings have it; all positions are [longitude, latitude] in degrees. */
export interface Place {
  readonly premises: { readonly coordinates: Rings };
  readonly entrance: { readonly coordinates: Position };
  readonly bays: readonly { readonly label: string; readonly position: { readonly coordinates: Position } }[];
}

/** Why a place is refused. */
export type PlaceFault =
  | { readonly kind: 'too_many_corners'; readonly corners: number; readonly most: number }
  | { readonly kind: 'open'; readonly ring: number }
  /** Up to three of the points where edges meet. */
  | { readonly kind: 'crossing'; readonly at: readonly Position[] }
  | { readonly kind: 'no_area' }
  | { readonly kind: 'size'; readonly areaM2: number; readonly least: number; readonly most: number }
  | { readonly kind: 'entrance_far'; readonly besideM: number; readonly most: number }
  | { readonly kind: 'bay_far'; readonly bay: number; readonly besideM: number; readonly most: number }
  /** This bay has the label of an earlier one. */
  | { readonly kind: 'repeated_bay'; readonly bay: number };

/** What a person should look at again. */
export type PlaceWarning =
  | { readonly kind: 'small_radius'; readonly radiusM: number; readonly least: number }
  | { readonly kind: 'small'; readonly areaM2: number; readonly least: number }
  | { readonly kind: 'narrow'; readonly metres: number; readonly least: number }
  | { readonly kind: 'entrance_outside'; readonly besideM: number }
  | { readonly kind: 'bays_outside'; readonly bays: readonly number[] };

/** What is wrong. Each check assumes that the earlier ones passed, so the first failing kind ends it. */
export function placeFaults(place: Place): PlaceFault[] {
  const { coordinates } = place.premises;
  const corners = coordinates.reduce((sum, ring) => sum + ring.length, 0);
  if (coordinates.length > MOST_RINGS || coordinates.some((ring) => ring.length > MOST_CORNERS))
    return [{ kind: 'too_many_corners', corners, most: MOST_CORNERS }];
  const open = coordinates.flatMap((ring, index): PlaceFault[] =>
    isClosed(ring) ? [] : [{ kind: 'open', ring: index }],
  );
  if (open.length > 0) return open;
  const at = crossingsOf(unwrappedRings(coordinates), 3);
  if (at.length > 0) return [{ kind: 'crossing', at: at.map(wrapped) }];
  const local = localPlace(place);
  if (!local) return [{ kind: 'no_area' }];
  return [...clearSizeFaults(coordinates, local.projection), ...farPlaces(place, local), ...repeated(place)];
}

/** @param area square meters */
export function sizeFaults(area: number): PlaceFault[] {
  const rounded = Math.round(area);
  const { least, most } = AREA_RANGE_M2;
  return rounded >= least && rounded <= most ? [] : [{ kind: 'size', areaM2: rounded, least, most }];
}

/** Where the flat map and the ellipsoid may disagree, the ellipsoid decides (`sizeFaults`). */
function clearSizeFaults(rings: Rings, projection: Projection): PlaceFault[] {
  const area = areaM2(rings, projection);
  return sizeFaults(area * (1 + FLAT_ERROR)).length > 0 && sizeFaults(area * (1 - FLAT_ERROR)).length > 0
    ? sizeFaults(area)
    : [];
}

/** What looks wrong about a place without faults. */
export function placeWarnings(place: Place): PlaceWarning[] {
  const local = localPlace(place);
  if (!local) return [];
  const shape = shapeWarnings(place.premises.coordinates, local.outline, local.projection);
  const round = radiusWarnings(place);
  const besideM = Math.round(besideOf(local, place.entrance.coordinates));
  const bays = place.bays.flatMap(({ position }, index) =>
    besideOf(local, position.coordinates) > BAY_OUTSIDE_M ? [index] : [],
  );
  return [
    ...(shape.length > 0 ? shape : round),
    ...(besideM > ENTRANCE_OUTSIDE_M ? [{ kind: 'entrance_outside', besideM } as const] : []),
    ...(bays.length > 0 ? [{ kind: 'bays_outside', bays } as const] : []),
  ];
}

/** Too small to tell who parks from who passes. */
export function shapeWarnings(
  rings: Rings,
  outline: Outline,
  projection: Projection,
): Extract<PlaceWarning, { kind: 'small' | 'narrow' }>[] {
  const size = Math.round(areaM2(rings, projection));
  if (size < SMALL_M2) return [{ kind: 'small', areaM2: size, least: SMALL_M2 }];
  const metres = Math.round(2 * deepestM(outline));
  return metres < NARROW_M ? [{ kind: 'narrow', metres, least: NARROW_M }] : [];
}

function radiusWarnings({ premises, entrance }: Place): PlaceWarning[] {
  const radiusM = radiusOf(premises.coordinates[0] ?? [], entrance.coordinates);
  return radiusM !== undefined && radiusM < SMALL_RADIUS_M
    ? [{ kind: 'small_radius', radiusM, least: SMALL_RADIUS_M }]
    : [];
}

/**
 * Rings with longitudes that run on past 180° instead of starting again at −180°, so that planar geometry works on an
 * outline across the antimeridian as on any other. Longitudes are then within 360° of the first.
 */
export function unwrappedRings(rings: Rings): [number, number][][] {
  const from = rings[0]?.[0]?.[0] ?? 0;
  return rings.map((ring) =>
    ring.map(([longitude, latitude]) => [from + shortestDegrees(longitude - from), latitude]),
  );
}
const wrapped = ([longitude, latitude]: Position): Position => [shortestDegrees(longitude), latitude];

function isClosed(ring: readonly Position[]): boolean {
  const [first, last] = [ring[0], ring.at(-1)];
  return first !== undefined && last !== undefined && first[0] === last[0] && first[1] === last[1];
}

interface LocalPlace {
  readonly outline: Outline;
  readonly projection: Projection;
}

function localPlace({ premises }: Place): LocalPlace | undefined {
  const projection = projectionAround(premises.coordinates[0]?.[0] ?? [0, 0]);
  const outline = outlineOf(premises.coordinates, projection);
  return outline && { outline, projection };
}

/** Meters from the outline: negative inside. */
function besideOf({ outline, projection }: LocalPlace, [longitude, latitude]: Position): number {
  const { x, y } = toLocal(projection, longitude, latitude);
  return signedDistanceM(outline, x, y);
}

function farPlaces({ entrance, bays }: Place, local: LocalPlace): PlaceFault[] {
  const most = MOST_BESIDE_M;
  const entranceM = Math.round(besideOf(local, entrance.coordinates));
  const far = bays.flatMap(({ position }, bay): PlaceFault[] => {
    const besideM = Math.round(besideOf(local, position.coordinates));
    return besideM > most ? [{ kind: 'bay_far', bay, besideM, most }] : [];
  });
  return entranceM > most ? [{ kind: 'entrance_far', besideM: entranceM, most }, ...far] : far;
}

function repeated({ bays }: Place): PlaceFault[] {
  const seen = new Set<string>();
  return bays.flatMap(({ label }, bay): PlaceFault[] => {
    const name = label.trim().toUpperCase();
    if (seen.has(name)) return [{ kind: 'repeated_bay', bay }];
    seen.add(name);
    return [];
  });
}
