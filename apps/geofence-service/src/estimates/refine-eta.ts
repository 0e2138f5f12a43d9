import type { PreparedStore, TrackState } from '@curbline/domain/arrival';
import { blend, etaFromApproaches, followApproach, type Estimate } from '@curbline/domain/learning';
import type { TripTrack } from '../track/trip-track.js';
import { hourOf } from './approach-models.js';
import type { Further } from './further-estimates.js';

/** Where a car is as its own store sees it: metres east and north of where journeys end. */
const fromGoal = ({ x, y }: NonNullable<TrackState['motion']>, { goal }: PreparedStore) => ({
  x: x - goal.x,
  y: y - goal.y,
});

/** Notes how the trip comes near, from a position that the detector has believed. */
export function noteApproach(trip: TripTrack, store: PreparedStore): TripTrack {
  const { motion, phase } = trip.track;
  if (!motion || phase !== 'coming') return trip;
  const approach = followApproach(trip.approach, motion.at, fromGoal(motion, store));
  return approach === trip.approach ? trip : { ...trip, approach };
}

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
  const estimates: Estimate<TripTrack['etaSource']>[] = [{ ...eta, source: 'position' }];
  if (history) estimates.push({ ...history, source: 'history' });
  if (routed) estimates.push({ ...routed, source: 'router' });
  const best = estimates.length > 1 ? blend(estimates) : undefined;
  if (!best) return { ...trip, etaSource: 'position' };
  const { seconds, low, high, source } = best;
  return { ...trip, etaSource: source, track: { ...trip.track, eta: { at: eta.at, seconds, low, high } } };
}
