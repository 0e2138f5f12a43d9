/**
 * GeoJSON (RFC 7946) as a store's outline and places come in and go out: [longitude, latitude] in degrees.
 *
 * What drawing programs add is accepted and left out: an altitude, a `bbox`, a `Feature` around the geometry, a
 * `MultiPolygon` of one part. What is kept and answered is always the plain geometry.
 */
import { z } from 'zod';

export const Longitude = z.number().min(-180).max(180);
export const Latitude = z.number().min(-90).max(90);

/** An altitude may follow (RFC 7946 §3.1.1); nothing here has a use for it. */
export const Position = z.preprocess(
  (value) => (Array.isArray(value) && value.length === 3 && isHeight(value[2]) ? value.slice(0, 2) : value),
  z.tuple([Longitude, Latitude]),
);

const isHeight = (value: unknown): boolean => typeof value === 'number' || value === null;

export const PointGeometry = z
  .preprocess(plainGeometry, z.strictObject({ type: z.literal('Point'), coordinates: Position }))
  .meta({ id: 'Point' });
export type PointGeometry = z.infer<typeof PointGeometry>;

const Ring = z.array(Position).min(4).max(500);
export const PolygonGeometry = z
  .preprocess(
    (value) => onePart(plainGeometry(value)),
    z.strictObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(20) }),
  )
  .meta({ id: 'Polygon' });
export type PolygonGeometry = z.infer<typeof PolygonGeometry>;

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The geometry of a Feature, or of a collection of one; without `bbox` and an old `crs`, which say nothing new. */
function plainGeometry(value: unknown): unknown {
  if (!isObject(value)) return value;
  if (value.type === 'Feature') return plainGeometry(value.geometry);
  if (value.type === 'FeatureCollection' && Array.isArray(value.features) && value.features.length === 1)
    return plainGeometry(value.features[0]);
  const { bbox: _bbox, crs: _crs, ...geometry } = value;
  return geometry;
}

/** A MultiPolygon of one part is that Polygon; of several it stays, and is refused: premises are one outline. */
function onePart(value: unknown): unknown {
  if (!isObject(value) || value.type !== 'MultiPolygon' || !Array.isArray(value.coordinates)) return value;
  return value.coordinates.length === 1
    ? { ...value, type: 'Polygon', coordinates: value.coordinates[0] }
    : value;
}
