/** Goods that are missing from an order, and what became of it, as cards, pages and programs know it. */
import { z } from 'zod';
import { Instant, StoreId } from '../ids/index.js';

export const ShortageState = z.enum(['asked', 'agreed', 'fallen_back', 'withdrawn']);
export type ShortageState = z.infer<typeof ShortageState>;

export const ShortageChoice = z.enum(['substitute', 'without', 'home_delivery', 'refund', 'another_store']);
export type ShortageChoice = z.infer<typeof ShortageChoice>;

/** What may happen to a customer who says nothing. */
export const ShortageFallback = ShortageChoice.exclude(['substitute', 'another_store']);
export type ShortageFallback = z.infer<typeof ShortageFallback>;

/** Another store that has the goods, as it stood when the customer was asked. */
export const StoreWithGoods = z
  .object({
    id: StoreId,
    name: z.string(),
    address: z.string(),
    /** In a straight line from the customer's store, metres. */
    distanceM: z.number().int().nonnegative(),
    /** How many it had. */
    quantity: z.number(),
    /** When it had so many, as its shop reported it. */
    at: Instant,
  })
  .meta({ id: 'StoreWithGoods' });
export type StoreWithGoods = z.infer<typeof StoreWithGoods>;

export const Shortage = z
  .object({
    /** Which line of the order, counted from 0 as the shop sent them. */
    line: z.number().int().nonnegative(),
    sku: z.string().nullable(),
    name: z.string(),
    ordered: z.number(),
    missing: z.number(),
    /** What is offered instead, in the words of the staff; null when nothing is. */
    substitute: z.string().nullable(),
    /** Other stores that have it, nearest first. Absent: none, or it was not asked about. */
    stores: z.array(StoreWithGoods).optional(),
    /** What the customer may choose. */
    choices: z.array(ShortageChoice),
    /** What happens when they say nothing. */
    fallback: ShortageFallback,
    state: ShortageState,
    askedAt: Instant,
    /** Until when the answer may be given or changed. */
    until: Instant,
    /** What was agreed or fallen back to; null while it is open and once it was withdrawn. */
    choice: ShortageChoice.nullable(),
    /** With the choice `another_store`: which of `stores`. */
    chosenStore: StoreId.optional(),
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'Shortage' });
export type Shortage = z.infer<typeof Shortage>;
