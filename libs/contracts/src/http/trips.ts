/** What the customer's page sends and gets. Each request names its trip in the path; the trip's own cookie opens it. */
import { z } from 'zod';
import { Arrival, SentMessage, Sharing } from '../events/card.js';
import {
  BayLabel,
  Instant,
  Language,
  OrderFlag,
  OrderState,
  PickupType,
  Placement,
  StoreId,
  TripId,
  TripState,
  Vehicle,
} from '../ids/index.js';
import { OpeningHours } from './stores.js';
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
    /** What the sign at the bay says: proves that somebody stood before it. */
    sign: z.string().max(64).optional(),
    /** Sent by pages from before signs had a code; a tap like any other. */
    scanned: z.boolean().optional(),
    tappedAt: Instant.optional(),
  })
  .meta({ id: 'SayHere' });
export type SayHere = z.infer<typeof SayHere>;

/** `POST /v1/trips/{tripId}/not-here`: takes "I'm here" back, or answers that one is not there yet. */
export const NotHere = z.strictObject({}).meta({ id: 'NotHere' });
export type NotHere = z.infer<typeof NotHere>;

/** One position of the phone. Times are Unix milliseconds of the phone's clock. */
export const FixInput = z
  .strictObject({
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    accuracyM: z.number().min(0).max(100_000).nullable().optional(),
    speedMps: z.number().min(0).max(200).nullable().optional(),
    headingDeg: z.number().min(0).max(360).nullable().optional(),
    recordedAt: z.number().int().min(0).max(8.64e15),
    /** How long before sending the phone got it, by a clock that nobody sets (`performance.now()`). */
    ageMs: z.number().min(0).max(8.64e15).optional(),
  })
  .meta({ id: 'Fix' });
export type FixInput = z.infer<typeof FixInput>;

/** The most fixes one request may carry. */
export const FIXES_A_BATCH = 500;

/** In the place of a fix that cannot be read: what is wrong with it, and nothing of what it said. */
export class UnreadableFix {
  /** The path of each fault within the fix. */
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(input: unknown) {
    this.issues = FixInput.safeParse(input).error?.issues ?? [];
  }

  /** The first wrong field, such as `latitude`; `undefined` when it is no object at all. */
  get field(): string | undefined {
    const [issue] = this.issues;
    const step = issue?.path[0] ?? (issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined);
    return step === undefined ? undefined : String(step).slice(0, 60);
  }
}

/** A wrong fix must not take the others of its batch along. */
const FixOrFault = FixInput.or(
  z
    .unknown()
    .transform((input) => new UnreadableFix(input))
    .meta({ description: 'Anything else is refused by itself, as `invalid` in the answer.' }),
);

/** `POST /v1/trips/{tripId}/fixes` */
export const ReportFixes = z
  .strictObject({
    /** The phone's clock when the request left: shows its error. */
    sentAt: z.number().int().min(0).max(8.64e15),
    fixes: z.array(FixOrFault).min(1).max(FIXES_A_BATCH),
  })
  .check(({ value, issues }) => {
    // Where nothing can be read at all, the request itself is wrong, and is told field by field.
    if (value.fixes.some((fix) => !(fix instanceof UnreadableFix))) return;
    for (const [index, fix] of value.fixes.entries()) {
      if (!(fix instanceof UnreadableFix)) continue;
      for (const issue of fix.issues) {
        issues.push({
          ...issue,
          path: ['fixes', index, ...issue.path],
          input: undefined,
        } as z.core.$ZodRawIssue);
      }
    }
  })
  .meta({ id: 'ReportFixes' });
export type ReportFixes = z.infer<typeof ReportFixes>;

export const FixesAnswer = z
  .object({
    accepted: z.number().int(),
    /** Fixes passed over, by their place in the batch, and why. */
    refused: z.array(
      z.object({
        index: z.number().int(),
        reason: z.enum([
          'duplicate',
          'out_of_order',
          'too_old',
          'from_the_future',
          'too_coarse',
          'outlier',
          'invalid',
        ]),
        /** With `invalid`: the field that is wrong, where there is one. */
        field: z.string().optional(),
      }),
    ),
    /** When the server wants the next one. Seconds. */
    nextFixInS: z.number(),
    eta: z
      .object({
        seconds: z.number(),
        lowSeconds: z.number(),
        highSeconds: z.number(),
        source: z.enum(['declared', 'position', 'history', 'router']),
      })
      .nullable(),
    /** Perhaps here: ask the customer. */
    probablyHere: z.boolean(),
  })
  .meta({ id: 'FixesAnswer' });
