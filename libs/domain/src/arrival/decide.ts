/**
 * The arrival decision: turns one fix, or the passing of time, into a new state and events.
 *
 * coming ──evidence──► here ──seen outside twice──► gone ──evidence──► here …
 *
 * Pure and total: the same inputs give the same outputs, and no input throws. Silence alone never moves the
 * phase; a fix that is too coarse keeps the signal alive and moves nothing else.
 */
import { toLocal } from '../geo/index.js';
import { drive, remainingByPace, type Approach, type Pace } from '../eta/index.js';
import { announceAtS, etaOf, remaining, wakeAt, whenToAsk } from './countdown.js';
import { presenceAt, silenceThatTells, stayingAt, type Presence } from './evidence.js';
import { correctByLateFix } from './late-fix.js';
import { followCar } from './motion.js';
import { PARAMETERS } from './parameters.js';
import { readClock } from './phone-clock.js';
import { nextFixInS, spend } from './sampling.js';
import type { PreparedStore } from './store.js';
import { copyOfTrack, shiftTrack, type Motion, type OwnTrack, type TrackState } from './track-state.js';
import type { ArrivalEvent, ArrivalReasons, Eta, Fix, FixRefusal } from './types.js';
import { isInstant, isUsable } from './usable-fix.js';
import { continueAbsence, continueVisit, crossedAt, hasLeft } from './visit.js';

export interface FixDecision {
  readonly state: TrackState;
  readonly events: ArrivalEvent[];
  readonly eta?: Eta | undefined;
  readonly refused?: FixRefusal | undefined;
  /** How soon the next fix is worth having, seconds. */
  readonly nextFixInS: number;
  /** When to call `decideTick` if no fix comes before; absent when time alone can change nothing. */
  readonly wakeAt?: number | undefined;
}

export interface TickDecision {
  readonly state: TrackState;
  readonly events: ArrivalEvent[];
  readonly eta?: Eta | undefined;
  readonly wakeAt?: number | undefined;
}

/** A decision in progress: a copy of the state that is changed, and the events so far. */
interface Draft {
  state: OwnTrack;
  readonly events: ArrivalEvent[];
}

type NewEvent = Omit<ArrivalEvent, 'number' | 'decidedAt'>;

function raise(draft: Draft, now: number, event: NewEvent): void {
  const number = draft.state.eventCount + 1;
  draft.events.push({ ...event, number, decidedAt: now });
  draft.state.eventCount = number;
}

/** Takes one fix in. `now` is the server's clock, ms. */
export function decideArrival(state: TrackState, fix: Fix, now: number, store: PreparedStore): FixDecision {
  const draft: Draft = { state: copyOfTrack(state), events: [] };
  const refused = takeFix(draft, fix, now, store);
  if (isInstant(now)) draft.state.asking = spend(draft.state.asking, now);
  const eta = etaOf(draft.state, now);
  const { phase, visit, asking } = draft.state;
  return {
    state: draft.state,
    events: draft.events,
    eta,
    refused,
    nextFixInS: nextFixInS(phase, eta?.seconds, visit !== undefined, asking),
    wakeAt: wakeAt(draft.state, now, store),
  };
}

/** Lets time pass without a fix: dwell timers, a lost signal, an estimate that counts down. */
export function decideTick(state: TrackState, now: number, store: PreparedStore): TickDecision {
  const draft: Draft = { state: copyOfTrack(state), events: [] };
  if (isInstant(now)) passTime(draft, now, store);
  const { events } = draft;
  return {
    state: draft.state,
    events,
    eta: etaOf(draft.state, now),
    wakeAt: wakeAt(draft.state, now, store),
  };
}

function takeFix(draft: Draft, fix: Fix, now: number, store: PreparedStore): FixRefusal | undefined {
  if (!isUsable(fix) || !isInstant(now)) return 'outlier';
  const reading = readClock(draft.state.clock, fix);
  putInStoresMap(draft.state, store);
  draft.state.clock = reading.clock;
  const here = toLocal(store.projection, fix.longitude, fix.latitude);
  const reportedMps = fix.speedMps !== undefined && fix.speedMps > 0 ? Math.min(fix.speedMps, 60) : 0;
  const accuracyM = fix.accuracyM ?? PARAMETERS.unknownAccuracyM;
  const coarse = !(accuracyM <= PARAMETERS.coarsestAccuracyM);
  if (reading.refused) {
    if (reading.refused === 'out_of_order' && reading.at !== undefined && !coarse) {
      const corrected = correctByLateFix(
        draft.state,
        { ...here, at: reading.at, accuracyM, reportedMps },
        store,
      );
      draft.state = corrected.state;
      if (corrected.event) raise(draft, now, corrected.event);
    }
    return reading.refused;
  }
  if (draft.state.silenceTold) {
    draft.state.silenceTold = false;
    raise(draft, now, { type: 'signal_found', occurredAt: reading.at });
  }
  if (coarse) return 'too_coarse';

  draft.state = shiftTrack(draft.state, reading.shiftMs);
  const before = draft.state.motion;
  const at = before ? Math.max(before.at, reading.at) : reading.at;
  const seen = { at, x: here.x, y: here.y, accuracyM, reportedMps };
  const step = followCar(before, draft.state.doubt, seen);
  if (step.outlier) {
    draft.state.doubt = step.doubt;
    return 'outlier';
  }
  follow(draft, before, step.motion, now, store);
  return undefined;
}

