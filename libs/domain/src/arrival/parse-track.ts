/**
 * Reads a stored track back. A track is trusted only if every part has its shape: after an update that
 * changed the state, or with anything else in its place, the caller starts a new track and loses nothing
 * but a few seconds of evidence.
 */
import { TRACK_VERSION, type TrackState } from './track-state.js';

type Check = (value: unknown) => boolean;

const number: Check = (v) => typeof v === 'number' && Number.isFinite(v);
const flag: Check = (v) => typeof v === 'boolean';
const oneOf =
  (...words: readonly string[]): Check =>
  (v) =>
    typeof v === 'string' && words.includes(v);
const optional =
  (check: Check): Check =>
  (v) =>
    v === undefined || check(v);
const position: Check = (v) => Array.isArray(v) && v.length === 2 && v.every(number);

const isRecord = (v: unknown): v is Record<string, unknown> =>
  typeof v === 'object' && v !== null && !Array.isArray(v);

/** Every named part passes its check, and no part goes unnamed. */
const shape =
  (parts: Readonly<Record<string, Check>>): Check =>
  (v) =>
    isRecord(v) &&
    Object.keys(v).every((key) => key in parts) &&
    Object.entries(parts).every(([key, check]) => check(v[key]));

const numbers = (...names: readonly string[]): Check =>
  shape(Object.fromEntries(names.map((name) => [name, number])));

const isTrack = shape({
  version: (v) => v === TRACK_VERSION,
  startedAt: number,
  declaredEtaS: optional(number),
  eventCount: (v) => Number.isInteger(v) && (v as number) >= 0,
  phase: oneOf('coming', 'here', 'gone'),
  approachingTold: flag,
  silenceTold: flag,
  askedIfHere: flag,
  clock: optional(
    numbers(
      'offsetMs',
      'newestRecordedAt',
      'newestReceivedAt',
      'strays',
      'strayRecordedAt',
      'strayReceivedAt',
    ),
  ),
  origin: optional(position),
  motion: optional(
    numbers(
      'at',
      'x',
      'y',
      'vx',
      'vy',
      'pp',
      'pv',
      'vv',
      'cx',
      'cy',
      'reportedMps',
      'recentMps',
      'accuracyM',
    ),
  ),
  doubt: optional(numbers('at', 'x', 'y')),
  visit: optional(shape({ since: number, evidence: number, fixes: number, startedInside: flag })),
  absence: optional(numbers('since', 'fixes')),
  arrival: optional(shape({ occurredAt: number, evidence: oneOf('position_parked', 'position_inside') })),
  late: optional(numbers('outsideAt', 'since', 'fixes')),
  pace: optional(numbers('quickMps', 'slowMps', 'seenS')),
  asking: optional(numbers('at', 'left')),
  eta: optional(numbers('at', 'seconds', 'low', 'high')),
});

/** @returns the track, or `undefined` for another version, garbage, or a part with the wrong shape. */
export function parseTrack(json: unknown): TrackState | undefined {
  return isTrack(json) ? (json as TrackState) : undefined;
}
