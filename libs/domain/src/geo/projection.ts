/**
 * A local flat map in meters around an origin (equirectangular projection).
 *
 * East is +x, north is +y. Within 10 km of the origin the error of a distance stays under 0.1 % below
 * 60° of latitude; a store's premises are at most a few kilometers wide, so it is far below a phone's error.
 * Longitudes are taken the short way round, so a store beside the antimeridian is like any other.
 */

/** Mean radius of the Earth in meters (IUGG). */
export const EARTH_RADIUS_M = 6_371_008.8;

const METERS_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_M;

/** [longitude, latitude] in degrees, as in GeoJSON. */
export type Position = readonly [number, number];

/** A point of the local map, meters east and north of its origin. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Projection {
  readonly origin: Position;
  /** Meters of one degree of longitude at the origin. */
  readonly metersPerDegreeEast: number;
}

/** The difference of two longitudes in degrees, within [-180, 180). */
export function shortestDegrees(difference: number): number {
  if (difference >= -180 && difference < 180) return difference;
  return ((((difference + 180) % 360) + 360) % 360) - 180;
}

/** A local map around `origin`. Poles are drawn in from 89.9° so that no length becomes zero. */
export function projectionAround(origin: Position): Projection {
  const latitude = Math.max(-89.9, Math.min(89.9, origin[1]));
  return { origin, metersPerDegreeEast: METERS_PER_DEGREE * Math.cos((latitude * Math.PI) / 180) };
}

export function toLocal(projection: Projection, longitude: number, latitude: number): Point {
  return {
    x: shortestDegrees(longitude - projection.origin[0]) * projection.metersPerDegreeEast,
    y: (latitude - projection.origin[1]) * METERS_PER_DEGREE,
  };
}

export function toPosition(projection: Projection, point: Point): Position {
  const longitude = projection.origin[0] + point.x / projection.metersPerDegreeEast;
  return [shortestDegrees(longitude), projection.origin[1] + point.y / METERS_PER_DEGREE];
}

/** Great-circle distance in meters (haversine); never NaN for finite input. */
export function distanceM(a: Position, b: Position): number {
  const toRadians = Math.PI / 180;
  const dLat = (b[1] - a[1]) * toRadians;
  const dLon = (b[0] - a[0]) * toRadians;
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(a[1] * toRadians) * Math.cos(b[1] * toRadians) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(Math.min(1, h)));
}
