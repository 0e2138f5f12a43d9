/**
 * Judges one fix against what the trip has shown so far.
 *
 * Every rule needs more than one fix, because honest phones give single wild ones: an outlier that claims to
 * be exact, a cached first position, a clock that steps. A suspicion stays for the whole trip. It lowers the evidence of an
 * arrival and is shown to staff; it refuses nothing.
 */
import { distanceM } from '../geo/index.js';
import type { Suspicion, Pace, PlausibilityState, Stillness, Whereabouts } from './plausibility-state.js';

/** One position of a phone; instants are Unix milliseconds. The shape of the arrival decision's `Fix`. */
export interface JudgedFix {
  readonly latitude: number;
  readonly longitude: number;
  readonly accuracyM?: number | undefined;
  readonly speedMps?: number | undefined;
  readonly recordedAt: number;
  readonly sentAt?: number | undefined;
  readonly receivedAt: number;
}

/** No car on a road is faster. */
const FASTEST_MPS = 70;
/** Jumps shorter than this are what receivers do in streets; meters. */
const SHORTEST_TELEPORT_M = 400;
/** A fix coarser than this says too little about the place to be held against another. */
const COARSEST_M = 300;
const UNKNOWN_ACCURACY_M = 25;
/** Fixes in a row at the new place before the jump is believed, and as many at the old one before it. */
const TELEPORT_FIXES = 3;
/** Changes of side that no series of outliers makes. */
const TWO_PHONES_SIDES = 4;
const FROZEN = { fixes: 10, ms: 180_000 };
const FROZEN_FROM_START = { fixes: 8, ms: 60_000 };
/** The same point while the phone says that it drives. */
const FROZEN_MOVING = { fixes: 5, ms: 8_000 };
const MOVING_MPS = 3;
/** Receivers' clocks and phones' clocks differ by seconds. */
const FUTURE_MS = 10_000;
/** A page that was offline sends what it gathered since the start; nothing is older than the trip by this. */
const OLDER_THAN_TRIP_MS = 2 * 3_600_000;
/**
 * Stretch by stretch the positions of a real drive and the speed that the phone claims agree; of a recording
 * played at another speed nearly none do. A long stretch is shorter as the crow flies than by road, so only
 * short ones can be too slow.
 */
const PACE = {
  leastSteps: 12,
  share: 0.8,
  quickest: 1.6,
  slowest: 0.55,
  quickStepS: 30,
  slowStepS: 20,
  keep: 60,
};
const COPIES = 3;
const ZEROES = 3;
const FUTURES = 2;
const OLD_ONES = 3;

/**
 * @param startedAt when the trip began, server's clock, ms
 * @param replayed whether this step from the fix before is one of an earlier trip, to the digit
 */
export function judgePlausibility(
  state: PlausibilityState,
  fix: JudgedFix,
  startedAt: number,
  replayed = false,
): PlausibilityState {
  if (![fix.latitude, fix.longitude, fix.recordedAt, fix.receivedAt].every(Number.isFinite)) return state;
  const at = onServersClock(fix);
  const { here } = state;
  if (here && here.at === at && here.latitude === fix.latitude && here.longitude === fix.longitude)
    return state;
  const counted: PlausibilityState = {
    ...state,
    zeroes: state.zeroes + (fix.accuracyM === 0 ? 1 : 0),
    future: state.future + (fix.sentAt !== undefined && fix.recordedAt - fix.sentAt > FUTURE_MS ? 1 : 0),
    old: state.old + (startedAt - at > OLDER_THAN_TRIP_MS ? 1 : 0),
    copies: replayed ? state.copies + 1 : 0,
  };
  return concluded(placed(counted, fix, at));
}

/** When the phone took the position, by our clock; a clock that is days off says nothing without `sentAt`. */
function onServersClock({ recordedAt, sentAt, receivedAt }: JudgedFix): number {
  if (sentAt !== undefined) return receivedAt - Math.max(0, sentAt - recordedAt);
  return Math.abs(receivedAt - recordedAt) < 12 * 3_600_000 ? recordedAt : receivedAt;
}