export type FixesAnswer = z.infer<typeof FixesAnswer>;

/** What the customer may see: their own trip, the store, and the runner's first name. */
export const CustomerView = z
  .object({
    tripId: TripId,
    language: Language,
    serverTime: z.number(),
    store: z.object({
      id: StoreId,
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      timeZone: z.string(),
      hours: OpeningHours,
      openNow: z.boolean(),
      goalS: z.number(),
      promiseS: z.number(),
      entrance: z.object({ longitude: z.number(), latitude: z.number() }),
      bays: z.array(z.string()),
      instructions: z.string(),
    }),
    orders: z.array(
      z.object({
        shortCode: z.string(),
        state: OrderState,
        itemsCount: z.number().int(),
        flags: z.array(OrderFlag),
        window: z.object({ from: Instant, to: Instant }).nullable(),
        /** When the store says that it will be ready; absent unless it is late. */
        expectedReadyAt: Instant.optional(),
        /** Shown to whoever brings the order; null once it is handed over or canceled. */
        handOverCode: z.string().nullable(),
      }),
    ),
    customerName: z.string(),
    pickupType: PickupType,
    trip: z.object({
      state: TripState,
      sharing: Sharing,
      startedAt: Instant.nullable(),
      declaredArrivalAt: Instant.nullable(),
      arrival: Arrival.nullable(),
      bay: z.string().nullable(),
      vehicle: Vehicle.nullable(),
      placement: Placement.nullable(),
      completedAt: Instant.nullable(),
      /** The store at which they stand by mistake; absent when not. */
      otherStore: z.object({ name: z.string() }).optional(),
      /** When the store expects them: by their own word, or as they came near. */
      expectedAt: Instant.nullable(),
      /** Since when the team looks for them in vain and asks whether they are here. */
      questionedAt: Instant.nullable(),
      /** The newest word of the team; absent when there is none. */
      message: SentMessage.optional(),
      /** When sharing was stopped: until then the store saw how far away they were, since then it does not. */
      sharingStoppedAt: Instant.nullable(),
    }),
    /** Who is coming out with the order. */
    runner: z.object({ name: z.string(), since: Instant }).nullable(),
    /** Among those waiting at the store, 1 is next; null when not waiting. */
    placeInLine: z.number().int().nullable(),
    /** What became of the positions: shown at the end. */
    receipt: z
      .object({
        fixesReceived: z.number().int(),
        sharingStoppedAt: Instant.nullable(),
        erasedAt: Instant.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'CustomerView' });
export type CustomerView = z.infer<typeof CustomerView>;

/** One of several trips, as the list of a customer's orders shows it. */
export const TripSummary = z
  .object({
    tripId: TripId,
    language: Language,
    customerName: z.string(),
    pickupType: PickupType,
    store: z.object({
      id: StoreId,
      name: z.string(),
      address: z.string(),
      phone: z.string(),
      timeZone: z.string(),
    }),
    orders: z.array(z.object({ shortCode: z.string(), state: OrderState })),
    window: z.object({ from: Instant, to: Instant }).nullable(),
    placedAt: Instant,
    state: TripState,
    sharing: Sharing,
    bay: z.string().nullable(),
    arrivedAt: Instant.nullable(),
    closedAt: Instant.nullable(),
  })
  .meta({ id: 'TripSummary' });
export type TripSummary = z.infer<typeof TripSummary>;

/** `GET /v1/trips`: what this browser holds, the most urgent first. */
export const TripsHeld = z
  .object({ serverTime: z.number(), trips: z.array(TripSummary) })
  .meta({ id: 'TripsHeld' });
export type TripsHeld = z.infer<typeof TripsHeld>;
