/** Messages between the services: the store's log (facts), trip events, progress. */
import { z } from 'zod';
import { Evidence, Instant, PositionDoubt, StoreId, TripId } from '../ids/index.js';
import { BoardStore } from './board-store.js';
import { ArrivalReasons, Card, PredictedArrival, Visitor } from './card.js';

export * from './board-store.js';
export * from './card.js';
export * from './locker.js';
export * from './gesture.js';
export * from './shortage.js';

/** What can happen to a card. Past tense; the meaning of each never changes once published. */
export const StoreEventType = z.enum([
  'order_placed',
  'order_preparing',
  'order_ready',
  'order_delayed',
  'order_canceled',
  'order_not_collected',
  'order_claimed',
  'claim_released',
  'order_handed_over',
  'order_recalled',
  'order_reopened',
  'window_changed',
  // It is collected another way than before; the arrival, the wait and the place in line stay.
  'service_changed',
  'trip_started',
  // The customer said that they will be late, and when they will be there.
  'trip_delayed',
  'trip_approaching',
  'trip_arrived',
  'arrival_corrected',
  'arrival_questioned',
  'arrival_confirmed',
  'arrival_withdrawn',
  'trip_departed',
  'trip_returned',
  'trip_lapsed',
  'trip_left_open',
  'trip_expired',
  'sharing_started',
  'sharing_stopped',
  'details_changed',
  'message_sent',
  // Another person may collect, with a code of their own; not any more.
  'substitute_named',
  'substitute_revoked',
  // Goods are missing and the customer is asked; what was agreed, also by silence; they were found after all.
  'line_short',
  'shortage_settled',
  'shortage_withdrawn',
  // An order was put into a compartment; it was taken out by staff; another compartment was reported as opened.
  'locker_assigned',
  'locker_emptied',
  'locker_mismatch',
  // The time for which the goods are held is nearly over: the customer is told.
  'hold_ending',
  // A small kindness of the staff, or it was tapped by mistake.
  'gesture_given',
  'gesture_withdrawn',
  'seen_at_other_store',
  'left_other_store',
  // In the log of the store where another store's customer stands. The card stays in their own store's log.
  'visitor_seen',
  'visitor_left',
  // The store itself changed: goal, promise, lead, hours and the like.
  'settings_changed',
]);
export type StoreEventType = z.infer<typeof StoreEventType>;

/** Who did it. `id` is a staff, device or shop id; never a customer's. */
export const Actor = z.object({
  kind: z.enum(['customer', 'staff', 'shop', 'position', 'system']),
  id: z.string().nullable(),
  name: z.string().nullable(),
});
export type Actor = z.infer<typeof Actor>;

export const StoreEvent = z
  .object({
    storeId: StoreId,
    /** Changes when the log was restored or rebuilt: positions of another epoch mean nothing. */
    epoch: z.string(),
    seq: z.number().int().positive(),
    type: StoreEventType,
    /** What a card of version 1 had otherwise is said in `libs/store-log/src/past-events.ts`. */
    version: z.literal(2),
    entityId: z.string(),
    entityVersion: z.number().int(),
    tripId: TripId.nullable(),
    /**
     * `card` with every event about an order of this store. `visitor` with `visitor_seen` instead: of a customer
     * the event of another store carries nothing else. `visitor_left` has neither; `entityId` names the order. `store`
     * with `settings_changed` alone, whose `entityId` and `entityVersion` are the store's.
     */
    payload: z.object({ card: Card.optional(), visitor: Visitor.optional(), store: BoardStore.optional() }),
    occurredAt: Instant,
    recordedAt: Instant,
    actor: Actor,
    requestId: z.string().nullable(),
  })
  .meta({ id: 'StoreEvent' });
export type StoreEvent = z.infer<typeof StoreEvent>;

/** An event before it is appended; the log adds epoch, seq and recordedAt. */
export type StoreEventDraft = Pick<
  StoreEvent,
  'type' | 'entityId' | 'entityVersion' | 'tripId' | 'payload' | 'occurredAt'
>;

/** A position in a store's log. */
export const LogPosition = z.object({ epoch: z.string(), seq: z.number().int().nonnegative() });
export type LogPosition = z.infer<typeof LogPosition>;

/** geofence-service → order-service. `id` is `<tripId>:<number>`: delivered twice, applied once. */
export const TripEvent = z.object({
  id: z.string().min(3).max(80),
  storeId: StoreId,
  tripId: TripId,
  type: z.enum([
    'approaching',
    'arrived',
    'arrival_corrected',
    'departed',
    'returned',
    'at_other_store',
    'left_other_store',
    'late',
  ]),
  occurredAt: Instant,
  decidedAt: Instant,
  evidence: Evidence.nullable(),
  reasons: ArrivalReasons.nullable(),
  /** With `approaching`: when the car is expected. */
  expectedAt: Instant.optional(),
  /** With an arrival: the prediction that stood five minutes before. Absent where there was none. */
  predicted: PredictedArrival.optional(),
  /** With an arrival by text message: the bay that it named, as the customer wrote it. */
  bay: z.string().min(1).max(10).optional(),
  /** With `late`: by how many minutes more. */
  lateMinutes: z.number().int().min(1).max(240).optional(),
  /** With `at_other_store`: which. */
  otherStoreId: StoreId.optional(),
  requestId: z.string().nullable(),
});
export type TripEvent = z.infer<typeof TripEvent>;

/** Volatile: the latest value wins, any may be lost. Never coordinates. */
export const Progress = z.object({
  storeId: StoreId,
  tripId: TripId,
  at: Instant,
  /** When the phone last gave a position worth something. */
  lastSeenAt: Instant.nullable(),
  eta: z
    .object({
      seconds: z.number(),
      lowSeconds: z.number(),
      highSeconds: z.number(),
      source: z.enum(['declared', 'position', 'history', 'router']),
    })
    .nullable(),
  /** When the customer is, or was, expected: unlike `eta` it does not change while no position comes. */
  expectedAt: Instant.nullable().optional(),
  /** How near the phone was when last seen, its accuracy allowed for: grades a tap on "I'm here". */
  band: z.enum(['on_premises', 'near', 'far']).nullable(),
  /** No fix for a while: "last seen" is shown instead of "live". */
  signalLost: z.boolean(),
  /** The customer may have arrived: the page asks them, and the board shows no arrival yet. */
  probablyHere: z.boolean(),
  /** Suspicions against these positions; absent when there are none. */
  doubts: z.array(PositionDoubt).optional(),
});
export type Progress = z.infer<typeof Progress>;
