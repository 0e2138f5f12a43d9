/** Endpoints of webhooks as managers make and watch them. What is sent there stands in `@curbline/contracts/webhooks`. */
import { z } from 'zod';
import { Instant, StoreId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';
import { WebhookEventType } from '../webhooks/index.js';

export const WebhookEndpointId = z.uuid().toLowerCase().meta({ description: 'Id of an endpoint' });

const url = z.string().trim().min(1).max(2_000);
const eventTypes = z
  .array(WebhookEventType)
  .min(1)
  .max(WebhookEventType.options.length)
  .refine((types) => new Set(types).size === types.length, says('each event once'));
/** Null: all stores, also those made later; for admins alone. */
const storeIds = z.array(StoreId).min(1).max(500).nullable();

/** `POST /v1/webhooks` */
export const NewWebhookEndpoint = z
  .strictObject({
    url,
    /** What people call it. */
    name: line(1, 60),
    eventTypes,
    storeIds,
  })
  .meta({ id: 'NewWebhookEndpoint' });
export type NewWebhookEndpoint = z.infer<typeof NewWebhookEndpoint>;

/** `PATCH /v1/webhooks/:endpointId`, with If-Match. */
export const WebhookEndpointChanges = z
  .strictObject({
    url: url.optional(),
    name: line(1, 60).optional(),
    eventTypes: eventTypes.optional(),
    storeIds: storeIds.optional(),
    /** `off` sends nothing until it is `on` again; what happens meanwhile can be sent by a replay. */
    state: z.enum(['on', 'off']).optional(),
  })
  .meta({ id: 'WebhookEndpointChanges' });
export type WebhookEndpointChanges = z.infer<typeof WebhookEndpointChanges>;

/** Why it is off: a manager said so, it answered 410, or it failed for 120 h. */
export const WebhookOffReason = z.enum(['manager', 'gone', 'failing']);
export type WebhookOffReason = z.infer<typeof WebhookOffReason>;

export const WebhookEndpointView = z
  .object({
    id: WebhookEndpointId,
    version: z.number().int(),
    url: z.string(),
    name: z.string(),
    eventTypes: z.array(WebhookEventType),
    storeIds: z.array(StoreId).nullable(),
    state: z.enum(['on', 'off']),
    offReason: WebhookOffReason.nullable(),
    /** Since when each attempt has failed; null when the last one did not. */
    failingSince: Instant.nullable(),
    /** Until when the secret of before signs as well; null when there is none. */
    oldSecretUntil: Instant.nullable(),
    createdAt: Instant,
  })
  .meta({ id: 'WebhookEndpoint' });
export type WebhookEndpointView = z.infer<typeof WebhookEndpointView>;

/** The only moments at which the secret is known in clear: when it is made. */
export const IssuedWebhookEndpoint = WebhookEndpointView.extend({
  secret: z
    .string()
    .meta({ description: 'Checks the signatures; it is not shown again', examples: ['whsec_…'] }),
}).meta({ id: 'IssuedWebhookEndpoint' });
export type IssuedWebhookEndpoint = z.infer<typeof IssuedWebhookEndpoint>;

/** `skipped`: the endpoint was off. */
export const WebhookDeliveryState = z.enum(['waiting', 'sending', 'delivered', 'failed', 'skipped']);
export type WebhookDeliveryState = z.infer<typeof WebhookDeliveryState>;

/**
 * Why the last attempt had no answer; `endpoint_off`: it was not made any more; `sealed_otherwise`: the secret that signs was
 * sealed by a SECRET_KEY that the installation no longer has.
 */
export const WebhookError = z.enum([
  'timeout',
  'name_not_found',
  'tls',
  'connection',
  'address_not_public',
  'not_https',
  'not_a_url',
  'sealed_otherwise',
  'endpoint_off',
]);
export type WebhookError = z.infer<typeof WebhookError>;

export const WebhookDeliveryView = z
  .object({
    /** The header `webhook-id`: the same in each attempt. */
    id: z.string(),
    type: z.string(),
    /** Null for a test. */
    storeId: StoreId.nullable(),
    seq: z.number().int().nullable(),
    state: WebhookDeliveryState,
    attempts: z.number().int(),
    occurredAt: Instant,
    /** Of the first attempt; null before it. */
    firstAttemptAt: Instant.nullable(),
    /** While it waits. */
    nextAttemptAt: Instant.nullable(),
    /** Of the last attempt: the status that was answered, why there was none, and how long it took. */
    status: z.number().int().nullable(),
    error: WebhookError.nullable(),
    tookMs: z.number().int().nullable(),
  })
  .meta({ id: 'WebhookDelivery' });
export type WebhookDeliveryView = z.infer<typeof WebhookDeliveryView>;

/** `GET /v1/webhooks/:endpointId/deliveries` */
export const WebhookDeliveriesQuery = z.strictObject({
  /** Only those in these states, with commas between. */
  state: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(WebhookDeliveryState))
    .optional(),
  /** `next` of the page before. */
  before: z
    .string()
    .regex(/^\d{13}\.evt_[\w-]{27}$/, says('take the value of next of the page before'))
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type WebhookDeliveriesQuery = z.infer<typeof WebhookDeliveriesQuery>;

export const WebhookDeliveriesPage = z
  .object({ deliveries: z.array(WebhookDeliveryView), next: z.string().nullable() })
  .meta({ id: 'WebhookDeliveriesPage' });
export type WebhookDeliveriesPage = z.infer<typeof WebhookDeliveriesPage>;

/** `POST /v1/webhooks/:endpointId/replay`: one, what happened within a range, or all that failed or were skipped. */
export const WebhookReplay = z
  .union([
    z.strictObject({ id: z.string().regex(/^evt_[\w-]{27}$/) }),
    z
      .strictObject({ from: Instant, to: Instant })
      .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), {
        message: says('the range must not end before it begins'),
        path: ['to'],
      }),
    z.strictObject({ failed: z.literal(true) }),
  ])
  .meta({ id: 'WebhookReplay' });
export type WebhookReplay = z.infer<typeof WebhookReplay>;

export const WebhookReplayed = z
  .object({ replayed: z.number().int().nonnegative().meta({ description: 'How many are sent again' }) })
  .meta({ id: 'WebhookReplayed' });
export type WebhookReplayed = z.infer<typeof WebhookReplayed>;
