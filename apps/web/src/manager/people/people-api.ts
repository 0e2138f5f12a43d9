/** The HTTP calls about people, screens and keys, by the names of the contract. */
import type {
  DeviceView,
  EnrolCodeView,
  IssuedShopKey,
  NewAdmin,
  NewEnrolCode,
  NewPassword,
  NewShopKey,
  NewStaff,
  OpenEnrolCode,
  ShopKeyView,
  StaffChanges,
  StaffView,
} from '@curbline/contracts/http';
import { type CallResult, call } from '../../live/http.js';
import { change } from '../manager-api.js';

const send = <T>(path: string, body?: object): Promise<CallResult<T>> => change('POST', path, body);

/** The people of a store; with null the admins of all stores. */
const peopleOf = (storeId: string | null): string =>
  storeId === null ? '/v1/admins' : `/v1/stores/${encodeURIComponent(storeId)}/staff`;
const personAt = (storeId: string | null, staffId: string): string =>
  `${peopleOf(storeId)}/${encodeURIComponent(staffId)}`;
const devicesOf = (storeId: string): string => `/v1/stores/${encodeURIComponent(storeId)}/devices`;

export const readStaff = (storeId: string | null): Promise<CallResult<StaffView[]>> =>
  call(peopleOf(storeId));
export const addStaff = (storeId: string, person: NewStaff): Promise<CallResult<StaffView>> =>
  send(peopleOf(storeId), person);
export const addAdmin = (admin: NewAdmin): Promise<CallResult<StaffView>> => send(peopleOf(null), admin);
export const changeStaff = (
  storeId: string | null,
  { id, version }: StaffView,
  changes: StaffChanges,
): Promise<CallResult<StaffView>> => change('PATCH', personAt(storeId, id), changes, version);
/** What needs nothing but the person. `second-factors/reset` is for who lost their phone and codes; admins alone may. */
export const actOnStaff = (
  storeId: string | null,
  staffId: string,
  act: 'disable' | 'enable' | 'remove' | 'sign-out' | 'second-factors/reset',
): Promise<CallResult<StaffView>> => send(`${personAt(storeId, staffId)}/${act}`);
export const replacePin = (storeId: string, staffId: string, pin: string): Promise<CallResult<StaffView>> =>
  send(`${personAt(storeId, staffId)}/pin`, { pin });
export const replacePassword = (
  storeId: string | null,
  staffId: string,
  wanted: NewPassword,
): Promise<CallResult<StaffView>> => send(`${personAt(storeId, staffId)}/password`, wanted);

export const readDevices = (storeId: string): Promise<CallResult<DeviceView[]>> => call(devicesOf(storeId));
export const renameDevice = (
  storeId: string,
  { id, version }: DeviceView,
  name: string,
): Promise<CallResult<DeviceView>> =>
  change('PATCH', `${devicesOf(storeId)}/${encodeURIComponent(id)}`, { name }, version);
export const revokeDevice = (storeId: string, deviceId: string): Promise<CallResult<DeviceView>> =>
  send(`${devicesOf(storeId)}/${encodeURIComponent(deviceId)}/revoke`);
export const readCodes = (storeId: string): Promise<CallResult<OpenEnrolCode[]>> =>
  call(`${devicesOf(storeId)}/codes`);
export const newEnrolCode = (storeId: string, wish: NewEnrolCode): Promise<CallResult<EnrolCodeView>> =>
  send(`${devicesOf(storeId)}/codes`, wish);
export const withdrawCode = (storeId: string, codeId: string): Promise<CallResult<OpenEnrolCode>> =>
  send(`${devicesOf(storeId)}/codes/${encodeURIComponent(codeId)}/withdraw`);

export const readShopKeys = (): Promise<CallResult<ShopKeyView[]>> => call('/v1/shop-keys');
export const issueShopKey = (wish: NewShopKey): Promise<CallResult<IssuedShopKey>> =>
  send('/v1/shop-keys', wish);
export const revokeShopKey = (keyId: string): Promise<CallResult<ShopKeyView>> =>
  send(`/v1/shop-keys/${encodeURIComponent(keyId)}/revoke`);
