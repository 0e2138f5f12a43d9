/** What the customer's page shows: one trip in full, and the list of the trips that one browser holds. */
import { z } from 'zod';
import { Arrival, SentMessage, Sharing } from '../events/card.js';
import { CardLocker } from '../events/locker.js';
import { GivenGesture } from '../events/gesture.js';
import { Shortage } from '../events/shortage.js';
import {
  Instant,
  Language,
  OrderFlag,
  OrderId,
  OrderState,
  Service,
  Placement,
  StoreId,
  TripId,
  TripState,
  Vehicle,
} from '../ids/index.js';
import { HoursSpans, OpeningHours } from './opening-hours.js';
import { TripRating } from './ratings.js';

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
      /** The exceptions of the next days, in the customer's language; absent when there are none. */
      exceptions: z
        .array(z.object({ from: z.string(), to: z.string(), spans: HoursSpans, label: z.string() }))
        .optional(),
      openNow: z.boolean(),
      goalS: z.number(),
      promiseS: z.number(),
      entrance: z.object({ longitude: z.number(), latitude: z.number() }),
      /** Labels of the places at which they may wait: bays, or counters for those on foot. */
      bays: z.array(z.string()),
      instructions: z.string(),
      /** Of the spot where customers park, described in the customer's language; absent where there is none. */
      photo: z.object({ url: z.string(), alt: z.string() }).optional(),
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
        /**
         * Shown to whoever brings the order; null once it is handed over or canceled. Of an order for a locker, which it
         * opens, null until the customer is known to be there.
         */
        handOverCode: z.string().nullable(),
        /** The compartment in which it lies; absent when in none. */
        locker: CardLocker.pick({ bank: true, compartment: true })
          .extend({ orderId: OrderId })
          .meta({ id: 'LockerOfTrip' })
          .optional(),
        /** Until when it is held; absent where that has no end of its own, and once it is over. */
        heldUntil: Instant.optional(),
      }),
    ),
    /** Of whom the page is of: the customer, or the substitute. */
    customerName: z.string(),
    /** On a substitute's page: for whom they collect. Absent on the customer's. */
    substituteFor: z.string().optional(),
    /** On the customer's page: who may collect instead. Absent where nobody may. */
    substitute: z.object({ name: z.string(), namedAt: Instant }).optional(),
    service: Service,
    /** Other ways in which the order may be collected, while it is still to be; absent where there is none. */
    services: z.array(Service).optional(),
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
      /** When they said that they will be late: `declaredArrivalAt` is the new time. Absent when they did not. */
      lateSaidAt: Instant.optional(),
      /** The newest message of the team; absent when there is none. */
      message: SentMessage.optional(),
      /** When sharing was stopped: until then the store saw how far away they were, since then it does not. */
      sharingStoppedAt: Instant.nullable(),
    }),
    /** Who is coming out with the order. */
    runner: z.object({ name: z.string(), since: Instant }).nullable(),
    /** Goods that are missing, with what there is to choose or was agreed; absent where nothing is missing. */
    shortages: z.array(Shortage.extend({ orderId: OrderId }).meta({ id: 'ShortageOfTrip' })).optional(),
    /** What the staff gave them, with the line that they wrote; absent where they gave nothing. */
    gestures: z
      .array(
        GivenGesture.omit({ givenAt: true })
          .extend({ words: z.string().nullable() })
          .meta({ id: 'GestureOfTrip' }),
      )
      .optional(),
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
    /** What the customer said of the pickup; null until they are asked, absent before they have their order. */
    rating: TripRating.nullable().optional(),
  })
  .meta({ id: 'CustomerView' });
export type CustomerView = z.infer<typeof CustomerView>;

/** One of several trips, as the list of a customer's orders shows it. */
export const TripSummary = z
  .object({
    tripId: TripId,
    language: Language,
    customerName: z.string(),
    service: Service,
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
