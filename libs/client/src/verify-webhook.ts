/** Webhooks as they came: whether Curbline sent them, and what they say. */
import { Webhook } from 'standardwebhooks';
import type { Webhooks } from './generated/index.js';

/** What Curbline tells; `type` says which, and with it what `data` has. */
export type WebhookEvent = Webhooks['body'];

/** Of Node's `request.headers`, a `Headers`, or any object with small names. */
export type WebhookHeaders =
  Pick<Headers, 'get'> | Readonly<Record<string, string | readonly string[] | undefined>>;

const NAMES = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/**
 * Verifies a webhook by Standard Webhooks: its signature, and that it was sent within the last five minutes.
 * @param body byte for byte as it came: one that was parsed and written again has another signature
 * @param secret `whsec_…`, as it was shown when the endpoint was made
 * @throws WebhookVerificationError of `standardwebhooks` when Curbline did not send this, or not now
 */
export function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  secret: string,
): WebhookEvent {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  const own = Object.fromEntries(NAMES.map((name) => [name, headerIn(headers, name)]));
  return new Webhook(secret).verify(text, own) as WebhookEvent;
}

function headerIn(headers: WebhookHeaders, name: string): string {
  const value = isHeaders(headers) ? headers.get(name) : headers[name];
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}

const isHeaders = (headers: WebhookHeaders): headers is Pick<Headers, 'get'> =>
  typeof headers.get === 'function';
