/** What a shop sends and gets: `POST /v1/orders` and its neighbours. */
import { z } from 'zod';
import { WaitSplit } from '../events/card.js';
import {
  Instant,
  Language,
  OrderFlag,
  OrderId,
  OrderState,
  PickupType,
  StoreId,
  TripId,
  TripState,
} from '../ids/index.js';
import { says } from '../problems/field-texts.js';

const PickupWindow = z
  .strictObject({ from: Instant, to: Instant })
  .refine((w) => Date.parse(w.from) < Date.parse(w.to), {
    path: ['to'],
    message: says('the window must end after it begins'),
  });

export const PlaceOrder = z
  .strictObject({
    storeId: StoreId,
    /** The shop's own number for the order, shown to nobody but the shop. */
    reference: z.string().trim().min(1).max(64).optional(),
    customer: z.strictObject({
      firstName: z.string().trim().min(1).max(40),
      /** Only the initial is kept. */
      lastName: z.string().trim().max(60).optional(),
      language: Language.optional(),
    }),
    pickupType: PickupType.default('curbside'),
    /** The promised window; absent means as soon as it is ready. */
    window: PickupWindow.nullable().default(null),
    itemsCount: z.number().int().min(1).max(999).default(1),
    flags: z.array(OrderFlag).max(3).default([]),
    note: z.string().trim().max(100).nullable().default(null),
    /** Where the order stands already. */
    state: z.enum(['placed', 'preparing', 'ready']).default('placed'),
  })
  .meta({ id: 'PlaceOrder' });
export type PlaceOrder = z.infer<typeof PlaceOrder>;

/** `PATCH /v1/orders/:orderId`, and staff's `PUT …/window`: null means as soon as it is ready. */
export const ChangeWindow = z.strictObject({ window: PickupWindow.nullable() }).meta({ id: 'ChangeWindow' });
export type ChangeWindow = z.infer<typeof ChangeWindow>;

export const OrderView = z
  .object({
    id: OrderId,
    storeId: StoreId,
    tripId: TripId,
    reference: z.string().nullable(),
    shortCode: z.string(),
    state: OrderState,
    tripState: TripState,
    pickupType: PickupType,
    window: z.object({ from: Instant, to: Instant }).nullable(),
    createdAt: Instant,
    readyAt: Instant.nullable(),
    arrivedAt: Instant.nullable(),
    handedOverAt: Instant.nullable(),
    wait: WaitSplit.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'Order' });
export type OrderView = z.infer<typeof OrderView>;

/** The answer to `POST /v1/orders`: the only moment at which the link is known in clear. */
export const PlacedOrder = z
  .object({ order: OrderView, customerLink: z.string().meta({ description: 'Send this to the customer' }) })
  .meta({ id: 'PlacedOrder' });
export type PlacedOrder = z.infer<typeof PlacedOrder>;

/** The answer to `POST …/orders/:orderId/link`: another link to the same trip, known in clear only now. */
export const CustomerLink = z
  .object({ customerLink: z.string().meta({ description: 'Send this to the customer' }) })
  .meta({ id: 'CustomerLink' });
export type CustomerLink = z.infer<typeof CustomerLink>;
