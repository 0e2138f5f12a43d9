/** GeoJSON as a store's outline and places come in and go out: [longitude, latitude] in degrees. */
import { z } from 'zod';

export const Longitude = z.number().min(-180).max(180);
export const Latitude = z.number().min(-90).max(90);
export const Position = z.tuple([Longitude, Latitude]);

export const PointGeometry = z
  .strictObject({ type: z.literal('Point'), coordinates: Position })
  .meta({ id: 'Point' });
export type PointGeometry = z.infer<typeof PointGeometry>;

const Ring = z.array(Position).min(4).max(500);
export const PolygonGeometry = z
  .strictObject({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1).max(20) })
  .meta({ id: 'Polygon' });
export type PolygonGeometry = z.infer<typeof PolygonGeometry>;
