/**
 * What is stored of a trip between two fixes: plain JSON of well under 2 KB, so that a restart in the middle of an approach
 * loses nothing. Positions are meters on the store's local map around `origin`. They are stored nowhere else and are erased
 * with the track.
 */
import type { Position } from '../geo/index.js';
import type { PositionEvidence } from './types.js';

/** Grows when the meaning of the state changes; `parseTrack` reads the version before as well. */
export const TRACK_VERSION = 3;

/** coming: on the way · here: arrived · gone: left the premises again. */
export type Phase = 'coming' | 'here' | 'gone';

/** The phone's clock against ours, and the order of what it sent. */
export interface PhoneClock {
  /** Add to the phone's time to get the server's, milliseconds. */
  readonly offsetMs: number;
  /** The newest fix by the phone's own clock, and when it came in. */
  readonly newestRecordedAt: number;
  readonly newestReceivedAt: number;
  /** Fixes in a row that do not fit the clock we believe in; three of them move the clock. */
  readonly strays: number;
  readonly strayRecordedAt: number;
  readonly strayReceivedAt: number;
  /** 1 once positions turned out to be stamped by another clock than the one that `sentAt` is read from. */
  readonly apart?: number | undefined;
}

/** The filtered car: position, speed, and their shared variances on both axes. */
export interface Motion {
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly vx: number;
  readonly vy: number;
  readonly pp: number;
  readonly pv: number;
  readonly vv: number;
  /** The course of the last meters driven; shorter than 1 in a bend, 0 when unknown. */
  readonly cx: number;
  readonly cy: number;
  /** The same over some hundred meters. */
  readonly farX: number;
  readonly farY: number;
  /** Speed that the phone gave with the last fix, 0 when it gave none. */
  readonly reportedMps: number;
  /** Accuracy of the last fix taken in, meters. */
  readonly accuracyM: number;
}

/** A position that did not fit and may yet prove right. */
export interface UnconfirmedPosition {
  readonly at: number;
  readonly x: number;
  readonly y: number;
}

/** A stay in or beside the premises, from the first sign of it. */
export interface Visit {
  /** When the car crossed the edge, as far as is known: the arrival's time. */
  readonly since: number;
  /** When it was first seen in or beside the premises. */
  readonly seenAt: number;
  /** Mean depth inside the edge over the slow seconds of the last half minute, meters. */
  readonly meanDepthM: number;
  /** Seconds that the mean stands on. */
  readonly weighedS: number;
  /** Seconds of certain, slow presence gathered so far. */
  readonly stoodS: number;
  readonly fixes: number;
  /** The trip's first fix was already inside: nobody saw this car come. */
  readonly startedInside: boolean;
}

/** Seen outside after an arrival. */
export interface Absence {
  readonly since: number;
  readonly fixes: number;
}

/** What the ETA remembers of the journey: path speeds, and how far from the store it began. */
export interface Pace {
  readonly quickMps: number;
  readonly slowMps: number;
  readonly seenS: number;
}

/** Requests that the phone may still be asked for at once, as of an instant of the server's clock (ms). */
export interface Allowance {
  readonly at: number;
  readonly left: number;
}

export interface TrackState {
  readonly version: typeof TRACK_VERSION;
  readonly startedAt: number;
  readonly declaredEtaS?: number | undefined;
  /** Number of the last event. */
  readonly eventCount: number;
  readonly phase: Phase;
  readonly approachingTold: boolean;
  readonly silenceTold: boolean;
  readonly askedIfHere: boolean;
  readonly clock?: PhoneClock | undefined;
  readonly origin?: Position | undefined;
  readonly motion?: Motion | undefined;
  readonly doubt?: UnconfirmedPosition | undefined;
  readonly visit?: Visit | undefined;
  readonly absence?: Absence | undefined;
  /** The number of times the car left and came back; absent for none. */
  readonly returns?: number | undefined;
  readonly arrival?: { readonly occurredAt: number; readonly evidence: PositionEvidence } | undefined;
  /** What fixes that came late showed: when they were last well outside, and the stay inside since. */
  readonly late?: { readonly outsideAt: number; readonly since: number; readonly fixes: number } | undefined;
  readonly pace?: Pace | undefined;
  /** The number of positions that may still be requested from the phone. */
  readonly asking?: Allowance | undefined;
  /** Seconds left as last estimated from a position, and when. */
  readonly eta?:
    | { readonly at: number; readonly seconds: number; readonly low: number; readonly high: number }
    | undefined;
}

/**
 * A trip that begins now.
 * @param startedAt server's clock, ms
 * @param options.declaredEtaS what the customer said ("about 10 minutes"), seconds
 */
export function newTrack(startedAt: number, options?: { declaredEtaS?: number }): TrackState {
  const declared = options?.declaredEtaS;
  return {
    version: TRACK_VERSION,
    startedAt,
    ...(declared !== undefined && Number.isFinite(declared) && declared >= 0
      ? { declaredEtaS: declared }
      : {}),
    eventCount: 0,
    phase: 'coming',
    approachingTold: false,
    silenceTold: false,
    askedIfHere: false,
  };
}

/** A copy of a track that one decision changes. */
export type OwnTrack = { -readonly [Part in keyof TrackState]: TrackState[Part] };

/** Named part by part: a spread of as many is ten times slower on Node 20, and this is done for every fix. */
export function copyOfTrack(track: TrackState): OwnTrack {
  return {
    version: track.version,
    startedAt: track.startedAt,
    declaredEtaS: track.declaredEtaS,
    eventCount: track.eventCount,
    phase: track.phase,
    approachingTold: track.approachingTold,
    silenceTold: track.silenceTold,
    askedIfHere: track.askedIfHere,
    clock: track.clock,
    origin: track.origin,
    motion: track.motion,
    doubt: track.doubt,
    visit: track.visit,
    absence: track.absence,
    returns: track.returns,
    arrival: track.arrival,
    late: track.late,
    pace: track.pace,
    asking: track.asking,
    eta: track.eta,
  };
}

/** The same track with its remembered instants moved: the phone's clock turned out to be another. */
export function shiftTrack(state: TrackState, shiftMs: number): TrackState {
  if (shiftMs === 0) return state;
  const { motion, visit, absence, eta } = state;
  return {
    ...state,
    motion: motion && { ...motion, at: motion.at + shiftMs },
    visit: visit && { ...visit, since: visit.since + shiftMs, seenAt: visit.seenAt + shiftMs },
    absence: absence && { ...absence, since: absence.since + shiftMs },
    eta: eta && { ...eta, at: eta.at + shiftMs },
  };
}
