/** The HTTP calls about connections to shops, by the names of the contract. */
import type {
  IssuedShopConnection,
  NewShopConnection,
  ShopConnectionChanges,
  ShopConnectionDetails,
  ShopConnectionView,
  ShopReadResult,
} from '@curbline/contracts/http';
import { type CallResult, call } from '../../live/http.js';
import { change } from '../manager-api.js';

const at = (id: string): string => `/v1/shop-connections/${encodeURIComponent(id)}`;

export const readConnections = (): Promise<CallResult<ShopConnectionView[]>> => call('/v1/shop-connections');
export const readConnection = (id: string): Promise<CallResult<ShopConnectionDetails>> => call(at(id));
export const connect = (wish: NewShopConnection): Promise<CallResult<IssuedShopConnection>> =>
  change('POST', '/v1/shop-connections', wish);
export const changeConnection = (
  { id, version }: ShopConnectionView,
  changes: ShopConnectionChanges,
): Promise<CallResult<ShopConnectionView>> => change('PATCH', at(id), changes, version);
export const rotateKey = (id: string): Promise<CallResult<IssuedShopConnection>> =>
  change('POST', `${at(id)}/rotate`);
export const disconnect = (id: string): Promise<CallResult<ShopConnectionView>> =>
  change('POST', `${at(id)}/remove`);
export const applyAgain = (id: string): Promise<CallResult<ShopConnectionDetails>> =>
  change('POST', `${at(id)}/apply`);
/** @param storeId null: orders of the place are none of ours */
export const mapPlace = (
  { id, version }: ShopConnectionView,
  key: string,
  storeId: string | null,
): Promise<CallResult<ShopConnectionDetails>> =>
  change('PUT', `${at(id)}/locations`, { key, storeId }, version);
export const testShop = (id: string): Promise<CallResult<ShopReadResult>> =>
  call(`${at(id)}/test`, { method: 'POST', body: {} });
/** A reading may take longer than an answer is waited for: then the connection says how far it is. */
export const readShop = (id: string): Promise<CallResult<ShopReadResult>> =>
  call(`${at(id)}/read`, { method: 'POST', body: {} });
