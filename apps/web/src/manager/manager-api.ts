/** The manager page's HTTP calls, by the names of the contract. */
import type {
  AuditPage,
  BaseMapView,
  BaySigns,
  FenceHealthView,
  ManagerSession,
  NewStorePhoto,
  PlacedOrder,
  RegionView,
  StoreAlerts,
  StoreChanges,
  StoreSettings,
  StoresPage,
  StoreView,
  TodayStats,
} from '@curbline/contracts/http';
import { type CallResult, call, callWithRetry, randomKey } from '../live/http.js';
import { proof } from './proof.svelte.js';

const store = (storeId: string): string => `/v1/stores/${encodeURIComponent(storeId)}`;

/** One change; sent again under the same key once the person has proved who they are, where the server wants that. */
export async function change<T>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: object = {},
  ifMatch?: number,
): Promise<CallResult<T>> {
  const request = { method, body, ifMatch, key: randomKey() };
  const answer = await callWithRetry<T>(path, request);
  const wantsProof = answer.problem?.code === 'reauthentication-needed';
  return wantsProof && (await proof.ask()) ? call<T>(path, request) : answer;
}
const send = <T>(path: string, body?: object): Promise<CallResult<T>> => change('POST', path, body);

/** The map under the plan on which a store's place is drawn. */
export const readBaseMap = (): Promise<CallResult<BaseMapView>> => call('/v1/base-map');
export const readMe = (): Promise<CallResult<ManagerSession>> => call('/v1/me');
export const signIn = (login: string, password: string): Promise<CallResult<unknown>> =>
  send('/v1/sign-in', { login, password });
export const signOut = (): Promise<CallResult<unknown>> => send('/v1/sign-out');

export const readToday = (storeId: string): Promise<CallResult<TodayStats>> =>
  call(`${store(storeId)}/stats/today`);
export const readStore = (storeId: string): Promise<CallResult<StoreView>> => call(store(storeId));
/** @param after the `next` of the page before; null at the beginning */
export const findStores = (search: string, after: string | null): Promise<CallResult<StoresPage>> => {
  const query = new URLSearchParams({ search, limit: '20', ...(after !== null && { after }) });
  return call(`/v1/stores?${query}`);
};
/** Those that stores belong to, by name; for admins. */
export const readRegions = (): Promise<CallResult<RegionView[]>> => call('/v1/regions');
export const createStore = (id: string, settings: StoreSettings): Promise<CallResult<StoreView>> =>
  send('/v1/stores', { id, settings });
/** An ordinary order for "Test", with its link. */
export const placeTestOrder = (storeId: string): Promise<CallResult<PlacedOrder>> =>
  send(`${store(storeId)}/test-orders`);
/** @param version of the settings that the change was made from */
export const editStore = (
  storeId: string,
  version: number,
  changes: StoreChanges,
): Promise<CallResult<StoreView>> => change('PATCH', store(storeId), changes, version);
export const readSigns = (storeId: string): Promise<CallResult<BaySigns>> => call(`${store(storeId)}/signs`);
export const renewSign = (storeId: string, bay: string): Promise<CallResult<BaySigns>> =>
  send(`${store(storeId)}/signs/${encodeURIComponent(bay)}/renewal`);
export const putPhoto = (
  storeId: string,
  version: number,
  photo: NewStorePhoto,
): Promise<CallResult<StoreView>> => change('PUT', `${store(storeId)}/photo`, photo, version);
export const removePhoto = (storeId: string, version: number): Promise<CallResult<StoreView>> =>
  change('POST', `${store(storeId)}/photo/removal`, {}, version);
export const readFenceHealth = (storeId: string): Promise<CallResult<FenceHealthView>> =>
  call(`${store(storeId)}/fence-health`);

export const readAlerts = (storeId: string): Promise<CallResult<StoreAlerts>> =>
  call(`${store(storeId)}/alerts`);

/** @param storeId null: of the whole chain, for admins. @param before the `next` of the page before */
export const readAudit = (storeId: string | null, before: number | null): Promise<CallResult<AuditPage>> =>
  call(`${storeId === null ? '/v1' : store(storeId)}/audit${before === null ? '' : `?before=${before}`}`);
/** @param version of the store's settings that the page shows */
export const undoChange = (
  storeId: string,
  entryId: number,
  version: number,
): Promise<CallResult<StoreView>> => change('POST', `${store(storeId)}/audit/${entryId}/undo`, {}, version);
