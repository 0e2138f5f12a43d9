/** A store from a GeoJSON file: its premises (a Polygon), and its entrance where a Point is given. */
import { readFile } from 'node:fs/promises';
import type { ArrivalStore, LonLat } from '@curbline/domain/arrival';
import { DEFAULT_LEAD_S, polygonAt } from './case-line.js';
import { isRecord, Unreadable } from './unreadable.js';

/** Reads a Polygon, a Feature, or a FeatureCollection with one Polygon and at most one Point. */
export async function readStore(file: string): Promise<ArrivalStore> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Unreadable(file, `cannot be read (${error.code ?? 'unknown'})`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable(file, 'is not JSON');
  }
  const geometries = geometriesOf(value);
  const polygon = geometries.find((g) => g.type === 'Polygon');
  if (!polygon) throw new Unreadable(file, 'holds no Polygon: draw the premises as a GeoJSON Polygon');
  const point = geometries.find((g) => g.type === 'Point')?.coordinates;
  const entrance: LonLat | undefined =
    Array.isArray(point) && typeof point[0] === 'number' && typeof point[1] === 'number'
      ? [point[0], point[1]]
      : undefined;
  return { premises: polygonAt(file, polygon), entrance, leadS: DEFAULT_LEAD_S };
}

function geometriesOf(value: unknown): Record<string, unknown>[] {
  if (!isRecord(value)) return [];
  if (Array.isArray(value.features)) return value.features.flatMap(geometriesOf);
  if (value.type === 'Feature') return geometriesOf(value.geometry);
  return [value];
}
