/** The call of the table of stores. */
import type { StoresTable } from '@curbline/contracts/http';
import { type CallResult, call } from '../../live/http.js';
import type { DayRange } from '../figures/ranges.js';
import type { Sorting } from './store-columns.js';

/** Which stores, of which days, in which order. */
export interface StoresWish extends DayRange, Sorting {
  readonly search: string;
}

const readPage = (wish: StoresWish, after: string | null): Promise<CallResult<StoresTable>> =>
  call(`/v1/stats/stores?${new URLSearchParams({ ...wish, ...(after !== null && { after }) })}`);

/** A store may move to a later page while pages are read: it is shown once. */
const onceEach = (stores: StoresTable['stores']): StoresTable['stores'] => [
  ...new Map(stores.map((store) => [store.storeId, store])).values(),
];

/** The first pages as one. @param pages how many, at most */
export async function readStores(wish: StoresWish, pages: number): Promise<CallResult<StoresTable>> {
  let whole = await readPage(wish, null);
  for (let page = 1; page < pages && whole.ok && whole.value.next !== null; page += 1) {
    const next = await readPage(wish, whole.value.next);
    if (!next.ok) return next;
    const stores = onceEach([...whole.value.stores, ...next.value.stores]);
    whole = { ...next, value: { ...next.value, stores } };
  }
  return whole;
}
