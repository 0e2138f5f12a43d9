/** One line of a cases file: a trip towards a store, as a phone delivered it. See docs/arrival.md. */
import type { ArrivalStore, Fix, LonLat } from '@curbline/domain/arrival';
import { isRecord, numberAt, Unreadable } from './unreadable.js';

export interface TripCase {
  readonly id: string;
  readonly store: ArrivalStore;
  readonly startedAt: number;
  readonly endAt: number;
  readonly fixes: readonly Fix[];
}

/** The store's own lead where a case names none. */
export const DEFAULT_LEAD_S = 120;

/** Reads a line; whatever else it holds is not looked at. Throws `Unreadable` naming line and field. */
export function parseCase(line: string, where: string): TripCase {
  const value = parseJson(line, where);
  if (!isRecord(value) || typeof value.id !== 'string') throw new Unreadable(where, 'id must be a text');
  if (!isRecord(value.store)) throw new Unreadable(where, 'store must be an object');
  if (!Array.isArray(value.fixes)) throw new Unreadable(where, 'fixes must be a list');
  return {
    id: value.id,
    store: {
      premises: polygonAt(where, value.store.premises),
      entrance: positionAt(value.store.entrance),
      bays: positionsAt(value.store.bays),
      leadS: DEFAULT_LEAD_S,
    },
    startedAt: numberAt(where, 'started_at', value.started_at),
    endAt: numberAt(where, 'end_at', value.end_at),
    fixes: value.fixes.map((fix: unknown, i) => fixAt(where, i, fix)),
  };
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Unreadable(where, 'is not JSON');
  }
}

function fixAt(where: string, i: number, fix: unknown): Fix {
  if (!isRecord(fix)) throw new Unreadable(where, `fixes[${i}] must be an object`);
  return {
    latitude: required(where, i, fix, 'lat'),
    longitude: required(where, i, fix, 'lon'),
    accuracyM: optional(where, i, fix, 'accuracy'),
    speedMps: optional(where, i, fix, 'speed'),
    headingDeg: optional(where, i, fix, 'heading'),
    recordedAt: required(where, i, fix, 't'),
    receivedAt: required(where, i, fix, 'received'),
  };
}

/** JSON numbers are finite; the field's full name is made only for the complaint. */
function required(where: string, i: number, fix: Record<string, unknown>, name: string): number {
  const value = fix[name];
  return typeof value === 'number' ? value : numberAt(where, `fixes[${i}].${name}`, value);
}

function optional(where: string, i: number, fix: Record<string, unknown>, name: string): number | undefined {
  return fix[name] === null || fix[name] === undefined ? undefined : required(where, i, fix, name);
}

/** A GeoJSON polygon; its rings are only looked at by the decision, which bears with broken ones. */
export function polygonAt(where: string, value: unknown): ArrivalStore['premises'] {
  if (!isRecord(value) || value.type !== 'Polygon' || !Array.isArray(value.coordinates)) {
    throw new Unreadable(where, 'store.premises must be a GeoJSON Polygon');
  }
  return { type: 'Polygon', coordinates: value.coordinates as readonly (readonly LonLat[])[] };
}

function positionsAt(value: unknown): LonLat[] {
  return Array.isArray(value) ? value.map(positionAt).filter((place) => place !== undefined) : [];
}

function positionAt(value: unknown): LonLat | undefined {
  return Array.isArray(value) && typeof value[0] === 'number' && typeof value[1] === 'number'
    ? [value[0], value[1]]
    : undefined;
}
