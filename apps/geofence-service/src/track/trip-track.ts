/**
 * What is stored of a trip between two positions: the detector's state, and the little that the board and the receipt
 * need besides. It is plain JSON, and the only place in Curbline that holds a position.
 */
import { newTrack, parseTrack, type Band, type TrackState } from '@curbline/domain/arrival';
import type { Predictions } from '@curbline/domain/eta';
import { NO_APPROACH, type Approach } from '@curbline/domain/learning';
import { newPlausibility, parsePlausibility, type PlausibilityState } from '@curbline/domain/plausibility';
import type { StandWatch } from '@curbline/domain/other-store';
import type { Track } from '@curbline/messaging';
import * as z from 'zod';

const TRIP_TRACK_VERSION = 1;

export interface TripTrack {
  readonly version: typeof TRIP_TRACK_VERSION;
  /** Server's clock, ms; the track is erased 24 h later at the latest. */
  readonly startedAt: number;
  readonly track: TrackState;
  /** Whether the positions can be true. It is judged separately from the detector. */
  readonly plausibility: PlausibilityState;
  readonly fixesReceived: number;
  /** When the phone last gave a usable position, server's clock, ms. */
  readonly lastSeenAt: number | null;
  readonly band: Band | null;
  readonly signalLost: boolean;
  readonly probablyHere: boolean;
  /** How the trip has come near; the store learns from it. */
  readonly approach: Approach;
  /** The source that the refined estimate rests on most. */
  readonly etaSource: 'position' | 'history' | 'router';
  /** What the arrival was predicted to be over the last minutes, to be judged once it is known. */
  readonly predictions: Predictions;
  /** Whether the customer stands at another store of the chain. */
  readonly stand: StandWatch;
}

const place = { longitude: z.number(), latitude: z.number() };
const StoredStand = z.object({
  stand: z
    .object({ since: z.number(), until: z.number(), ...place, fixes: z.number(), asked: z.number() })
    .optional(),
  at: z.object({ storeId: z.string(), ...place }).optional(),
});

const Crossings = z.object({
  last: z.object({ at: z.number(), awayM: z.number() }).optional(),
  passages: z.array(z.object({ ring: z.number(), sector: z.number(), at: z.number() })).max(20),
});

const StoredTripTrack = z.object({
  version: z.literal(TRIP_TRACK_VERSION),
  startedAt: z.number(),
  track: z.unknown(),
  plausibility: z.unknown(),
  fixesReceived: z.number().int().nonnegative(),
  lastSeenAt: z.number().nullable(),
  band: z.enum(['on_premises', 'near', 'far']).nullable(),
  signalLost: z.boolean(),
  probablyHere: z.boolean(),
  // A track of an older version of the program has none of these.
  approach: Crossings.catch({ passages: [] }),
  etaSource: z.enum(['position', 'history', 'router']).catch('position'),
  predictions: z
    .array(z.object({ madeAt: z.number(), arrivalAt: z.number() }))
    .max(40)
    .catch([]),
  stand: StoredStand.catch({}),
});

export interface TrackBeginning {
  readonly startedAt: number;
  /** The customer's own estimate, seconds from `startedAt`. */
  readonly declaredEtaS?: number | undefined;
  /** Number of the last event of an earlier, erased track of this trip: ids are never used twice. */
  readonly eventCount?: number | undefined;
}

/** The track of a trip that begins. */
export function beginTripTrack(beginning: TrackBeginning): TripTrack {
  const { startedAt, declaredEtaS, eventCount = 0 } = beginning;
  const fresh = newTrack(startedAt, declaredEtaS === undefined ? {} : { declaredEtaS });
  return {
    version: TRIP_TRACK_VERSION,
    startedAt,
    track: { ...fresh, eventCount },
    plausibility: newPlausibility(),
    fixesReceived: 0,
    lastSeenAt: null,
    band: null,
    signalLost: false,
    probablyHere: false,
    approach: NO_APPROACH,
    etaSource: 'position',
    predictions: [],
    stand: {},
  };
}

/** Reads a stored track: validated, unless it is the very object that this process has written. */
export function trackOf(stored: Track | undefined): TripTrack | undefined {
  return stored?.own ? (stored.state as TripTrack) : parseTripTrack(stored?.state);
}

/** @returns the stored track, or `undefined` if it has another form. */
export function parseTripTrack(json: unknown): TripTrack | undefined {
  const stored = StoredTripTrack.safeParse(json);
  if (!stored.success) return undefined;
  const track = parseTrack(stored.data.track);
  if (!track) return undefined;
  return {
    ...stored.data,
    track,
    plausibility: parsePlausibility(stored.data.plausibility) ?? newPlausibility(),
  };
}
