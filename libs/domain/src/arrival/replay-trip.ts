/**
 * A whole trip at once, on a simulated clock: each fix when it was received, and between them each timer
 * that the decision itself asked for. Services do the same with a real clock.
 */
import { decideArrival, decideTick } from './decide.js';
import type { PreparedStore } from './store.js';
import { newTrack, type TrackState } from './track-state.js';
import type { ArrivalEvent, Eta, Fix, FixRefusal } from './types.js';

/** What one step of a replay gave: a fix taken or refused, or a timer that rang. */
export interface ReplayStep {
  readonly now: number;
  readonly fix?: Fix | undefined;
  readonly events: readonly ArrivalEvent[];
  readonly eta?: Eta | undefined;
  readonly refused?: FixRefusal | undefined;
  readonly nextFixInS?: number | undefined;
}

export interface Replay {
  readonly store: PreparedStore;
  readonly startedAt: number;
  /** Timers after this instant do not ring. */
  readonly endAt: number;
  /** In order of `receivedAt`. */
  readonly fixes: Iterable<Fix>;
  readonly declaredEtaS?: number | undefined;
}

/** Timers ring at most once a millisecond; a timer due in the past rings at once. */
export function replayTrip(
  replay: Replay,
  onStep: (step: ReplayStep, state: TrackState) => void,
): TrackState {
  const { store, startedAt, endAt, declaredEtaS } = replay;
  let state = newTrack(startedAt, declaredEtaS === undefined ? undefined : { declaredEtaS });
  let now = startedAt;
  let wakeAt = decideTick(state, startedAt, store).wakeAt;
  const ringUntil = (until: number): void => {
    while (wakeAt !== undefined && wakeAt < until) {
      now = Math.max(now, wakeAt);
      const rung = decideTick(state, now, store);
      state = rung.state;
      wakeAt = rung.wakeAt === undefined ? undefined : Math.max(rung.wakeAt, now + 1);
      onStep({ now, events: rung.events, eta: rung.eta }, state);
    }
  };
  for (const fix of replay.fixes) {
    ringUntil(fix.receivedAt);
    now = Math.max(now, fix.receivedAt);
    const decided = decideArrival(state, fix, now, store);
    state = decided.state;
    wakeAt = decided.wakeAt;
    const { events, eta, refused, nextFixInS } = decided;
    onStep({ now, fix, events, eta, refused, nextFixInS }, state);
  }
  ringUntil(endAt);
  return state;
}
