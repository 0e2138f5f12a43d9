/** A recorded trip from a file, as fixes: GPX, or GeoJSON as recorders write it. */
import type { Fix } from '@curbline/domain/arrival';

/** How long a fix takes to the server. */
export const LATENCY_MS = 300;

type Point = Pick<Fix, 'latitude' | 'longitude' | 'accuracyM' | 'recordedAt'>;

/** In order of time; empty where the text holds no trip with times. */
export function fixesIn(text: string): Fix[] {
  const points = /^\s*</.test(text) ? gpxPoints(text) : geoJsonPoints(text);
  return points
    .filter(({ latitude, longitude, recordedAt }) => {
      const onEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
      return onEarth && Number.isFinite(recordedAt);
    })
    .toSorted((a, b) => a.recordedAt - b.recordedAt)
    .map((point) => ({ ...point, receivedAt: point.recordedAt + LATENCY_MS }));
}

function gpxPoints(text: string): Point[] {
  const gpx = new DOMParser().parseFromString(text, 'application/xml');
  return [...gpx.getElementsByTagNameNS('*', 'trkpt')].map((point) => ({
    latitude: Number(point.getAttribute('lat') ?? NaN),
    longitude: Number(point.getAttribute('lon') ?? NaN),
    recordedAt: Date.parse(point.getElementsByTagNameNS('*', 'time')[0]?.textContent ?? ''),
  }));
}

type JsonObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null;

function geoJsonPoints(text: string): Point[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (!isObject(value)) return [];
  const features = value['type'] === 'FeatureCollection' ? value['features'] : [value];
  return Array.isArray(features) ? features.filter(isObject).flatMap(pointsOf) : [];
}

/** A point with its time, or a line with a list of them (`coordTimes`, `times`). */
function pointsOf({ geometry, properties }: JsonObject): Point[] {
  if (!isObject(geometry)) return [];
  const said = isObject(properties) ? properties : {};
  const { type, coordinates } = geometry;
  if (type === 'Point') return [pointOf(coordinates, said['time'] ?? said['timestamp'], said['accuracy'])];
  const nested = isObject(said['coordinateProperties']) ? said['coordinateProperties']['times'] : undefined;
  const times = said['coordTimes'] ?? said['times'] ?? nested;
  if (type !== 'LineString' || !Array.isArray(coordinates) || !Array.isArray(times)) return [];
  return coordinates.map((position, i) => pointOf(position, times[i], undefined));
}

function pointOf(position: unknown, time: unknown, accuracy: unknown): Point {
  const [longitude, latitude] = Array.isArray(position) ? position : [];
  return {
    latitude: typeof latitude === 'number' ? latitude : NaN,
    longitude: typeof longitude === 'number' ? longitude : NaN,
    recordedAt: typeof time === 'number' ? time : Date.parse(String(time)),
    ...(typeof accuracy === 'number' && { accuracyM: accuracy }),
  };
}
