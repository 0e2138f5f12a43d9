/** What a shop sends and gets: `POST /v1/orders` and its neighbors. */
import { z } from 'zod';
import { WaitSplit } from '../events/card.js';
import { CardLocker } from '../events/locker.js';
import { Instant, OrderId, OrderState, Service, StoreId, TripId, TripState } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';
import { Adjustment, PickupWindow } from './place-order.js';

/** `PATCH /v1/orders/:orderId`, and staff's `PUT …/window`: null means as soon as it is ready. */
export const ChangeWindow = z.strictObject({ window: PickupWindow.nullable() }).meta({ id: 'ChangeWindow' });
export type ChangeWindow = z.infer<typeof ChangeWindow>;

export const OrderView = z
  .object({
    id: OrderId,
    storeId: StoreId,
    tripId: TripId,
    /** The order's id in the shop's system; null when it was placed without one. */
    externalId: z.string().nullable(),
    reference: z.string().nullable(),
    shortCode: z.string(),
    state: OrderState,
    tripState: TripState,
    service: Service,
    window: z.object({ from: Instant, to: Instant }).nullable(),
    createdAt: Instant,
    readyAt: Instant.nullable(),
    arrivedAt: Instant.nullable(),
    handedOverAt: Instant.nullable(),
    wait: WaitSplit.nullable(),
    /** The compartment in which it lies or lay; absent where it never did. */
    locker: CardLocker.optional(),
    /** Until when it is held for the customer; absent where that has no end of its own. */
    heldUntil: Instant.optional(),
    version: z.number().int(),
  })
  .meta({ id: 'Order' });
export type OrderView = z.infer<typeof OrderView>;

/** The response to `POST /v1/orders`: the only one that contains the link in clear. */
export const PlacedOrder = z
  .object({
    order: OrderView,
    customerLink: z.string().meta({ description: 'Send this to the customer' }),
    /** What of the request was changed to fit; absent when nothing was. */
    adjusted: z.array(Adjustment).optional(),
  })
  .meta({ id: 'PlacedOrder' });
export type PlacedOrder = z.infer<typeof PlacedOrder>;

/** The response to `POST …/orders/:orderId/link`: another link to the same trip, in clear only here. */
export const CustomerLink = z
  .object({ customerLink: z.string().meta({ description: 'Send this to the customer' }) })
  .meta({ id: 'CustomerLink' });
export type CustomerLink = z.infer<typeof CustomerLink>;

/** `GET /v1/orders`: the shop's orders with its own reference at one store, or the one with its external id. */
export const OrderQuery = z
  .strictObject({
    storeId: StoreId.optional(),
    reference: line(1, 64).optional(),
    externalId: z.string().min(1).max(128).optional(),
  })
  .refine(
    ({ storeId, reference, externalId }) =>
      externalId === undefined ? storeId !== undefined && reference !== undefined : reference === undefined,
    { message: says('give externalId, or storeId and reference') },
  )
  .meta({ id: 'OrderQuery' });
export type OrderQuery = z.infer<typeof OrderQuery>;

export const OrderList = z.object({ orders: z.array(OrderView) }).meta({ id: 'OrderList' });
export type OrderList = z.infer<typeof OrderList>;
