/** @curbline/client: every operation of the API as a function, every refusal as a type, and webhooks that are verified. */
import { createClient } from './generated/client/index.js';
import type { Client } from './generated/client/index.js';

export * from './generated/index.js';
export { isProblem } from './is-problem.js';
export { verifyWebhook, type WebhookEvent, type WebhookHeaders } from './verify-webhook.js';
export type { Client } from './generated/client/index.js';

export interface CurblineOptions {
  /** Where Curbline is reached, such as `https://pickup.example`. */
  readonly url: string;
  /** A shop's API key, `cbk_…`. Browsers need none: they send the cookies of whoever is signed in. */
  readonly apiKey?: string;
  /** Sent with each request, such as the cookie of somebody who is signed in, where no browser does it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In which language refusals speak; English by default. */
  readonly language?: 'fr' | 'en';
}

/** A client of one installation, to be given to each call as `client`. */
export function curbline({ url, apiKey, headers, language }: CurblineOptions): Client {
  return createClient({
    baseUrl: url.replace(/\/$/, ''),
    ...(apiKey !== undefined && { auth: ({ scheme }) => (scheme === 'bearer' ? apiKey : undefined) }),
    headers: { ...headers, ...(language && { 'accept-language': language }) },
  });
}
