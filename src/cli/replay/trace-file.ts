/** A recorded trip from a CSV or GPX file, as fixes that came in `LATENCY_MS` after they were taken. */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Fix } from '@curbline/domain/arrival';
import Papa from 'papaparse';
import { readGpxPoints } from './gpx.js';
import { latitudeAt, longitudeAt, optionalNumberAt, Unreadable } from './unreadable.js';

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
  // Empty rows stay in, so that a row's place tells its line.
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: false });
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
    if (Object.values(row).every((text) => String(text).trim() === '')) return;
    if (tripColumn && row[tripColumn] !== wanted) return;
    const where = `${file}, line ${i + 2}`;
    const cell = (name: string | undefined): unknown => numberOf(name === undefined ? undefined : row[name]);
    const recordedAt = timeAt(where, time, row[time]);
    fixes.push({
      latitude: latitudeAt(where, latitude, cell(latitude)),
      longitude: longitudeAt(where, longitude, cell(longitude)),
      accuracyM: optionalNumberAt(where, 'accuracy', cell(accuracy)),
      speedMps: optionalNumberAt(where, 'speed', cell(speed)),
      headingDeg: optionalNumberAt(where, 'heading', cell(heading)),
      recordedAt,
      receivedAt: recordedAt + LATENCY_MS,
    });
  });
  return fixes;
}

const ISO_TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/** Unix milliseconds, Unix seconds, or ISO 8601; a time without a zone is UTC, as GPX has it. */
function timeAt(where: string, field: string, raw: string | undefined): number {
  const text = raw?.trim() ?? '';
  const value = text === '' ? Number.NaN : Number(text);
  // From the year 5138 on it is neither: a recorder of microseconds, or another column.
  if (Number.isFinite(value) && value > 0 && value < 1e14) return value < 1e11 ? value * 1000 : value;
  const [, day, time, zone = 'Z'] = ISO_TIME.exec(text) ?? [];
  const parsed = Date.parse(
    `${day}T${time?.replace(',', '.')}${/^[+-]\d\d$/.test(zone) ? `${zone}:00` : zone}`,
  );
  if (day !== undefined && Number.isFinite(parsed)) return parsed;
  throw new Unreadable(where, `${field} must be Unix time or ISO 8601, got ${JSON.stringify(text)}`);
}

function fromGpx(file: string, text: string): Fix[] {
  return readGpxPoints(file, text).map(({ where, latitude, longitude, time }): Fix => {
    if (time === undefined) {
      throw new Unreadable(
        where,
        'the point has no <time>: only a recorded track can be replayed, no plan of one',
      );
    }
    const recordedAt = timeAt(where, 'time', time);
    return {
      latitude: latitudeAt(where, 'lat', numberOf(latitude)),
      longitude: longitudeAt(where, 'lon', numberOf(longitude)),
      recordedAt,
      receivedAt: recordedAt + LATENCY_MS,
    };
  });
}

/** A number where the text is one; else the text, for the complaint, and `undefined` for none. */
function numberOf(text: string | null | undefined): unknown {
  const trimmed = text?.trim();
  if (trimmed === undefined || trimmed === '') return undefined;
  return Number.isNaN(Number(trimmed)) ? trimmed : Number(trimmed);
}
