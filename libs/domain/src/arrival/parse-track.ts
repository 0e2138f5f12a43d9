/**
 * Reads a stored track back, this version's or the one before. A track is trusted only if every part has its shape:
 * with anything else in its place, the caller starts a new track and loses nothing but a few seconds of evidence.
 */
import { TRACK_VERSION, type Motion, type TrackState } from './track-state.js';

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

const each = (names: readonly string[], check: Check): Readonly<Record<string, Check>> =>
  Object.fromEntries(names.map((name) => [name, check]));

const numbers = (...names: readonly string[]): Check => shape(each(names, number));

const CAR = ['at', 'x', 'y', 'vx', 'vy', 'pp', 'pv', 'vv', 'cx', 'cy', 'farX', 'farY'] as const;
const CAR_SEEN = ['reportedMps', 'accuracyM'] as const;
/** What the version before remembered of the car as well. */
const NO_MORE = ['stepX', 'stepY', 'turnedRad', 'recentMps'] as const;

/** A track of a version; the versions differ in what they remember of the car. */
const trackOf = (version: number, motion: Check): Check =>
  shape({
    version: (v) => v === version,
    startedAt: number,
    declaredEtaS: optional(number),
    eventCount: (v) => Number.isInteger(v) && (v as number) >= 0,
    phase: oneOf('coming', 'here', 'gone'),
    approachingTold: flag,
    silenceTold: flag,
    askedIfHere: flag,
    clock: optional(
      shape({
        offsetMs: number,
        newestRecordedAt: number,
        newestReceivedAt: number,
        strays: number,
        strayRecordedAt: number,
        strayReceivedAt: number,
        apart: optional(number),
      }),
    ),
    origin: optional(position),
    motion: optional(motion),
    doubt: optional(numbers('at', 'x', 'y')),
    visit: optional(
      shape({
        ...each(['since', 'seenAt', 'meanDepthM', 'weighedS', 'stoodS', 'fixes'], number),
        startedInside: flag,
      }),
    ),
    absence: optional(numbers('since', 'fixes')),
    returns: optional(number),
    arrival: optional(shape({ occurredAt: number, evidence: oneOf('position_parked', 'position_inside') })),
    late: optional(numbers('outsideAt', 'since', 'fixes')),
    pace: optional(numbers('quickMps', 'slowMps', 'seenS')),
    eta: optional(numbers('at', 'seconds', 'low', 'high')),
    asking: optional(numbers('at', 'left')),
  });

const isTrack = trackOf(TRACK_VERSION, numbers(...CAR, ...CAR_SEEN));
const isTrackBefore = trackOf(TRACK_VERSION - 1, numbers(...CAR, ...CAR_SEEN, ...NO_MORE));

type TrackBefore = Omit<TrackState, 'version' | 'motion'> & {
  readonly motion?: Motion & Readonly<Record<(typeof NO_MORE)[number], number>>;
};

function upgraded({ motion: car, ...rest }: TrackBefore): TrackState {
  if (!car) return { ...rest, version: TRACK_VERSION };
  const { stepX: _x, stepY: _y, turnedRad: _turned, recentMps: _recent, ...motion } = car;
  return { ...rest, version: TRACK_VERSION, motion };
}

/** @returns the track, or `undefined` for an older version, garbage, or a part with the wrong shape. */
export function parseTrack(json: unknown): TrackState | undefined {
  if (isTrackBefore(json)) return upgraded(json as TrackBefore);
  return isTrack(json) ? (json as TrackState) : undefined;
}
