/**
 * The wrong store: a stand far from the own one is asked about, and what comes of it is told. Kept apart
 * from the arrival's detector, whose numbers of events it shares: an event's id is never used twice.
 */
import type { TripEvent } from '@curbline/contracts/events';
import { signedDistanceM, toLocal, type Position } from '@curbline/domain/geo';
import { answerStand, questionOf, watchStand, type StandWatch } from '@curbline/domain/other-store';
import { PARAMETERS, type Fix, type PreparedStore } from '@curbline/domain/arrival';
import type { NearestStore } from '../premises/nearest-store.repository.js';
import type { TrackKey } from '@curbline/messaging';
import type { TripTrack } from './trip-track.js';

/** Takes one believed fix in. @param at when it was taken, server's clock, ms */
export function standAfter(before: StandWatch, fix: Fix, at: number, store: PreparedStore): StandWatch {
  const { x, y } = toLocal(store.projection, fix.longitude, fix.latitude);
  return watchStand(before, {
    at,
    longitude: fix.longitude,
    latitude: fix.latitude,
    accuracyM: fix.accuracyM ?? PARAMETERS.unknownAccuracyM,
    awayM: signedDistanceM(store.outline, x, y),
  }).watch;
}

/** Looks for the nearest other store. `unavailable`: not now; the same is asked with the next fix. */
export type FindStore = (
  near: Position,
  exceptStoreId: string,
) => Promise<NearestStore | undefined | 'unavailable'>;

/** Whether there is anything to ask or to say: nearly never, and then nobody need wait. */
export const concernsOtherStore = (before: TripTrack, after: TripTrack): boolean =>
  before.stand.at?.storeId !== after.stand.at?.storeId || questionOf(after.stand) !== undefined;

/**
 * Asks where a phone stands, if that is due, and says what has changed since `before`.
 * @param now server's clock, ms
 */
export async function lookForOtherStore(
  trip: TrackKey,
  before: TripTrack,
  after: TripTrack,
  find: FindStore,
  now: number,
): Promise<{ after: TripTrack; facts: TripEvent[] }> {
  const facts: TripEvent[] = [];
  let track = after;
  const tell = (type: 'at_other_store' | 'left_other_store', occurredAt: number, otherStoreId?: string) => {
    const number = track.track.eventCount + 1;
    track = { ...track, track: { ...track.track, eventCount: number } };
    facts.push({
      id: `${trip.tripId}:${number}`,
      storeId: trip.storeId,
      tripId: trip.tripId,
      type,
      occurredAt: new Date(occurredAt).toISOString(),
      decidedAt: new Date(now).toISOString(),
      evidence: null,
      reasons: null,
      ...(otherStoreId === undefined ? {} : { otherStoreId }),
      requestId: null,
    });
  };
  const was = before.stand.at?.storeId;
  if (was !== undefined && track.stand.at === undefined) tell('left_other_store', now);
  const question = questionOf(track.stand);
  const nearest = question ? await find(question, trip.storeId) : 'unavailable';
  if (nearest !== 'unavailable') {
    const { watch, seenAt } = answerStand(track.stand, nearest);
    track = { ...track, stand: watch };
    if (seenAt !== undefined) tell('at_other_store', watch.stand?.since ?? now, seenAt);
  }
  return { after: track, facts };
}
