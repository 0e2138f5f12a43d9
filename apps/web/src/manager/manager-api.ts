/** The manager page's HTTP calls, by the names of the contract. */
import type {
  DeviceView,
  EnrolCodeView,
  FenceHealthView,
  ManagerSession,
  NewStaff,
  StaffView,
  StoreChanges,
  StoreSettings,
  StoreView,
  TodayStats,
} from '@curbline/contracts/http';
import { call, randomKey, type Answer } from '../live/call.js';
import { language } from '../ui/language.svelte.js';
import { proof } from './proof.svelte.js';

const store = (storeId: string): string => `/v1/stores/${encodeURIComponent(storeId)}`;
export const read = <T>(path: string): Promise<Answer<T>> => call(path, { language: language.current });
/** How long to wait before a request of which no answer came is sent again, once. Milliseconds. */
const AGAIN_AFTER_MS = 1_000;

/**
 * One change. Sent again under the same key, it has no second effect, whatever became of the first; so it is
 * also what is sent once the person has proved who they are.
 */
export async function change<T>(
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  body: object = {},
  ifMatch?: number,
): Promise<Answer<T>> {
  const request = { method, body, ifMatch, idempotencyKey: randomKey(), language: language.current };
  const answer = await call<T>(path, request);
  if (!answer.ok && !('unreachable' in answer) && answer.problem.code === 'reauthentication-needed') {
    return (await proof.ask()) ? call<T>(path, request) : answer;
  }
  if (answer.ok || !('unreachable' in answer || answer.problem.code === 'request-in-progress')) return answer;
  await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS));
  return call<T>(path, request);
}
const send = <T>(path: string, body?: object): Promise<Answer<T>> => change('POST', path, body);

export const readMe = (): Promise<Answer<ManagerSession>> => read('/v1/me');
export const signIn = (login: string, password: string): Promise<Answer<unknown>> =>
  send('/v1/sign-in', { login, password });
export const signOut = (): Promise<Answer<unknown>> => send('/v1/sign-out');

export const readToday = (storeId: string): Promise<Answer<TodayStats>> =>
  read(`${store(storeId)}/stats/today`);
export const readStore = (storeId: string): Promise<Answer<StoreView>> => read(store(storeId));
export const saveStore = (storeId: string, settings: StoreSettings): Promise<Answer<StoreView>> =>
  change('PUT', store(storeId), settings);
/** @param version of the settings that the change was made from */
export const editStore = (
  storeId: string,
  version: number,
  changes: StoreChanges,
): Promise<Answer<StoreView>> => change('PATCH', store(storeId), changes, version);
export const readFenceHealth = (storeId: string): Promise<Answer<FenceHealthView>> =>
  read(`${store(storeId)}/fence-health`);

export const readDevices = (storeId: string): Promise<Answer<DeviceView[]>> =>
  read(`${store(storeId)}/devices`);
export const newEnrolCode = (storeId: string, kind: DeviceView['kind']): Promise<Answer<EnrolCodeView>> =>
  send(`${store(storeId)}/devices/codes`, { kind });
export const revokeDevice = (storeId: string, deviceId: string): Promise<Answer<unknown>> =>
  send(`${store(storeId)}/devices/${encodeURIComponent(deviceId)}/revoke`);

export const readStaff = (storeId: string): Promise<Answer<StaffView[]>> => read(`${store(storeId)}/staff`);
export const addStaff = (storeId: string, person: NewStaff): Promise<Answer<StaffView>> =>
  send(`${store(storeId)}/staff`, person);
export const disableStaff = (storeId: string, staffId: string): Promise<Answer<unknown>> =>
  send(`${store(storeId)}/staff/${encodeURIComponent(staffId)}/disable`);
/** For who lost their phone and recovery codes; admins alone may. */
export const resetFactors = (storeId: string, staffId: string): Promise<Answer<unknown>> =>
  send(`${store(storeId)}/staff/${encodeURIComponent(staffId)}/second-factors/reset`);
export const replacePin = (storeId: string, staffId: string, pin: string): Promise<Answer<unknown>> =>
  send(`${store(storeId)}/staff/${encodeURIComponent(staffId)}/pin`, { pin });
