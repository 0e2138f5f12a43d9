/**
 * The card: all that a board shows of one order and its trip. Every event about the order has the whole card, so applying
 * an event twice is harmless, and the newest event is sufficient. It never has coordinates, phone numbers or tokens; the
 * customer is shown by first name and initial.
 */
import { z } from 'zod';
import {
  BayLabel,
  Evidence,
  Instant,
  Language,
  NoProofReason,
  OrderFlag,
  OrderId,
  OrderState,
  Service,
  Placement,
  PositionDoubt,
  Proof,
  ShortMessage,
  StoreId,
  TripId,
  TripState,
  Vehicle,
} from '../ids/index.js';
import { CardLocker } from './locker.js';
import { GivenGesture } from './gesture.js';
import { Shortage } from './shortage.js';

export const ArrivalReasons = z.object({
  insideForS: z.number().optional(),
  stoodForS: z.number().optional(),
  accuracyM: z.number().optional(),
  fixes: z.number().optional(),
  certainty: z.number().min(0).max(1).optional(),
  /** Suspicions against the positions of the arrival. */
  doubts: z.array(PositionDoubt).optional(),
});

/** When a prediction of the arrival was made, and the arrival that it foretold. */
export const PredictedArrival = z.object({ madeAt: Instant, arrivalAt: Instant });

export const Arrival = z
  .object({
    /** When the car stood. */
    occurredAt: Instant,
    /** When the service decided it. */
    decidedAt: Instant,
    evidence: Evidence,
    /** False for a tap from far away: it starts no clock until a position, a bay or staff confirms. */
    confirmed: z.boolean(),
    reasons: ArrivalReasons.nullable(),
    /** The prediction that stood five minutes before; absent where there was none. */
    predicted: PredictedArrival.optional(),
  })
  .meta({ id: 'Arrival' });
export type Arrival = z.infer<typeof Arrival>;

/** A closed wait in its three parts; they always add up to the total. Milliseconds. */
export const WaitSplit = z
  .object({
    totalMs: z.number().int().nonnegative(),
    earlyMs: z.number().int().nonnegative(),
    shortNoticeMs: z.number().int().nonnegative(),
    storeMs: z.number().int().nonnegative(),
  })
  .meta({ id: 'WaitSplit' });
export type WaitSplit = z.infer<typeof WaitSplit>;

/** How the trip's whereabouts are known: live positions, a declared time, or not at all. */
export const Sharing = z.enum(['live', 'stopped', 'declined', 'none']);
export type Sharing = z.infer<typeof Sharing>;

export const OtherStore = z.object({ storeId: StoreId, name: z.string(), since: Instant });
export type OtherStore = z.infer<typeof OtherStore>;

/** The last message of the store to the customer. */
export const SentMessage = z.object({ message: ShortMessage, sentAt: Instant });
export type SentMessage = z.infer<typeof SentMessage>;

export const Card = z
  .object({
    orderId: OrderId,
    tripId: TripId,
    storeId: StoreId,
    /** The order's short name on the bag and the board; not the hand-over code. */
    shortCode: z.string(),
    customerName: z.string(),
    language: Language,
    service: Service,
    /** What the service was before it was last changed, and when that was; absent where it never was. */
    serviceChange: z.object({ from: Service, at: Instant }).optional(),
    window: z.object({ from: Instant, to: Instant }).nullable(),
    itemsCount: z.number().int(),
    flags: z.array(OrderFlag),
    note: z.string().nullable(),
    order: z.object({
      state: OrderState,
      version: z.number().int(),
      readyAt: Instant.nullable(),
      /** When staff told the customer that it will be ready; absent unless they said that it is late. */
      expectedReadyAt: Instant.optional(),
      claimedBy: z.object({ staffId: z.string(), name: z.string() }).nullable(),
      claimedAt: Instant.nullable(),
      handedOverAt: Instant.nullable(),
      proof: Proof.nullable(),
      recalls: z.number().int(),
      /** With proof `none`: why, and in words where that needs some. Absent in older entries of the log. */
      proofReason: NoProofReason.nullable().optional(),
      proofNote: z.string().nullable().optional(),
      /** How many wrong codes were tried shortly before the hand-over; absent when none. */
      wrongCodes: z.number().int().optional(),
      /** By whose code it was handed over; absent for the customer's own, and for none. */
      collectedBy: z.literal('substitute').optional(),
    }),
    trip: z.object({
      state: TripState,
      version: z.number().int(),
      sharing: Sharing,
      /** Whose position that is; absent where it is the customer's. */
      sharedBy: z.literal('substitute').optional(),
      startedAt: Instant.nullable(),
      approachingAt: Instant.nullable(),
      departedAt: Instant.nullable(),
      /** The arrival time the customer gave when not sharing. */
      declaredArrivalAt: Instant.nullable(),
      /** The customer's first sign of coming, from which short notice is judged. */
      firstSignAt: Instant.nullable(),
      /** Another store of the chain, at which the customer stands by mistake; absent when not. */
      otherStore: OtherStore.optional(),
      /** When the car was expected as it came near; absent when no position showed it. */
      expectedAt: Instant.optional(),
      /** Since when staff cannot see the customer and the customer is asked; absent when nobody asks. */
      questionedAt: Instant.optional(),
      /** When an arrival that nobody closed was taken out of the queue; absent for all others. */
      leftOpenAt: Instant.optional(),
      /** The last message of the staff to the customer; absent when there is none. */
      message: SentMessage.optional(),
      /** When they said that they will be late, until `declaredArrivalAt`; absent when they did not. */
      lateSaidAt: Instant.optional(),
    }),
    arrival: Arrival.nullable(),
    bay: BayLabel.nullable(),
    vehicle: Vehicle.nullable(),
    placement: Placement.nullable(),
    /** Where the wait's split stands fixed: null while open. */
    wait: WaitSplit.nullable(),
    /** Corrections of the arrival from either side, counted for the statistics. */
    corrections: z.number().int(),
    /** Another person who may collect, by their first name; absent where there is none. */
    substitute: z.object({ name: z.string(), namedAt: Instant }).optional(),
    /** Lines of which something is or was missing; absent where nothing was. */
    shortages: z.array(Shortage).optional(),
    /** Where it lies in the store's lockers, or lay; absent where it never did. */
    locker: CardLocker.optional(),
    /** Until when the goods are held for the customer; absent where that has no end of its own. */
    heldUntil: Instant.optional(),
    /** Absent unless the store is discreet: a wall screen then shows no name. */
    discreet: z.boolean().optional(),
    /** What the staff gave the customer; absent where they gave nothing. */
    gestures: z.array(GivenGesture).optional(),
  })
  .meta({ id: 'Card' });
export type Card = z.infer<typeof Card>;

/** A customer of another store who stands at this one: all that its board shows of them. */
export const Visitor = z
  .object({
    orderId: OrderId,
    tripId: TripId,
    shortCode: z.string(),
    customerName: z.string(),
    /** Where the order waits. */
    homeStore: z.object({ storeId: StoreId, name: z.string() }),
    since: Instant,
  })
  .meta({ id: 'Visitor' });
export type Visitor = z.infer<typeof Visitor>;
