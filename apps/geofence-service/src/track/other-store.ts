/**
 * Detects customers who wait at the wrong store: if a car stands far from its own store, the nearest other store is looked
 * up, and events report the result. It is separate from the arrival's detector, but shares its numbers of events, because
 * the id of an event must never be used twice.
 */
import type { TripEvent } from '@curbline/contracts/events';
import { signedDistanceM, toLocal, type Position } from '@curbline/domain/geo';
import { answerStand, questionOf, watchStand, type StandWatch } from '@curbline/domain/other-store';
import { PARAMETERS, type Fix, type PreparedStore } from '@curbline/domain/arrival';
import type { NearestStore } from '../premises/nearest-store.repository.js';
import type { TrackKey } from '@curbline/messaging';
import type { TripTrack } from './trip-track.js';

/** Takes in one believed position. @param at when it was taken, server's clock, ms */
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

/** Looks up the nearest other store. `unavailable`: the lookup failed and is tried again with the next position. */
export type FindStore = (
  near: Position,
  exceptStoreId: string,
) => Promise<NearestStore | undefined | 'unavailable'>;

/** Whether there is anything to look up or to report. There nearly never is, and then no request has to wait. */
export const concernsOtherStore = (before: TripTrack, after: TripTrack): boolean =>
  before.stand.at?.storeId !== after.stand.at?.storeId || questionOf(after.stand) !== undefined;

/**
 * Looks up the store at which a phone is, if that is due, and gives the events for what has changed since `before`.
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
  const addEvent = (
    type: 'at_other_store' | 'left_other_store',
    occurredAt: number,
    otherStoreId?: string,
  ) => {
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
  if (was !== undefined && track.stand.at === undefined) addEvent('left_other_store', now);
  const question = questionOf(track.stand);
  const nearest = question ? await find(question, trip.storeId) : 'unavailable';
  if (nearest !== 'unavailable') {
    const { watch, seenAt } = answerStand(track.stand, nearest);
    track = { ...track, stand: watch };
    if (seenAt !== undefined) addEvent('at_other_store', watch.stand?.since ?? now, seenAt);
  }
  return { after: track, facts };
}
