/** A store before it is made: what has a usual value has it, the rest is empty. */
import type { FilledSettings } from './merge.js';
import { USUAL_OBJECTIVE_PERCENT } from '@curbline/domain/wait';
import { roundRing } from '@curbline/domain/place';

const USUAL_RADIUS_M = 60;

/** Everything of a new store but where it is. */
export type StoreWithoutPlace = Omit<FilledSettings, 'premises' | 'entrance'>;

/** @param timeZone of the browser; the store's is likely the same. @param language the page's */
export const newStore = (timeZone: string, language: 'fr' | 'en'): StoreWithoutPlace => ({
  name: '',
  address: '',
  phone: '',
  timeZone,
  languages: language === 'fr' ? ['fr', 'en'] : ['en', 'fr'],
  hours: [...Array.from({ length: 6 }, () => [{ from: '09:00', to: '19:00' }]), []],
  exceptions: [],
  goalS: 120,
  objectivePercent: USUAL_OBJECTIVE_PERCENT,
  promiseS: 300,
  leadS: 120,
  leadFollows: false,
  proofPolicy: { none: 'with_reason', idCheck: 'id_checked', noneForIdCheck: false },
  bays: [],
  instructions: { fr: '', en: '' },
});

/** The store with its pin, and round premises about it. @param position [longitude, latitude], degrees */
export const placedAt = (store: StoreWithoutPlace, position: [number, number]): FilledSettings => ({
  ...store,
  entrance: { type: 'Point', coordinates: position },
  premises: { type: 'Polygon', coordinates: [roundRing(position, USUAL_RADIUS_M)] },
});

/** A store id of its name: "Les Halles du Confluent" is `les-halles-du-confluent`. */
export const idFrom = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');
