/** The calls of the figures: a store's statistics, the pickups behind them, and one pickup's timeline. */
import type {
  GivenGestures,
  PickupsPage,
  PickupsQuery,
  PickupTimeline,
  StoreRatings,
  StoreStats,
} from '@curbline/contracts/http';
import { type CallResult, call } from '../../live/http.js';
import type { Language } from '../../ui/language.svelte.js';
import type { DayRange } from './ranges.js';

/** What a list is narrowed to; empty: all pickups of the range. */
export type PickupFilter = Partial<
  Pick<PickupsQuery, 'outcome' | 'service' | 'evidence' | 'weekday' | 'hour' | 'mark'>
>;

/** What somebody asked to see: the name of a figure in the language that is on, and the pickups behind it. */
export interface ShownPickups {
  readonly name: () => string;
  readonly filter: PickupFilter;
  readonly sort: PickupsQuery['sort'];
}

/** Pickups on a page of the list: on a phone each is a block of its own. */
const PAGE_LENGTH = 20;

const store = (storeId: string): string => `/v1/stores/${encodeURIComponent(storeId)}`;
const query = (parts: object): string =>
  new URLSearchParams(
    Object.entries(parts)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [name, String(value)]),
  ).toString();

export const readStats = (storeId: string, { from, to }: DayRange): Promise<CallResult<StoreStats>> =>
  call(`${store(storeId)}/stats?${query({ from, to })}`);

export const readGestures = (storeId: string, { from, to }: DayRange): Promise<CallResult<GivenGestures>> =>
  call(`${store(storeId)}/gestures?${query({ from, to })}`);

export const readRatings = (storeId: string, { from, to }: DayRange): Promise<CallResult<StoreRatings>> =>
  call(`${store(storeId)}/ratings?${query({ from, to })}`);

/** @param page where to go on, as the page before said; null at the beginning */
export const readPickups = (
  storeId: string,
  { from, to }: DayRange,
  { filter, sort }: ShownPickups,
  page: string | null,
): Promise<CallResult<PickupsPage>> =>
  call(`${store(storeId)}/pickups?${query({ from, to, ...filter, sort, page, limit: PAGE_LENGTH })}`);

export const readTimeline = (storeId: string, orderId: string): Promise<CallResult<PickupTimeline>> =>
  call(`${store(storeId)}/pickups/${encodeURIComponent(orderId)}`);

/** Where the same list is downloaded. */
export const csvAddress = (
  storeId: string,
  { from, to }: DayRange,
  filter: PickupFilter,
  language: Language,
): string => `${store(storeId)}/pickups.csv?${query({ from, to, ...filter, language })}`;
