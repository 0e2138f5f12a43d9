import type {
  WebhookDeliveriesPage,
  WebhookDeliveryView,
  WebhookEndpointView,
} from '@curbline/contracts/http';
import { NAMES } from './crowded-store.js';
import { W40 } from './long-words.js';
import { iso, STORE, uuid } from './manager-store-answers.js';

/** What the server answers about webhooks, with the longest words that it lets through. */
const MINUTE = 60_000;

const endpoint = (i: number, now: number, parts: Partial<WebhookEndpointView>): WebhookEndpointView => ({
  id: uuid(i),
  version: 1,
  url: `https://${'w'.repeat(60)}.example/${'hooks'.repeat(20)}`,
  name: [W40, NAMES[1], NAMES[2]][i % 3]!,
  eventTypes: ['order.ready', 'order.prepare_by'],
  storeIds: i === 0 ? null : [STORE],
  state: 'on',
  offReason: null,
  failingSince: null,
  oldSecretUntil: null,
  createdAt: iso(now),
  ...parts,
});

const delivery = (i: number, now: number, parts: Partial<WebhookDeliveryView>): WebhookDeliveryView => ({
  id: `evt_${'W'.repeat(26)}${i}`,
  type: 'order.not_collected',
  storeId: STORE,
  seq: i,
  state: 'delivered',
  attempts: 1,
  occurredAt: iso(now - i * MINUTE),
  firstAttemptAt: iso(now),
  nextAttemptAt: null,
  status: 204,
  error: null,
  tookMs: 14_999,
  ...parts,
});

export function webhookAnswers(now: number): Record<string, unknown> {
  const endpoints = [
    endpoint(0, now, { failingSince: iso(now - MINUTE), oldSecretUntil: iso(now + MINUTE) }),
    endpoint(1, now, { state: 'off', offReason: 'failing' }),
    endpoint(2, now, {}),
  ];
  const page: WebhookDeliveriesPage = {
    deliveries: [
      delivery(1, now, { state: 'waiting', attempts: 9, status: 503, nextAttemptAt: iso(now + MINUTE) }),
      delivery(2, now, {
        state: 'failed',
        attempts: 10,
        status: null,
        error: 'tls',
        type: 'order.prepare_by',
      }),
      delivery(3, now, { state: 'skipped', attempts: 0, status: null }),
      delivery(4, now, {}),
    ],
    next: `1767225600000.evt_${'W'.repeat(27)}`,
  };
  return {
    'GET /v1/webhooks': endpoints,
    'POST /v1/webhooks': { ...endpoints[0], secret: `whsec_${'WM'.repeat(22)}` },
    [`GET /v1/webhooks/${uuid(0)}/deliveries`]: page,
  };
}
