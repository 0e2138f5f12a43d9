/** Web push (RFC 8030, 8291, 8292): a browser that asks to be told, as the pages hand it over. */
import { z } from 'zod';
import { Language } from '../ids/index.js';
import { says } from '../problems/field-texts.js';

/** Longer than the longest that any browser gives. */
const LONGEST_ENDPOINT = 1_000;

/** What `PushSubscription.toJSON()` of the browser has; where it may lead is checked by the server. */
export const BrowserSubscription = z
  .strictObject({
    endpoint: z.string().min(1).max(LONGEST_ENDPOINT),
    keys: z.strictObject({
      /** A point of P-256, uncompressed. */
      p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/, says('not a key that a browser made')),
      auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/, says('not a key that a browser made')),
    }),
  })
  .meta({ id: 'BrowserSubscription' });
export type BrowserSubscription = z.infer<typeof BrowserSubscription>;

/** `PUT /v1/stores/{storeId}/push-subscription`: one for each enrolled device, the last one counts. */
export const DeviceSubscription = z
  .strictObject({
    subscription: BrowserSubscription,
    /** In which the device is told. */
    language: Language,
  })
  .meta({ id: 'DeviceSubscription' });
export type DeviceSubscription = z.infer<typeof DeviceSubscription>;

/** `PUT /v1/trips/{tripId}/push-subscription`: one for each trip, the last one counts. */
export const TripSubscription = z
  .strictObject({ subscription: BrowserSubscription })
  .meta({ id: 'TripSubscription' });
export type TripSubscription = z.infer<typeof TripSubscription>;

/** `PUT /v1/stores/{storeId}/push-subscription/watching` */
export const DeviceWatching = z
  .strictObject({
    /** Somebody looks at the board on it: true is good for 30 seconds. */
    watching: z.boolean(),
  })
  .meta({ id: 'DeviceWatching' });
export type DeviceWatching = z.infer<typeof DeviceWatching>;

export const PushState = z
  .object({
    /** Whether messages are pushed to this device, or about this trip. */
    subscribed: z.boolean(),
    /** The server's clock, Unix ms. */
    serverTime: z.number(),
  })
  .meta({ id: 'PushState' });
export type PushState = z.infer<typeof PushState>;

export const PushKey = z
  .object({
    /** The installation's public key (VAPID), for `pushManager.subscribe({ applicationServerKey })`; base64url. */
    publicKey: z.string(),
    /** The server's clock, Unix ms. */
    serverTime: z.number(),
  })
  .meta({ id: 'PushKey' });
export type PushKey = z.infer<typeof PushKey>;

/** `POST /v1/push/renewals`: what a service worker says when its browser changed the subscription. */
export const PushRenewal = z
  .strictObject({
    /** The endpoint of before: whoever knows it is the browser, or the push service. */
    oldEndpoint: z.string().min(1).max(LONGEST_ENDPOINT),
    subscription: BrowserSubscription,
  })
  .meta({ id: 'PushRenewal' });
export type PushRenewal = z.infer<typeof PushRenewal>;
