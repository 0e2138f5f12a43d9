/** What the decision works out once for a version of a store, so that a fix costs no geometry but its own. */
import {
  circleOutline,
  deepestM,
  outlineOf,
  projectionAround,
  signedDistanceM,
  toLocal,
  type Outline,
  type Point,
  type Position,
  type Projection,
} from '../geo/index.js';
import type { Places } from './places.js';
import type { ArrivalStore } from './types.js';

/** A store on its own flat map. Not JSON: hold it in memory, make it again when the store changes. */
export interface PreparedStore {
  readonly projection: Projection;
  readonly outline: Outline;
  /** How far its deepest place lies from the nearest edge, meters. */
  readonly deepestM: number;
  /** Where journeys end: the entrance, else the middle of the premises; meters on the local map. */
  readonly goal: Point;
  readonly leadS: number;
  /** Where customers stand, as far as it is known. */
  readonly places: Places;
}

/** Stands in for premises that hold no polygon: about a small car park around the pin. */
const PIN_RADIUS_M = 45;

/** Customers who stood further outside are in the street, where others halt as well. */
const STAND_BESIDE_M = 5;

/** Where no position of the store can be read at all: the middle of the sea, where nobody parks. */
const NOWHERE: Position = [0, 0];

const isPosition = (p: unknown): p is Position =>
  Array.isArray(p) && Number.isFinite(p[0]) && Number.isFinite(p[1]);

/**
 * Prepares a store for the decision. Never throws: premises that cross themselves are read by the even-odd
 * rule, premises with no area become a circle of 45 m around the entrance (or around what points there are).
 */
export function prepareStore(store: ArrivalStore): PreparedStore {
  const raw: unknown = store?.premises?.coordinates;
  const rings = (Array.isArray(raw) ? raw : []) as readonly (readonly Position[])[];
  const corners = rings.flatMap((ring) => (Array.isArray(ring) ? ring.filter(isPosition) : []));
  const entrance = isPosition(store?.entrance) ? store.entrance : undefined;
  const projection = projectionAround(middleOf(corners) ?? entrance ?? NOWHERE);
  const pin = entrance ? toLocal(projection, entrance[0], entrance[1]) : { x: 0, y: 0 };
  const outline = outlineOf(rings, projection) ?? circleOutline(pin, PIN_RADIUS_M);
  const goal = entrance && signedDistanceM(outline, pin.x, pin.y) < 500 ? pin : { x: 0, y: 0 };
  const leadS = Number.isFinite(store?.leadS) ? Math.max(0, store.leadS) : 120;
  const bays = pointsOf(store?.bays, projection);
  const stands = pointsOf(store?.stands, projection).filter(
    ({ x, y }) => signedDistanceM(outline, x, y) <= STAND_BESIDE_M,
  );
  const places = Float64Array.from([...bays, ...stands].flatMap(({ x, y }) => [x, y]));
  return { projection, outline, deepestM: deepestM(outline), goal, leadS, places };
}

function pointsOf(positions: unknown, projection: Projection): Point[] {
  if (!Array.isArray(positions)) return [];
  return positions
    .filter(isPosition)
    .map(([longitude, latitude]) => toLocal(projection, longitude, latitude));
}

/** The middle of the box around some positions, taken the short way round the antimeridian. */
function middleOf(positions: readonly Position[]): Position | undefined {
  const first = positions[0];
  if (!first) return undefined;
  const flat = projectionAround([first[0], first[1]]);
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const p of positions) {
    const { x, y } = toLocal(flat, p[0], p[1]);
    [west, east] = [Math.min(west, x), Math.max(east, x)];
    [south, north] = [Math.min(south, y), Math.max(north, y)];
  }
  const longitude = first[0] + (west + east) / 2 / flat.metersPerDegreeEast;
  const latitude = first[1] + (south + north) / 2 / ((Math.PI / 180) * 6_371_008.8);
  return [longitude, latitude];
}
