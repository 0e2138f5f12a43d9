/** The lines of an order: what is in the bags. Shops send them with `POST /v1/orders`; staff read them. */
import { z } from 'zod';
import type { OrderFlag } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { cleanLine, line, shortened } from '../text/index.js';

export const OrderLineFlag = z.enum(['substitutable', 'fragile', 'age_restricted', 'cold', 'heavy']);
export type OrderLineFlag = z.infer<typeof OrderLineFlag>;

const NAME_AT_MOST = 120;
/** The most that a card or a page counts. */
const MOST_ITEMS = 999;

/** ISO 4217, as this machine's Unicode data knows it. */
const Currency = z
  .string()
  .toUpperCase()
  .refine((code) => Intl.supportedValuesOf('currency').includes(code), {
    message: says('a currency is a code of ISO 4217, such as EUR'),
  });

export const OrderLine = z
  .strictObject({
    sku: line(0, 64)
      .nullish()
      .transform((sku) => sku || null),
    /** Shortened to 120 characters. */
    name: z
      .string()
      .max(2_000)
      .transform((name) => shortened(cleanLine(name), NAME_AT_MOST))
      .pipe(z.string().min(1)),
    /** Pieces; a fraction for what is sold by weight or length. */
    quantity: z.number().positive().max(9_999),
    flags: z
      .array(OrderLineFlag)
      .max(20)
      .nullish()
      .transform((given) => [...new Set(given)]),
    /** An address of a picture, https. */
    imageUrl: z
      .url({ protocol: /^https$/ })
      .max(2_000)
      .nullish()
      .transform((given) => given ?? null),
    /** The price of one piece. */
    price: z
      .strictObject({
        amount: z
          .string()
          .regex(/^\d{1,9}(\.\d{1,4})?$/, says('an amount is digits with a point, such as 12.90')),
        currency: Currency,
      })
      .nullish()
      .transform((given) => given ?? null),
  })
  .meta({ id: 'OrderLine' });
export type OrderLine = z.infer<typeof OrderLine>;

export const OrderLines = z.array(OrderLine).max(200);

/** How many items the lines are: pieces are counted, and what is weighed counts as one. */
export function itemsIn(lines: readonly OrderLine[]): number {
  const items = lines.reduce((sum, { quantity }) => sum + (Number.isInteger(quantity) ? quantity : 1), 0);
  return Math.min(Math.max(items, 1), MOST_ITEMS);
}

const ON_THE_CARD: Readonly<Partial<Record<OrderLineFlag, OrderFlag>>> = {
  age_restricted: 'id_check',
  cold: 'cold',
  heavy: 'heavy',
};

/** What the card says of an order because of its lines. */
export function flagsOf(lines: readonly OrderLine[]): OrderFlag[] {
  return [...new Set(lines.flatMap(({ flags }) => flags.flatMap((flag) => ON_THE_CARD[flag] ?? [])))];
}

/** A line as it was understood. */
const OrderLineView = z
  .object({
    sku: z.string().nullable(),
    name: z.string(),
    quantity: z.number(),
    flags: z.array(OrderLineFlag),
    imageUrl: z.string().nullable(),
    price: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  })
  .meta({ id: 'OrderLineView' });

/** `GET /v1/stores/:storeId/orders/:orderId/lines` */
export const OrderLinesView = z
  .object({
    /** Empty when the shop sent none, or when they were deleted: 30 days after the order was closed. */
    lines: z.array(OrderLineView),
  })
  .meta({ id: 'OrderLines' });
export type OrderLinesView = z.infer<typeof OrderLinesView>;
