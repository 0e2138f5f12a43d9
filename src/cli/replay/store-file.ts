/** A store from a GeoJSON file: its premises (a Polygon), and its entrance where a Point is given. */
import { readFile } from 'node:fs/promises';
import { PointGeometry, PolygonGeometry } from '@curbline/contracts/http';
import type { ArrivalStore } from '@curbline/domain/arrival';
import type { z } from 'zod';
import { DEFAULT_LEAD_S } from './case-line.js';
import { isRecord, Unreadable } from './unreadable.js';

const OUTLINES = new Set(['Polygon', 'MultiPolygon']);

/**
 * Reads a geometry, a Feature, or a FeatureCollection that holds one Polygon and at most one Point.
 * @throws Unreadable naming the file and what to mend.
 */
export async function readStore(file: string): Promise<ArrivalStore> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Unreadable(file, `cannot be read (${error.code ?? 'unknown'})`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Unreadable(file, `is not JSON (${(error as Error).message})`);
  }
  const geometries = geometriesOf(value);
  const outlines = geometries.filter(({ type }) => OUTLINES.has(String(type)));
  const points = geometries.filter(({ type }) => type === 'Point');
  if (outlines.length === 0) {
    throw new Unreadable(file, 'holds no Polygon: draw the premises as a GeoJSON Polygon');
  }
  if (outlines.length > 1) {
    throw new Unreadable(
      file,
      `holds ${outlines.length} polygons: keep only the one that outlines the premises`,
    );
  }
  if (points.length > 1) {
    throw new Unreadable(file, `holds ${points.length} points: keep only the one that marks the entrance`);
  }
  const premises = parsed(file, 'the premises', PolygonGeometry, outlines[0]);
  const entrance = points[0] && parsed(file, 'the entrance', PointGeometry, points[0]).coordinates;
  return { premises, entrance, leadS: DEFAULT_LEAD_S };
}

function parsed<T>(file: string, what: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path = [], message = 'is not valid' } = result.error.issues[0] ?? {};
  throw new Unreadable(file, `${what}${path.length > 0 ? ` (${path.join('.')})` : ''}: ${message}`);
}

function geometriesOf(value: unknown): Record<string, unknown>[] {
  if (!isRecord(value)) return [];
  if (Array.isArray(value.features)) return value.features.flatMap(geometriesOf);
  if (Array.isArray(value.geometries)) return value.geometries.flatMap(geometriesOf);
  if (value.type === 'Feature') return geometriesOf(value.geometry);
  return [value];
}
