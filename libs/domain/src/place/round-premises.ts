/** Premises without drawing: a pin and a radius. */
import { roundedPosition } from '../geo/positions.js';
import { distanceM, projectionAround, toLocal, toPosition, type Position } from '../geo/projection.js';

/** With a smaller radius a phone's position is as often beside the premises as in them, so arrivals are missed. */
export const SMALL_RADIUS_M = 50;
/** Of a store that nobody has drawn yet, meters. */
export const USUAL_RADIUS_M = 60;
/** What areas of 200 m² to 1 km² allow, meters. */
export const RADIUS_RANGE_M = { least: 10, most: 550 } as const;
const CORNERS = 32;

/** A closed ring of 32 corners around the pin, counterclockwise as GeoJSON wants it. @param radiusM meters */
export function roundRing(middle: Position, radiusM: number): [number, number][] {
  const map = projectionAround(middle);
  const ring = Array.from({ length: CORNERS }, (_, i) => {
    const angle = (2 * Math.PI * i) / CORNERS;
    return roundedPosition(toPosition(map, { x: radiusM * Math.cos(angle), y: radiusM * Math.sin(angle) }));
  });
  return [...ring, ring[0] as [number, number]];
}

/** The radius of a ring that `roundRing` made around this middle, to the meter; undefined for any other outline. */
export function radiusOf(ring: readonly Position[], middle: Position): number | undefined {
  if (ring.length !== CORNERS + 1) return undefined;
  const radii = ring.map((corner) => distanceM(middle, corner));
  const [least, most] = [Math.min(...radii), Math.max(...radii)];
  return most - least < 1 + most / 100 ? Math.round(most) : undefined;
}

export interface BayAt {
  readonly label: string;
  readonly position: [number, number];
}

/**
 * So many bays in a row at equal distances, from the first position to the last, numbered on from `firstNumber`.
 * @param taken labels that there are already; their numbers are passed over
 */
export function bayRow(
  count: number,
  firstNumber: number,
  [from, to]: readonly [Position, Position],
  taken: readonly string[] = [],
): BayAt[] {
  const map = projectionAround(from);
  const end = toLocal(map, to[0], to[1]);
  const used = new Set(taken);
  let number = firstNumber;
  return Array.from({ length: count }, (_, i) => {
    while (used.has(String(number))) number += 1;
    const share = count === 1 ? 0 : i / (count - 1);
    const position = roundedPosition(toPosition(map, { x: end.x * share, y: end.y * share }));
    return { label: String(number++), position };
  });
}
