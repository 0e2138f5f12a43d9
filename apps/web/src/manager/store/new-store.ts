/** A store before it is made: what has a usual value has it, the rest is empty. */
import { type FilledSettings, USUAL_SHORTAGES } from './merge.js';
import { USUAL_SERVICES } from '@curbline/domain/offered-services';
import { USUAL_OBJECTIVE_PERCENT } from '@curbline/domain/wait';
import { roundRing, USUAL_RADIUS_M } from '@curbline/domain/place';

/** Everything of a new store but where it is. */
export type StoreWithoutPlace = Omit<FilledSettings, 'premises' | 'entrance'>;

/** @param timeZone of the browser; the store's is likely the same. @param language the page's */
export const newStore = (timeZone: string, language: 'fr' | 'en'): StoreWithoutPlace => ({
  name: '',
  region: '',
  address: '',
  phone: '',
  timeZone,
  country: '',
  languages: language === 'fr' ? ['fr', 'en'] : ['en', 'fr'],
  // None yet: the first step of the set-up is done once they are set.
  hours: Array.from({ length: 7 }, () => []),
  exceptions: [],
  goalS: 120,
  objectivePercent: USUAL_OBJECTIVE_PERCENT,
  promiseS: 300,
  leadS: 120,
  leadFollows: false,
  discreet: false,
  services: [...USUAL_SERVICES],
  shortages: USUAL_SHORTAGES,
  gestures: [],
  proofPolicy: { none: 'with_reason', idCheck: 'id_checked', noneForIdCheck: false },
  bays: [],
  counters: [],
  lockers: [],
  lockerHoldHours: 24,
  messages: {},
  instructions: { fr: '', en: '' },
});

/** The store with its pin, and round premises about it. @param position [longitude, latitude], degrees */
export const placedAt = (store: StoreWithoutPlace, position: [number, number]): FilledSettings => ({
  ...store,
  entrance: { type: 'Point', coordinates: position },
  premises: { type: 'Polygon', coordinates: [roundRing(position, USUAL_RADIUS_M)] },
});