/** Which of the two whereabouts the fix belongs to, if any. */
function placed(state: PlausibilityState, fix: JudgedFix, at: number): PlausibilityState {
  const accuracyM = fix.accuracyM ?? UNKNOWN_ACCURACY_M;
  if (!(accuracyM <= COARSEST_M)) return state;
  const { here, there } = state;
  const seen = (fixes: number): Whereabouts => ({
    at,
    latitude: fix.latitude,
    longitude: fix.longitude,
    accuracyM,
    fixes,
  });
  if (!here) return { ...state, here: seen(1), still: { since: at, fixes: 1, moving: 0, fromStart: true } };
  const next = seen(here.fixes + 1);
  if (withinReach(here, next)) {
    const sides = state.sides + (state.thereInARow > 0 ? 1 : 0);
    const pace = pacedBy(state, here, next, fix.speedMps);
    return {
      ...state,
      pace,
      here: next,
      still: stillnessAfter(state, here, next, fix),
      thereInARow: 0,
      sides,
    };
  }
  if (!there || !withinReach(there, next)) return { ...state, there: seen(1), thereInARow: 1 };
  const thereInARow = state.thereInARow + 1;
  const away = {
    ...state,
    there: seen(there.fixes + 1),
    thereInARow,
    sides: state.sides + (state.thereInARow === 0 ? 1 : 0),
  };
  if (thereInARow < TELEPORT_FIXES) return away;
  // The phone is there now. Where it was may have been a stale first position, or a second phone's.
  const jumped = here.fixes >= TELEPORT_FIXES && state.sides < TWO_PHONES_SIDES - 1;
  return {
    ...away,
    doubts: jumped ? withSuspicion(state.doubts, 'teleport') : state.doubts,
    here: away.there,
    there: here,
    thereInARow: 0,
    still: undefined,
  };
}

function withinReach(a: Whereabouts, b: Whereabouts): boolean {
  const meters = distanceM([a.longitude, a.latitude], [b.longitude, b.latitude]);
  const seconds = Math.abs(b.at - a.at) / 1000;
  return meters <= SHORTEST_TELEPORT_M + 1.5 * (a.accuracyM + b.accuracyM) + FASTEST_MPS * seconds;
}

function stillnessAfter(
  { still }: PlausibilityState,
  before: Whereabouts,
  now: Whereabouts,
  { speedMps }: JudgedFix,
): Stillness | undefined {
  const same =
    before.latitude === now.latitude &&
    before.longitude === now.longitude &&
    before.accuracyM === now.accuracyM &&
    now.at > before.at;
  if (!same) return undefined;
  const moving = speedMps !== undefined && speedMps >= MOVING_MPS ? 1 : 0;
  if (!still) return { since: before.at, fixes: 2, moving, fromStart: false };
  return { ...still, fixes: still.fixes + 1, moving: still.moving + moving };
}

/** Counts one stretch, when both ways of measuring it can be trusted. */
function pacedBy(
  { pace }: PlausibilityState,
  before: Whereabouts,
  now: Whereabouts,
  speedMps: number | undefined,
): Pace {
  const seconds = (now.at - before.at) / 1000;
  if (speedMps === undefined || speedMps < MOVING_MPS || !(seconds > 0) || seconds > PACE.quickStepS)
    return pace;
  const meters = distanceM([before.longitude, before.latitude], [now.longitude, now.latitude]);
  const ratio = meters / (speedMps * seconds);
  const keep = pace.steps >= PACE.keep ? 0.5 : 1;
  return {
    steps: pace.steps * keep + 1,
    quick: pace.quick * keep + (ratio > PACE.quickest ? 1 : 0),
    slow: pace.slow * keep + (ratio < PACE.slowest && seconds <= PACE.slowStepS ? 1 : 0),
  };
}

function concluded(state: PlausibilityState): PlausibilityState {
  let { doubts } = state;
  const raise = (suspicion: Suspicion, proven: boolean): void => {
    if (proven) doubts = withSuspicion(doubts, suspicion);
  };
  const { pace, here, there } = state;
  const offPace = pace.steps >= PACE.leastSteps && Math.max(pace.quick, pace.slow) >= PACE.share * pace.steps;
  const frozen = isFrozen(state);
  raise('frozen', frozen);
  raise('replayed', state.old >= OLD_ONES || state.copies >= COPIES || (offPace && !frozen));
  raise('accuracy_zero', state.zeroes >= ZEROES);
  raise('from_the_future', state.future >= FUTURES);
  raise('two_phones', state.sides >= TWO_PHONES_SIDES && (here?.fixes ?? 0) > 1 && (there?.fixes ?? 0) > 1);
  return doubts === state.doubts ? state : { ...state, doubts };
}

function isFrozen({ still, here }: PlausibilityState): boolean {
  if (!still || !here) return false;
  const lastedMs = here.at - still.since;
  const meets = (least: { fixes: number; ms: number }, fixes: number): boolean =>
    fixes >= least.fixes && lastedMs >= least.ms;
  return (
    meets(FROZEN, still.fixes) ||
    (still.fromStart && meets(FROZEN_FROM_START, still.fixes)) ||
    meets(FROZEN_MOVING, still.moving)
  );
}

const withSuspicion = (doubts: readonly Suspicion[], suspicion: Suspicion): readonly Suspicion[] =>
  doubts.includes(suspicion) ? doubts : [...doubts, suspicion];
