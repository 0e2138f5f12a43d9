/** A store's place as the things that the drawing moves about, and back. */
import type { GeoJSONStoreFeatures } from 'terra-draw';
import type { StoreSettings } from '@curbline/contracts/http';
import { isSamePosition, roundedPosition, shortestDegrees } from '@curbline/domain/geo';
import { bayRow } from '@curbline/domain/place';

export type DrawnPlace = Pick<StoreSettings, 'premises' | 'entrance' | 'bays'>;
type LonLat = [number, number];

/** What is drawn, by the mode that draws it. */
export type DrawnKind = 'polygon' | 'entrance' | 'bay';

const feature = (
  mode: DrawnKind,
  geometry: GeoJSONStoreFeatures['geometry'],
  more: Record<string, string | number> = {},
): GeoJSONStoreFeatures => ({ type: 'Feature', properties: { mode, ...more }, geometry });

/** The outer ring, the entrance and the bays; holes of the outline stay as they are. */
export function featuresOf({ premises, entrance, bays }: DrawnPlace): GeoJSONStoreFeatures[] {
  const ring = (premises.coordinates[0] ?? []).map(roundedPosition);
  return [
    feature('polygon', { type: 'Polygon', coordinates: [ring] }),
    feature('entrance', { type: 'Point', coordinates: roundedPosition(entrance.coordinates) }),
    ...bays.map(({ label, position }, order) =>
      feature('bay', { type: 'Point', coordinates: roundedPosition(position.coordinates) }, { label, order }),
    ),
  ];
}

/**
 * What was drawn, with everything that was not as it was before: a position that nobody moved keeps all its decimals.
 * Of two outlines or entrances the later counts; a bay without a label gets the next free number.
 */
export function placeOf(features: readonly GeoJSONStoreFeatures[], before: DrawnPlace): DrawnPlace {
  const drawn = (mode: DrawnKind): GeoJSONStoreFeatures[] =>
    features.filter(({ properties }) => properties['mode'] === mode);
  const outline = drawn('polygon').at(-1)?.geometry.coordinates as number[][][] | undefined;
  const pin = drawn('entrance').at(-1)?.geometry.coordinates as number[] | undefined;
  const [outer = [], ...holes] = before.premises.coordinates;
  return {
    premises: {
      type: 'Polygon',
      coordinates: [outline?.[0] ? unmoved(outline[0].map(roundedPosition), outer) : outer, ...holes],
    },
    entrance: {
      type: 'Point',
      coordinates: pin
        ? kept(roundedPosition(pin), before.entrance.coordinates)
        : before.entrance.coordinates,
    },
    bays: baysOf(drawn('bay'), before.bays),
  };
}

/** The place without one corner of its outline. @param index of the corner in the outer ring, from 0 */
export function withoutCorner(place: DrawnPlace, index: number): DrawnPlace {
  const [outer = [], ...holes] = place.premises.coordinates;
  const corners = outer.slice(0, -1).filter((_, i) => i !== index);
  const ring = [...corners, ...corners.slice(0, 1)];
  return { ...place, premises: { type: 'Polygon', coordinates: [ring, ...holes] } };
}

/** [west, south, east, north] of everything. */
export function boundsOf({ premises, entrance, bays }: DrawnPlace): [number, number, number, number] {
  const points = [
    ...premises.coordinates.flat(),
    entrance.coordinates,
    ...bays.map(({ position }) => position.coordinates),
  ];
  // Longitudes run on past 180°, so that a store at the antimeridian is not as wide as the Earth.
  const from = entrance.coordinates[0];
  const longitudes = points.map(([longitude]) => from + shortestDegrees(longitude - from));
  const latitudes = points.map(([, latitude]) => latitude);
  return [Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes)];
}

const kept = (now: LonLat, before: LonLat): LonLat =>
  isSamePosition(now, roundedPosition(before)) ? before : now;
const unmoved = (ring: LonLat[], before: LonLat[]): LonLat[] =>
  ring.length === before.length &&
  ring.every((corner, i) => isSamePosition(corner, roundedPosition(before[i] ?? [])))
    ? before
    : ring;

function baysOf(drawn: readonly GeoJSONStoreFeatures[], before: DrawnPlace['bays']): DrawnPlace['bays'] {
  const known = drawn.filter(({ properties }) => typeof properties['order'] === 'number');
  const added = drawn.filter(({ properties }) => typeof properties['order'] !== 'number');
  const bays = known
    .toSorted((a, b) => Number(a.properties['order']) - Number(b.properties['order']))
    .map(({ properties, geometry }) => {
      const old = before[Number(properties['order'])];
      const at = roundedPosition(geometry.coordinates as number[]);
      const coordinates = old ? kept(at, old.position.coordinates) : at;
      return { label: String(properties['label']), position: { type: 'Point' as const, coordinates } };
    });
  for (const { geometry } of added) {
    const at = roundedPosition(geometry.coordinates as number[]);
    const labels = bays.map(({ label }) => label);
    const [bay] = bayRow(1, nextNumber(labels), [at, at], labels);
    if (bay) bays.push({ label: bay.label, position: { type: 'Point', coordinates: at } });
  }
  return bays;
}

/** One more than the highest number among the labels. */
const nextNumber = (labels: readonly string[]): number =>
  1 + Math.max(0, ...labels.filter((label) => /^\d{1,4}$/.test(label)).map(Number));
