/**
 * Which side of the edge a point lies on and how far from it: by the arrival decision's own geometry, by Turf and by
 * PostGIS. Distances are great-circle distances on a sphere; PostGIS gives those on the ellipsoid beside them.
 */
import type { DataSource } from 'typeorm';
import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import { lineString, point, polygon } from '@turf/helpers';
import pointToLineDistance from '@turf/point-to-line-distance';
import { prepareStore } from '@curbline/domain/arrival';
import { shortestDegrees, signedDistanceM, toLocal, type Position } from '@curbline/domain/geo';
import type { Shape } from './random-shape.js';

export interface Measured {
  readonly inside: boolean;
  readonly edgeM: number;
}

/** As GeoJSON has it: no longitude beyond 180. */
const asStored = ([longitude, latitude]: Position): [number, number] => [
  shortestDegrees(longitude),
  latitude,
];

export function byUs({ rings, at }: Shape): Measured {
  const coordinates = rings.map((ring) => ring.map(asStored));
  const store = prepareStore({ premises: { type: 'Polygon', coordinates }, leadS: 120 });
  const [longitude, latitude] = asStored(at);
  const { x, y } = toLocal(store.projection, longitude, latitude);
  const signedM = signedDistanceM(store.outline, x, y);
  return { inside: signedM < 0, edgeM: Math.abs(signedM) };
}

/** Turf's map is flat in degrees: it gets longitudes that go on beyond 180. */
export function byTurf({ rings, at }: Shape): Measured {
  const here = point([...at]);
  const lines = rings.map((ring) => ring.map((p) => [...p]));
  return {
    inside: booleanPointInPolygon(here, polygon(lines)),
    edgeM: Math.min(
      ...lines.map((line) =>
        pointToLineDistance(here, lineString(line), { units: 'meters', method: 'geodesic' }),
      ),
    ),
  };
}

/**
 * All at once, in one query. Outlines that cross themselves are read as `ST_MakeValid` reads their lines, which is
 * the even-odd rule.
 */
export async function byPostgis(
  dataSource: DataSource,
  shapes: readonly Shape[],
): Promise<(Measured & { readonly ellipsoidM: number })[]> {
  const asked = shapes.map(({ rings, at }) => ({
    area: { type: 'Polygon', coordinates: rings.map((ring) => ring.map((p) => [...p])) },
    at: { type: 'Point', coordinates: asStored(at) },
  }));
  const rows = await dataSource.query<{ inside: boolean; sphere: number; ellipsoid: number }[]>(
    `WITH asked AS MATERIALIZED (
       SELECT n, ST_GeomFromGeoJSON(shape->'area') AS flat, ST_GeomFromGeoJSON(shape->'at')::geography AS here
         FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS asked(shape, n)
     ), drawn AS MATERIALIZED (
       SELECT n, here, CASE WHEN ST_IsValid(flat) THEN flat ELSE ST_MakeValid(flat, 'method=linework') END AS flat
         FROM asked
     )
     SELECT ST_Covers(ST_WrapX(flat, 180, -360)::geography, here) AS inside,
            ST_Distance(ST_WrapX(ST_Boundary(flat), 180, -360)::geography, here, false) AS sphere,
            ST_Distance(ST_WrapX(ST_Boundary(flat), 180, -360)::geography, here) AS ellipsoid
       FROM drawn ORDER BY n`,
    [JSON.stringify(asked)],
  );
  return rows.map(({ inside, sphere, ellipsoid }) => ({ inside, edgeM: sphere, ellipsoidM: ellipsoid }));
}
