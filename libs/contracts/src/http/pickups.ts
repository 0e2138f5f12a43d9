/** The pickups behind the figures: a list with filters, one pickup's timeline, and the list as CSV. */
import { z } from 'zod';
import { Actor, StoreEventType, WaitSplit } from '../events/index.js';
import { Evidence, Instant, Language, OrderId, Service } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { checkedRange, dayRange } from './stats.js';

/**
 * How a pickup ended, or how it stands. `abandoned`: came, then left or canceled without a hand-over. `left_open`: nobody
 * closed it before the store did. `canceled` and `not_collected`: nobody came. `waiting`: is here.
 */
export const PickupOutcome = z.enum([
  'handed_over',
  'left_open',
  'abandoned',
  'not_collected',
  'canceled',
  'waiting',
]);
export type PickupOutcome = z.infer<typeof PickupOutcome>;

/** What a list may be narrowed to, besides its days. Several values of `mark` must all hold. */
const filters = {
  outcome: PickupOutcome.optional(),
  service: Service.optional(),
  evidence: Evidence.optional(),
  /** 1 is Monday; with `hour`, the cell of the heat map. */
  weekday: z.coerce.number().int().min(1).max(7).optional(),
  hour: z.coerce.number().int().min(0).max(23).optional(),
  mark: z
    .enum([
      'judged',
      'missed_goal',
      'missed_promise',
      'overtaken',
      'recalled',
      'corrected',
      'left_open',
      'missed_signal',
      'early',
      'short_notice',
      'shared_position',
    ])
    .optional(),
};

/** Where the next page begins, as the page before said. */
const PageToken = z
  .string()
  .regex(/^-?\d{1,16}\.[0-9a-f-]{36}$/, says('take the token from nextPage of the page before'));

/** `GET /v1/stores/:storeId/pickups` */
export const PickupsQuery = checkedRange(
  z.strictObject({
    ...dayRange,
    ...filters,
    sort: z.enum(['newest', 'longest']).default('newest'),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    page: PageToken.optional(),
  }),
).meta({ id: 'PickupsQuery' });
export type PickupsQuery = z.infer<typeof PickupsQuery>;

/** `GET /v1/stores/:storeId/pickups.csv` */
export const PickupsCsvQuery = checkedRange(
  z.strictObject({ ...dayRange, ...filters, language: Language.default('en') }),
).meta({ id: 'PickupsCsvQuery' });
export type PickupsCsvQuery = z.infer<typeof PickupsCsvQuery>;

export const PickupRow = z
  .object({
    orderId: OrderId,
    /** Null once the order itself is deleted. */
    shortCode: z.string().nullable(),
    service: Service,
    outcome: PickupOutcome,
    /** The instant by which it belongs to a day: the hand-over, or else how it ended; of an open wait the arrival. */
    countedAt: Instant,
    evidence: Evidence.nullable(),
    arrivedAt: Instant.nullable(),
    claimedAt: Instant.nullable(),
    handedOverAt: Instant.nullable(),
    leftOpenAt: Instant.nullable(),
    /** Of an open wait: so far. */
    wait: WaitSplit.nullable(),
    responseMs: z.number().int().nullable(),
    walkMs: z.number().int().nullable(),
    overtaken: z.boolean(),
    recalls: z.number().int(),
    corrections: z.number().int(),
    sharedPosition: z.boolean(),
    /** The arrival predicted five minutes before it minus the true one; positive when they came earlier than predicted. */
    etaErrorMs: z.number().int().nullable(),
    leadGivenMs: z.number().int().nullable(),
    leadWantedMs: z.number().int(),
  })
  .meta({ id: 'PickupRow' });
export type PickupRow = z.infer<typeof PickupRow>;

export const PickupsPage = z
  .object({
    /** All that the filters find, on whatever page. */
    total: z.number().int(),
    pickups: z.array(PickupRow),
    nextPage: z.string().nullable(),
  })
  .meta({ id: 'PickupsPage' });
export type PickupsPage = z.infer<typeof PickupsPage>;

/** `GET /v1/stores/:storeId/pickups/:orderId`: what the log has of it, oldest first. */
export const PickupTimeline = z
  .object({
    pickup: PickupRow,
    events: z.array(
      z.object({
        type: StoreEventType,
        occurredAt: Instant,
        recordedAt: Instant,
        /** The name is that of staff or of a shop. */
        by: Actor.pick({ kind: true, name: true }),
        /** What was known of the arrival then. */
        evidence: Evidence.nullable(),
        arrivedAt: Instant.nullable(),
        confirmed: z.boolean().nullable(),
      }),
    ),
  })
  .meta({ id: 'PickupTimeline' });
export type PickupTimeline = z.infer<typeof PickupTimeline>;

/**
 * A pickup of the past that goes into the statistics without an order or a log behind it: of a generated history, or of
 * the system that a store had before. Instants are Unix ms.
 */
export interface PastPickup {
  readonly service: Service;
  /** `left`: came, and left without the order. */
  readonly ended: 'handed_over' | 'left' | 'not_collected';
  readonly endedAt: number;
  readonly windowFrom: number | null;
  readonly arrival: { readonly at: number; readonly evidence: Evidence } | null;
  readonly firstSignAt: number | null;
  readonly sharedPosition: boolean;
  /** The alert, and the arrival that was predicted then. */
  readonly alert: { readonly at: number; readonly expectedAt: number } | null;
  /** The prediction that stood five minutes before the arrival; absent where there was none. */
  readonly predicted?: { readonly madeAt: number; readonly arrivalAt: number } | null;
  readonly claimedAt: number | null;
  readonly recalls: number;
  readonly corrections: number;
}
