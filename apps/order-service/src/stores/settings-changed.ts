/** What the log, and by it boards and pages, are told when a store was changed. */
import type { BoardStore, StoreEventDraft } from '@curbline/contracts/events';
import type { StoreView } from '@curbline/contracts/http';
import { offeredOf } from '@curbline/domain/offered-services';
import { isoOf } from '@curbline/platform';

/** @param now Unix ms */
export const settingsChanged = (store: StoreView, now: number): StoreEventDraft => ({
  type: 'settings_changed',
  entityId: store.id,
  entityVersion: store.version,
  tripId: null,
  payload: { store: boardStoreOf(store) },
  occurredAt: isoOf(now),
});

/** What boards are told of their store. */
export function boardStoreOf({ id, settings }: StoreView): BoardStore {
  const { name, timeZone, goalS, promiseS, leadS, languages, discreet } = settings;
  const bays = settings.bays.map(({ label }) => label);
  const counters = settings.counters?.map(({ label }) => label);
  const lockers = settings.lockers?.map(({ label }) => label);
  const gestures = settings.gestures?.map((gesture) => ({ id: gesture.id, label: gesture.label }));
  const services = [...offeredOf(settings.services)];
  return {
    ...{ id, name, timeZone, goalS, promiseS, leadS, bays, languages, services },
    ...(counters && { counters }),
    ...(lockers && { lockers }),
    ...(discreet && { discreet }),
    ...(gestures && { gestures }),
  };
}
