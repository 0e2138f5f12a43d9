/** Goods that are missing from an order, and what became of it, as cards, pages and programs know it. */
import { z } from 'zod';
import { Instant } from '../ids/index.js';

export const ShortageState = z.enum(['asked', 'agreed', 'fallen_back', 'withdrawn']);
export type ShortageState = z.infer<typeof ShortageState>;

export const ShortageChoice = z.enum(['substitute', 'without', 'home_delivery', 'refund']);
export type ShortageChoice = z.infer<typeof ShortageChoice>;

/** What may happen to a customer who says nothing. */
export const ShortageFallback = ShortageChoice.exclude(['substitute']);
export type ShortageFallback = z.infer<typeof ShortageFallback>;

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
    settledAt: Instant.nullable(),
  })
  .meta({ id: 'Shortage' });
export type Shortage = z.infer<typeof Shortage>;
