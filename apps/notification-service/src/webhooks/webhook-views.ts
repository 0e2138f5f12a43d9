import type { WebhookDeliveryView, WebhookEndpointView } from '@curbline/contracts/http';
import { isoOf, isoOrNull, msOf } from '@curbline/platform';
import { NO_STORE, type WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.js';

/** @param now Unix ms */
export function endpointView(endpoint: WebhookEndpointEntity, now: number): WebhookEndpointView {
  const { id, version, url, name, eventTypes, storeIds, state, offReason, oldSecretUntil } = endpoint;
  const until = msOf(oldSecretUntil);
  return {
    id,
    version,
    url,
    name,
    eventTypes,
    storeIds,
    state,
    offReason,
    failingSince: isoOrNull(msOf(endpoint.failingSince)),
    oldSecretUntil: until !== null && until > now ? isoOf(until) : null,
    createdAt: endpoint.createdAt.toISOString(),
  };
}

export function deliveryView(delivery: WebhookDeliveryEntity): WebhookDeliveryView {
  const { eventId, type, storeId, seq, state, attempts, occurredAt, firstAttemptAt, dueAt } = delivery;
  return {
    id: eventId,
    type,
    storeId: storeId === NO_STORE ? null : storeId,
    seq: seq === null ? null : Number(seq),
    state,
    attempts,
    occurredAt: occurredAt.toISOString(),
    firstAttemptAt: isoOrNull(msOf(firstAttemptAt)),
    nextAttemptAt: state === 'waiting' ? dueAt.toISOString() : null,
    status: delivery.status,
    error: delivery.error,
    tookMs: delivery.tookMs,
  };
}
