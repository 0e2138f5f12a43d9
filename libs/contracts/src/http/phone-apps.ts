/** A phone's own app as a source of positions: connected from the customer's page, and what automations send. */
import { z } from 'zod';
import { BayLabel } from '../ids/index.js';
import { says } from '../problems/field-texts.js';

/** 128 random bits as base64url, made by the page: the server stores their hash alone. */
const PHONE_TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** `PUT /v1/trips/{tripId}/phone`: the positions of this phone's app count for the trip. */
export const LinkPhone = z
  .strictObject({ token: z.string().regex(PHONE_TOKEN, says('not the token of a phone')) })
  .meta({ id: 'LinkPhone' });
export type LinkPhone = z.infer<typeof LinkPhone>;

/** `GET`, `PUT` and `DELETE /v1/trips/{tripId}/phone` */
export const TripPhone = z
  .object({
    /** How many phones' apps are connected with the trip. */
    connected: z.number().int().nonnegative(),
    /** The server's clock, Unix ms. */
    serverTime: z.number(),
  })
  .meta({ id: 'TripPhone' });
export type TripPhone = z.infer<typeof TripPhone>;

/** `POST /c/{token}/event`: what an automation of the phone reports (Shortcuts, Tasker, Home Assistant). */
export const PhoneEvent = z
  .strictObject({
    event: z.enum(['on_my_way', 'here']),
    bay: BayLabel.optional(),
    /** With `on_my_way`: minutes until the arrival. */
    minutes: z.number().int().min(0).max(240).optional(),
    /** With `on_my_way`: whether the connected app's positions are used. */
    sharing: z.boolean().optional(),
  })
  .meta({ id: 'PhoneEvent' });
export type PhoneEvent = z.infer<typeof PhoneEvent>;

export const PhoneEventAnswer = z
  .object({
    /** `no_trip`: nobody waits for this phone now, or it is not connected. */
    result: z.enum(['done', 'no_trip']),
    /** The same in words, by Accept-Language. */
    message: z.string(),
  })
  .meta({ id: 'PhoneEventAnswer' });
export type PhoneEventAnswer = z.infer<typeof PhoneEventAnswer>;
