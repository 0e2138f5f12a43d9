/** What the customer's page sends. Each request names its trip in the path; the trip's own cookie authorizes it. */
import { z } from 'zod';
import { BayLabel, Instant, Placement, Vehicle } from '../ids/index.js';
import { says } from '../problems/field-texts.js';

/** `<storeId>.<token>`; or the token alone, in links sent before they named their store. */
const LINK = /^(?:[a-z0-9][a-z0-9-]{1,39}\.)?[A-Za-z0-9_-]{22,64}$/;

/** `POST /v1/link`: the link's fragment, which is its secret, for a session cookie. */
export const OpenLink = z
  .strictObject({ token: z.string().regex(LINK, says('not a link of ours')) })
  .meta({ id: 'OpenLink' });
export type OpenLink = z.infer<typeof OpenLink>;

/** `POST /v1/trips/{tripId}/start`: "I'm on my way", with live positions, a declared time, or neither. */
export const StartTrip = z
  .strictObject({
    sharing: z.boolean().default(false),
    declaredMinutes: z.number().int().min(0).max(240).optional(),
  })
  .meta({ id: 'StartTrip' });
export type StartTrip = z.infer<typeof StartTrip>;

/** `POST /v1/trips/{tripId}/sharing` */
export const ChangeSharing = z.strictObject({ sharing: z.boolean() }).meta({ id: 'ChangeSharing' });
export type ChangeSharing = z.infer<typeof ChangeSharing>;

/** `PUT /v1/trips/{tripId}/details`: any of bay, vehicle, placement; what is absent stays as it is. */
export const TripDetails = z
  .strictObject({
    bay: BayLabel.nullable().optional(),
    vehicle: Vehicle.nullable().optional(),
    placement: Placement.nullable().optional(),
    declaredMinutes: z.number().int().min(0).max(240).optional(),
  })
  .meta({ id: 'TripDetails' });
export type TripDetails = z.infer<typeof TripDetails>;

/** `POST /v1/trips/{tripId}/here`: "I'm here". `tappedAt` is the tap's own time when it was sent later. */
export const SayHere = z
  .strictObject({
    bay: BayLabel.nullable().optional(),
    vehicle: Vehicle.nullable().optional(),
    placement: Placement.nullable().optional(),
    /** The code on the sign at the bay: proves that somebody stood before it. */
    sign: z.string().max(64).optional(),
    /** Sent by pages from before signs had a code; a tap like any other. */
    scanned: z.boolean().optional(),
    tappedAt: Instant.optional(),
  })
  .meta({ id: 'SayHere' });
export type SayHere = z.infer<typeof SayHere>;

/** `POST /v1/trips/{tripId}/not-here`: takes "I'm here" back, or tells the team that the customer is not there yet. */
export const NotHere = z.strictObject({}).meta({ id: 'NotHere' });
export type NotHere = z.infer<typeof NotHere>;
