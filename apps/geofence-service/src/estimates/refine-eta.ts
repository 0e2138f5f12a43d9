import type { PreparedStore, TrackState } from '@curbline/domain/arrival';
import {
  blend,
  etaFromApproaches,
  followApproach,
  type Approach,
  type Estimate,
} from '@curbline/domain/learning';
import { hourOf } from '../learning/approach-models.service.js';
import type { EtaSources } from './eta-sources.service.js';

/** The part of a trip that an estimate is made for. */
export interface EstimatedTrip {
  readonly track: TrackState;
  /** The source that the estimate rests on most. */
  readonly etaSource: 'position' | 'history' | 'router';
}

/** The car's place on its store's map: meters east and north of where journeys end. */
const fromGoal = ({ x, y }: NonNullable<TrackState['motion']>, { goal }: PreparedStore) => ({
  x: x - goal.x,
  y: y - goal.y,
});

/** How the trip has come near, after a position that the detector believed. */
export function approachAfter(
  before: Approach,
  { motion, phase }: TrackState,
  store: PreparedStore,
): Approach {
  if (!motion || phase !== 'coming') return before;
  return followApproach(before, motion.at, fromGoal(motion, store));
}

const withOwnEstimate = <Trip extends EstimatedTrip>(trip: Trip): Trip =>
  trip.etaSource === 'position' ? trip : { ...trip, etaSource: 'position' };

/**
 * Blends the other sources into the detector's estimate, so that its timers and its alert use the best one.
 * @param before the estimate that was refined already, or none
 */
export function refineEta<Trip extends EstimatedTrip>(
  before: TrackState['eta'],
  trip: Trip,
  store: PreparedStore,
  sources: EtaSources,
): Trip {
  const { eta, motion, phase } = trip.track;
  if (!eta || !motion || phase !== 'coming' || eta === before) return trip;
  const history =
    sources.approaches && etaFromApproaches(sources.approaches, fromGoal(motion, store), hourOf(eta.at));
  const routed = sources.routed(eta.at);
  if (!history && !routed) return withOwnEstimate(trip);
  const estimates: Estimate<EstimatedTrip['etaSource']>[] = [{ ...eta, source: 'position' }];
  if (history) estimates.push({ ...history, source: 'history' });
  if (routed) estimates.push({ ...routed, source: 'router' });
  const best = blend(estimates);
  if (!best) return withOwnEstimate(trip);
  const { seconds, low, high, source } = best;
  return { ...trip, etaSource: source, track: { ...trip.track, eta: { at: eta.at, seconds, low, high } } };
}
