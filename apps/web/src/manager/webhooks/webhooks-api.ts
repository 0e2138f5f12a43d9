/** The HTTP calls about webhooks, by the names of the contract. */
import type {
  IssuedWebhookEndpoint,
  NewWebhookEndpoint,
  WebhookDeliveriesPage,
  WebhookDeliveryView,
  WebhookEndpointChanges,
  WebhookEndpointView,
  WebhookReplay,
  WebhookReplayed,
} from '@curbline/contracts/http';
import { type CallResult, call } from '../../live/http.js';
import { change } from '../manager-api.js';

const at = (id: string): string => `/v1/webhooks/${encodeURIComponent(id)}`;

export const readEndpoints = (): Promise<CallResult<WebhookEndpointView[]>> => call('/v1/webhooks');
export const addEndpoint = (wish: NewWebhookEndpoint): Promise<CallResult<IssuedWebhookEndpoint>> =>
  change('POST', '/v1/webhooks', wish);
export const changeEndpoint = (
  { id, version }: WebhookEndpointView,
  changes: WebhookEndpointChanges,
): Promise<CallResult<WebhookEndpointView>> => change('PATCH', at(id), changes, version);
export const removeEndpoint = (id: string): Promise<CallResult<WebhookEndpointView>> =>
  change('POST', `${at(id)}/remove`);
export const rotateSecret = (id: string): Promise<CallResult<IssuedWebhookEndpoint>> =>
  change('POST', `${at(id)}/rotate`);
export const testEndpoint = (id: string): Promise<CallResult<WebhookDeliveryView>> =>
  change('POST', `${at(id)}/test`);
export const replay = (id: string, which: WebhookReplay): Promise<CallResult<WebhookReplayed>> =>
  change('POST', `${at(id)}/replay`, which);

/** @param before the `next` of the page before; null at the beginning */
export function readDeliveries(
  id: string,
  before: string | null,
): Promise<CallResult<WebhookDeliveriesPage>> {
  const query = new URLSearchParams({ limit: '20', ...(before !== null && { before }) });
  return call(`${at(id)}/deliveries?${query}`);
}
