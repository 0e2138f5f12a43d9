/** What the detector tells of a generated trip. Trips begin at {@link BEGINS_AT}; times here are seconds from it. */
import {
  prepareStore,
  replayTrip,
  type ArrivalEvent,
  type ArrivalStore,
  type Fix,
} from '@curbline/domain/arrival';
import { SeededRandom } from '@curbline/simulation';
import type { TruePoint } from '@curbline/simulation';
import { lotStore, SOMEWHERE } from './lot.js';
import { record, type PhoneModel } from '@curbline/simulation';

/** Unix ms. */
export const BEGINS_AT = Date.UTC(2026, 5, 1, 10);
/** A fix a second, a few meters off, with its speed. */
export const GOOD_PHONE: PhoneModel = { everyS: 1, errorM: 4, accuracyM: 6, givesSpeed: true };

export interface Detected {
  readonly events: readonly ArrivalEvent[];
  readonly types: readonly string[];
  readonly arrived: ArrivalEvent | undefined;
  /** When the first event of a type was told; NaN for one that was not. */
  eventS(type: ArrivalEvent['type']): number;
}

/** @param moreS how long the trip is followed after its last fix. @param startedAt Unix ms. */
export function detectFixes(
  fixes: readonly Fix[],
  store: ArrivalStore = lotStore(),
  { moreS = 120, startedAt = BEGINS_AT }: { moreS?: number; startedAt?: number } = {},
): Detected {
  const events: ArrivalEvent[] = [];
  const heardAt = fixes.map((fix) => fix.receivedAt).filter(Number.isFinite);
  const endAt = Math.max(BEGINS_AT, ...heardAt) + moreS * 1000;
  replayTrip({ store: prepareStore(store), startedAt, endAt, fixes }, (step) => events.push(...step.events));
  const first = (type: ArrivalEvent['type']) => events.find((event) => event.type === type);
  return {
    events,
    types: events.map(({ type }) => type),
    arrived: first('arrived'),
    eventS: (type) => secondsAfter(first(type)?.decidedAt),
  };
}

export const fixesOf = (points: readonly TruePoint[], phone: PhoneModel, seed: number): Fix[] =>
  record(points, phone, SOMEWHERE, BEGINS_AT, new SeededRandom(seed));

export const detect = (
  points: readonly TruePoint[],
  phone: PhoneModel,
  seed: number,
  store = lotStore(),
): Detected => detectFixes(fixesOf(points, phone, seed), store);

/** When it first stands for good. */
export const parkedS = (points: readonly TruePoint[]): number =>
  points.findLast((point) => point.speedMps > 0.3)?.s ?? 0;

/** @param at Unix ms. @returns seconds from the start; NaN without a time. */
export const secondsAfter = (at: number | undefined): number => ((at ?? NaN) - BEGINS_AT) / 1000;
