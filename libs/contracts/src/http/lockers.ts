/** Lockers: what a store has, what staff see and do, what tells that a compartment was opened. */
import { z } from 'zod';
import { CompartmentSize } from '../events/locker.js';
import { BayLabel, Instant, OrderFlag, OrderId, OrderState } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { PointGeometry } from './geo-json.js';

export const Compartment = z
  .strictObject({ label: BayLabel, size: CompartmentSize })
  .meta({ id: 'Compartment' });
export type Compartment = z.infer<typeof Compartment>;

/** A bank of lockers, a place of the store with a sign of its own. */
export const LockerBank = z
  .strictObject({
    label: BayLabel,
    /** Absent where it stands inside the store. */
    position: PointGeometry.optional(),
    compartments: z
      .array(Compartment)
      .min(1)
      .max(200)
      .refine(
        (all) => new Set(all.map(({ label }) => label.toUpperCase())).size === all.length,
        says('each compartment has a label of its own'),
      ),
  })
  .meta({ id: 'LockerBank' });
export type LockerBank = z.infer<typeof LockerBank>;

/** Staff's `POST …/ready`. */
export const MakeReady = z
  .strictObject({
    /** Of an order for a locker: where it was put; null for none, to be handed over. Absent: where it fits best. */
    compartment: BayLabel.nullable().optional(),
    /** When the tap was made, if it was sent later. */
    tappedAt: Instant.optional(),
  })
  .meta({ id: 'MakeReady' });
export type MakeReady = z.infer<typeof MakeReady>;

/** `POST /v1/orders/:orderId/locker-opened`, and the customer’s `PUT …/locker/:orderId/opened` */
export const CompartmentOpened = z.strictObject({ compartment: BayLabel }).meta({ id: 'CompartmentOpened' });
export type CompartmentOpened = z.infer<typeof CompartmentOpened>;

/** `GET …/orders/:orderId/locker/code`: for staff who read it out. */
export const CompartmentCode = z
  .object({ compartment: BayLabel, code: z.string() })
  .meta({ id: 'CompartmentCode' });
export type CompartmentCode = z.infer<typeof CompartmentCode>;

/** `GET /v1/stores/:storeId/lockers` */
export const LockersView = z
  .object({
    banks: z.array(
      z.object({
        label: BayLabel,
        compartments: z.array(
          z.object({
            label: BayLabel,
            size: CompartmentSize,
            /** What lies in it; null when it is free. */
            order: z
              .object({
                orderId: OrderId,
                shortCode: z.string(),
                /** Whether it is to be taken out: nobody will come for it. */
                isToEmpty: z.boolean(),
              })
              .nullable(),
          }),
        ),
      }),
    ),
    /** Orders for a locker that lie in none, the oldest first. */
    waiting: z.array(
      z.object({
        orderId: OrderId,
        shortCode: z.string(),
        customerName: z.string(),
        itemsCount: z.number().int(),
        flags: z.array(OrderFlag),
        state: OrderState,
        /** The free compartments that it fits into, the best first. */
        fitting: z.array(BayLabel),
      }),
    ),
  })
  .meta({ id: 'Lockers' });
export type LockersView = z.infer<typeof LockersView>;
