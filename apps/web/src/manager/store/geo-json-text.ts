/** The outline as GeoJSON text, as it goes out and comes in. */
import type { StoreSettings } from '@curbline/contracts/http';

type Premises = StoreSettings['premises'];

/** A Feature, which drawing programs open as it is. */
export const outlineText = (premises: Premises, name: string): string =>
  JSON.stringify({ type: 'Feature', properties: { name }, geometry: premises }, null, 2);

/**
 * The outline in a text: a polygon, alone or in a Feature, a collection of one or a MultiPolygon of one part. The server
 * checks the rest. Undefined when there is none.
 */
export function outlineIn(text: string): Premises | undefined {
  try {
    return polygonIn(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function polygonIn(value: unknown): Premises | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { type, geometry, features, coordinates } = value as Readonly<Record<string, unknown>>;
  if (type === 'Feature') return polygonIn(geometry);
  if (type === 'FeatureCollection' && Array.isArray(features) && features.length === 1)
    return polygonIn(features[0]);
  if (type === 'MultiPolygon' && Array.isArray(coordinates) && coordinates.length === 1)
    return polygonIn({ type: 'Polygon', coordinates: coordinates[0] as unknown });
  if (type !== 'Polygon' || !Array.isArray(coordinates)) return undefined;
  const rings = coordinates.map(ringIn);
  return rings.length > 0 && rings.every((ring) => ring !== undefined)
    ? { type: 'Polygon', coordinates: rings }
    : undefined;
}

/** Without altitudes. */
function ringIn(ring: unknown): [number, number][] | undefined {
  if (!Array.isArray(ring) || ring.length < 4) return undefined;
  const corners = ring.map((corner: unknown) =>
    Array.isArray(corner) && corner.slice(0, 2).every(Number.isFinite) && corner.length >= 2
      ? ([corner[0], corner[1]] as [number, number])
      : undefined,
  );
  return corners.every((corner) => corner !== undefined) ? corners : undefined;
}
