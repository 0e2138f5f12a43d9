import type { PreparedStore, TrackState } from '@curbline/domain/arrival';
import {
  blend,
  etaFromApproaches,
  followApproach,
  type Approach,
  type Estimate,
} from '@curbline/domain/learning';
import type { TripTrack } from '../track/trip-track.js';
import { hourOf } from './approach-models.js';
import type { Further } from './further-estimates.js';

/** Where a car is as its own store sees it: metres east and north of where journeys end. */
const fromGoal = ({ x, y }: NonNullable<TrackState['motion']>, { goal }: PreparedStore) => ({
  x: x - goal.x,
  y: y - goal.y,
});

/** How the trip has come near, with a position that the detector has believed. */
export function approachAfter(
  before: Approach,
  { motion, phase }: TrackState,
  store: PreparedStore,
): Approach {
  if (!motion || phase !== 'coming') return before;
  return followApproach(before, motion.at, fromGoal(motion, store));
}

const ownEstimate = (trip: TripTrack): TripTrack =>
  trip.etaSource === 'position' ? trip : { ...trip, etaSource: 'position' };

/**
 * Puts what else is known into the detector's estimate, so that its timers and its alert go by the best one.
 * @param before the estimate that was refined already, or none
 */
export function refineEta(
  before: TrackState['eta'],
  trip: TripTrack,
  store: PreparedStore,
  further: Further,
): TripTrack {
  const { eta, motion, phase } = trip.track;
  if (!eta || !motion || phase !== 'coming' || eta === before) return trip;
  const history =
    further.approaches && etaFromApproaches(further.approaches, fromGoal(motion, store), hourOf(eta.at));
  const routed = further.routed(eta.at);
  if (!history && !routed) return ownEstimate(trip);
  const estimates: Estimate<TripTrack['etaSource']>[] = [{ ...eta, source: 'position' }];
  if (history) estimates.push({ ...history, source: 'history' });
  if (routed) estimates.push({ ...routed, source: 'router' });
  const best = blend(estimates);
  if (!best) return ownEstimate(trip);
  const { seconds, low, high, source } = best;
  return { ...trip, etaSource: source, track: { ...trip.track, eta: { at: eta.at, seconds, low, high } } };
}