/** Applies everything that a believed position changes. */
function follow(
  draft: Draft,
  before: Motion | undefined,
  motion: Motion,
  now: number,
  store: PreparedStore,
): void {
  const was = draft.state;
  const here = presenceAt(motion, store, 0);
  const pace = before
    ? drive(was.pace, Math.hypot(motion.x - before.x, motion.y - before.y), (motion.at - before.at) / 1000)
    : was.pace;
  const left = was.phase === 'here' ? undefined : remainingByPace(approachOf(motion, store, pace));
  const eta = left && { at: motion.at, seconds: left.seconds, low: left.low, high: left.high };
  const since = crossedAt(before, motion, here, store, was.eta?.seconds);
  const visit = continueVisit(was.visit, before, motion, here, since);
  const absence = was.phase === 'here' ? continueAbsence(was.absence, motion, here) : undefined;
  was.doubt = undefined;
  was.motion = motion;
  was.pace = pace;
  was.eta = eta;
  was.visit = visit;
  was.absence = absence;

  if (hasLeft(absence, motion.at, was.returns ?? 0)) {
    Object.assign(was, { phase: 'gone', absence: undefined, visit: undefined });
    raise(draft, now, { type: 'departed', occurredAt: absence.since });
  }
  arriveIfProven(draft, here, 0, now);
  strengthen(draft, here, now);
  announce(draft, now, store);
}

/** What the estimate needs: how far the goal is, and whether the car heads for it. */
function approachOf(motion: Motion, store: PreparedStore, pace: Pace | undefined): Approach {
  const dx = store.goal.x - motion.x;
  const dy = store.goal.y - motion.y;
  const crowM = Math.hypot(dx, dy);
  const speedMps = Math.hypot(motion.vx, motion.vy);
  // The extra 1 m/s lets the heading of a standing car, which is noise, count for nothing.
  const towards = (motion.vx * dx + motion.vy * dy) / (Math.max(1, crowM) * (speedMps + 1));
  return { crowM, towards, speedMps, pace };
}

/** Reports an arrival once the odds pass the threshold, `silentS` seconds after the last fix. */
function arriveIfProven(draft: Draft, here: Presence, silentS: number, now: number): void {
  const { phase, visit, motion } = draft.state;
  if (phase === 'here' || !visit || !motion) return;
  if (!(stayingAt(visit, motion, here, silentS) > 0)) return;
  const parked = here.speedMps < 1.5;
  const arrival = {
    occurredAt: visit.since,
    evidence: parked ? 'position_parked' : 'position_inside',
  } as const;
  const type = phase === 'gone' ? 'returned' : 'arrived';
  const returns = phase === 'gone' ? (draft.state.returns ?? 0) + 1 : draft.state.returns;
  Object.assign(draft.state, { phase: 'here', approachingTold: true, arrival, returns, eta: undefined });
  raise(draft, now, { type, ...arrival, reasons: reasonsOf(draft.state, here, now) });
}

/** A car first seen rolling inside, and now standing: the same arrival with stronger evidence. */
function strengthen(draft: Draft, here: Presence, now: number): void {
  const { phase, arrival, visit } = draft.state;
  if (phase !== 'here' || arrival?.evidence !== 'position_inside' || !visit) return;
  if (here.speedMps >= 1 || here.certainty < 0.8) return;
  const stronger = { occurredAt: arrival.occurredAt, evidence: 'position_parked' } as const;
  draft.state.arrival = stronger;
  raise(draft, now, { type: 'arrival_corrected', ...stronger, reasons: reasonsOf(draft.state, here, now) });
}

/** Reports `approaching` once, when the estimate falls below the store's lead time. */
function announce(draft: Draft, now: number, store: PreparedStore): void {
  const { phase, approachingTold } = draft.state;
  if (phase !== 'coming' || approachingTold) return;
  const left = remaining(draft.state, now);
  if (!left || left.seconds > announceAtS(store)) return;
  draft.state.approachingTold = true;
  raise(draft, now, { type: 'approaching', occurredAt: now });
}

function passTime(draft: Draft, now: number, store: PreparedStore): void {
  const { motion, visit } = draft.state;
  if (motion && visit) {
    const silentS = silenceThatTells(visit, motion, store);
    if (silentS !== undefined && now >= motion.at + silentS * 1000) {
      arriveIfProven(draft, presenceAt(motion, store, silentS), silentS, now);
    }
  }
  announce(draft, now, store);
  const lastSeen = draft.state.clock?.newestReceivedAt;
  if (draft.state.phase !== 'coming' || lastSeen === undefined) return;
  if (!draft.state.silenceTold && now - lastSeen >= PARAMETERS.signalLostS * 1000) {
    draft.state.silenceTold = true;
    raise(draft, now, { type: 'signal_lost', occurredAt: lastSeen });
  }
  const askAt = whenToAsk(draft.state);
  if (askAt !== undefined && now >= askAt) {
    draft.state.askedIfHere = true;
    raise(draft, now, { type: 'probably_here', occurredAt: askAt });
  }
}

function reasonsOf(state: TrackState, here: Presence, now: number): ArrivalReasons {
  const { visit, motion } = state;
  return {
    insideForS: visit ? Math.max(0, Math.round((now - visit.since) / 1000)) : undefined,
    accuracyM: motion ? Math.round(motion.accuracyM) : undefined,
    fixes: visit?.fixes,
    certainty: Math.round(here.certainty * 100) / 100,
  };
}

/** Local meters belong to one map: when the store's premises have moved, the next fix locates the car again. */
function putInStoresMap(state: OwnTrack, store: PreparedStore): void {
  const [longitude, latitude] = store.projection.origin;
  if (state.origin?.[0] === longitude && state.origin[1] === latitude) return;
  const origin = [longitude, latitude] as const;
  Object.assign(state, { origin, motion: undefined, doubt: undefined, visit: undefined, absence: undefined });
}
