/**
 * Fixes that come after newer ones: they say nothing about now, but they may show that the car came in
 * earlier than was thought. They correct the arrival's time and never alert again.
 */
import { signedDistanceM } from '../geo/index.js';
import type { Sighting } from './motion.js';
import type { PreparedStore } from './store.js';
import type { TrackState } from './track-state.js';
import type { ArrivalEvent } from './types.js';

/** A correction smaller than this changes nobody's figures, ms. */
const WORTH_TELLING_MS = 3000;

export interface LateCorrection {
  readonly state: TrackState;
  readonly told?: Omit<ArrivalEvent, 'number' | 'decidedAt'>;
}

export function correctByLateFix(state: TrackState, seen: Sighting, store: PreparedStore): LateCorrection {
  const { arrival, phase } = state;
  if (phase !== 'here' || !arrival || seen.at >= arrival.occurredAt) return { state };
  if (signedDistanceM(store.outline, seen.x, seen.y) > 0) return { state: { ...state, late: undefined } };
  const late = state.late
    ? { since: state.late.since, fixes: state.late.fixes + 1 }
    : { since: seen.at, fixes: 1 };
  const next = { ...state, late };
  if (late.fixes < 2 || arrival.occurredAt - late.since < WORTH_TELLING_MS) return { state: next };
  const corrected = { ...arrival, occurredAt: late.since };
  return { state: { ...next, arrival: corrected }, told: { type: 'arrival_corrected', ...corrected } };
}
