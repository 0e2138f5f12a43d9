/** Missing goods settled with the customer: what staff ask, what the customer answers, what a store allows. */
import { z } from 'zod';
import { ShortageChoice, ShortageFallback } from '../events/shortage.js';
import { StoreId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';

/** Which line of an order, in an address. */
export const LineNumber = z.coerce
  .number()
  .int()
  .min(0)
  .max(199)
  .meta({ description: 'Number of the line, counted from 0' });

/** `PUT /v1/stores/:storeId/orders/:orderId/shortages/:line` */
export const MarkShort = z
  .strictObject({
    /** The line's name as it was read: a shop may have changed the order since. */
    name: line(1, 120),
    /** How many are missing. */
    missing: z.number().positive().max(9_999),
    /** What is offered instead, in words. */
    substitute: line(0, 80)
      .nullish()
      .transform((words) => words || null),
  })
  .meta({ id: 'MarkShort' });
export type MarkShort = z.infer<typeof MarkShort>;

/** `PUT /v1/trips/:tripId/shortages/:orderId/:line` */
export const AnswerShortage = z
  .strictObject({
    choice: ShortageChoice,
    /** Which of the stores that were offered, with `another_store`. */
    store: StoreId.optional(),
  })
  .refine(({ choice, store }) => (choice === 'another_store') === (store !== undefined), {
    path: ['store'],
    message: says('give the store with another_store, and with nothing else'),
  })
  .meta({ id: 'AnswerShortage' });
export type AnswerShortage = z.infer<typeof AnswerShortage>;

/** What a store lets its customers choose when goods are missing. */
export const ShortagePolicy = z
  .strictObject({
    choices: z
      .array(ShortageChoice)
      .min(1)
      .max(ShortageChoice.options.length)
      .refine((choices) => new Set(choices).size === choices.length, says('each choice once')),
    /** Minutes that the customer has to answer. */
    minutes: z.number().int().min(2).max(120).default(10),
    /** What happens when they do not. */
    fallback: ShortageFallback.default('without'),
  })
  .meta({ id: 'ShortagePolicy' });
export type ShortagePolicy = z.infer<typeof ShortagePolicy>;
