/**
 * Fixes that come after newer ones. They show nothing about the present, but they may show that the car came in earlier or
 * later than was assumed. They correct the time of the arrival and never alert again.
 */
import { signedDistanceM } from '../geo/index.js';
import type { Sighting } from './motion.js';
import type { PreparedStore } from './store.js';
import type { TrackState } from './track-state.js';
import type { ArrivalEvent } from './types.js';
import { VISIT_ENDS_M } from './visit.js';

/** A correction smaller than this changes nobody's figures, ms. */
const WORTH_TELLING_MS = 3000;

export interface LateCorrection {
  readonly state: TrackState;
  readonly event?: Omit<ArrivalEvent, 'number' | 'decidedAt'>;
}

export function correctByLateFix(state: TrackState, seen: Sighting, store: PreparedStore): LateCorrection {
  const { arrival, phase, motion } = state;
  if (phase !== 'here' || !arrival || !motion || seen.at >= motion.at) return { state };
  const edgeM = signedDistanceM(store.outline, seen.x, seen.y);
  if (edgeM > VISIT_ENDS_M) return { state: { ...state, late: { outsideAt: seen.at, since: 0, fixes: 0 } } };
  if (edgeM > 0) return { state };
  const before = state.late ?? { outsideAt: 0, since: 0, fixes: 0 };
  const late = { ...before, since: before.since || seen.at, fixes: before.fixes + 1 };
  const next = { ...state, late };
  const cameEarlier = late.since <= arrival.occurredAt - WORTH_TELLING_MS;
  const cameLater =
    late.outsideAt > arrival.occurredAt && late.since >= arrival.occurredAt + WORTH_TELLING_MS;
  if (late.fixes < 2 || (!cameEarlier && !cameLater)) return { state: next };
  const corrected = { ...arrival, occurredAt: late.since };
  return { state: { ...next, arrival: corrected }, event: { type: 'arrival_corrected', ...corrected } };
}
