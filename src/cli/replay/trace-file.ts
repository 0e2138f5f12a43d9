/** A recorded trip from a CSV or GPX file, as fixes that came in `LATENCY_MS` after they were taken. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Fix } from '@curbline/domain/arrival';
import { gpx } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import Papa from 'papaparse';
import { numberAt, optionalNumberAt, Unreadable } from './unreadable.js';

const LATENCY_MS = 300;

/** Columns understood, by the names that recorders give them. */
const COLUMNS = {
  time: ['t_unix_ms', 'timestamp', 'time', 't', 'recorded_at'],
  latitude: ['lat', 'latitude'],
  longitude: ['lon', 'lng', 'longitude'],
  accuracy: ['accuracy_m', 'accuracy'],
  speed: ['speed_mps', 'speed'],
  heading: ['heading_deg', 'heading', 'course'],
  trip: ['trip_id', 'trip'],
} as const;

/**
 * The fixes of a trace in order of time.
 * @param trip which trip of a CSV that holds several; the first by default
 */
export async function readTrace(file: string, trip?: string): Promise<Fix[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Unreadable(file, `cannot be read (${error.code ?? 'unknown'})`);
  });
  const fixes = extname(file).toLowerCase() === '.gpx' ? fromGpx(file, text) : fromCsv(file, text, trip);
  if (fixes.length === 0) {
    throw new Unreadable(file, trip ? `holds no fix of trip ${trip}` : 'holds no fix');
  }
  return fixes.sort((a, b) => a.recordedAt - b.recordedAt);
}

function fromCsv(file: string, text: string, trip: string | undefined): Fix[] {
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  const column = (names: readonly string[]): string | undefined =>
    meta.fields?.find((f) => names.includes(f.trim().toLowerCase()));
  const required = (names: readonly string[]): string => {
    const found = column(names);
    if (found === undefined) throw new Unreadable(`${file}, line 1`, `needs a column ${names.join(' or ')}`);
    return found;
  };
  const [time, latitude, longitude] = [
    required(COLUMNS.time),
    required(COLUMNS.latitude),
    required(COLUMNS.longitude),
  ];
  const [accuracy, speed, heading] = [
    column(COLUMNS.accuracy),
    column(COLUMNS.speed),
    column(COLUMNS.heading),
  ];
  const tripColumn = column(COLUMNS.trip);
  const wanted = trip ?? (tripColumn ? data[0]?.[tripColumn] : undefined);
  const fixes: Fix[] = [];
  data.forEach((row, i) => {
    if (tripColumn && row[tripColumn] !== wanted) return;
    const where = `${file}, line ${i + 2}`;
    const cell = (name: string | undefined): unknown => {
      const raw = name === undefined ? undefined : row[name]?.trim();
      return raw === undefined || raw === '' ? undefined : Number.isNaN(Number(raw)) ? raw : Number(raw);
    };
    const recordedAt = timeAt(where, time, row[time]);
    fixes.push({
      latitude: numberAt(where, latitude, cell(latitude)),
      longitude: numberAt(where, longitude, cell(longitude)),
      accuracyM: optionalNumberAt(where, 'accuracy', cell(accuracy)),
      speedMps: optionalNumberAt(where, 'speed', cell(speed)),
      headingDeg: optionalNumberAt(where, 'heading', cell(heading)),
      recordedAt,
      receivedAt: recordedAt + LATENCY_MS,
    });
  });
  return fixes;
}

/** Unix milliseconds, Unix seconds, or ISO 8601. */
function timeAt(where: string, field: string, raw: string | undefined): number {
  const value = Number(raw);
  if (raw?.trim() && Number.isFinite(value)) return value < 1e11 ? value * 1000 : value;
  const parsed = Date.parse(raw ?? '');
  if (Number.isFinite(parsed)) return parsed;
  throw new Unreadable(where, `${field} must be Unix time or ISO 8601, got ${JSON.stringify(raw ?? '')}`);
}

function fromGpx(file: string, text: string): Fix[] {
  const collection = parseGpx(file, text);
  return collection.features.flatMap((feature) => {
    const times: unknown = feature.properties?.coordinateProperties?.times;
    const geometry = feature.geometry;
    if (!geometry) return [];
    const lines =
      geometry.type === 'LineString'
        ? [geometry.coordinates]
        : geometry.type === 'MultiLineString'
          ? geometry.coordinates
          : [];
    return lines.flatMap((line, l) =>
      line.map(([longitude, latitude], i): Fix => {
        const where = `${file}, track point ${i + 1}`;
        const perLine: unknown =
          geometry.type === 'LineString' ? times : Array.isArray(times) ? times[l] : undefined;
        const recordedAt = timeAt(where, 'time', Array.isArray(perLine) ? String(perLine[i]) : undefined);
        return {
          latitude: numberAt(where, 'lat', latitude),
          longitude: numberAt(where, 'lon', longitude),
          recordedAt,
          receivedAt: recordedAt + LATENCY_MS,
        };
      }),
    );
  });
}

/** The tracks of a GPX text. The parser's own errors come wrapped in its words: ours name the file and the fault. */
function parseGpx(file: string, text: string): ReturnType<typeof gpx> {
  let fault: string | undefined;
  const onError = (level: string, message: string): void => {
    if (level !== 'warning') fault ??= message.split('\n')[0];
  };
  try {
    const document = new DOMParser({ onError }).parseFromString(text, 'text/xml');
    if (fault === undefined) return gpx(document as unknown as Parameters<typeof gpx>[0]);
  } catch (error) {
    fault ??= error instanceof Error ? error.message.split('\n')[0] : 'unknown fault';
  }
  throw new Unreadable(file, `is not GPX: ${fault}`);
}
