/** What stores have in stock, as shops report it. */
import { z } from 'zod';
import { Instant } from '../ids/index.js';
import { says } from '../problems/field-texts.js';
import { line } from '../text/index.js';

const Sku = line(1, 64).meta({ description: 'As in the lines of orders' });

/** `PUT /v1/stores/:storeId/stock` */
export const ReportStock = z
  .strictObject({
    /** When the store had what follows. */
    at: Instant,
    levels: z
      .array(z.strictObject({ sku: Sku, quantity: z.number().nonnegative().max(9_999_999) }))
      .min(1)
      .max(1_000)
      .refine(
        (levels) => new Set(levels.map(({ sku }) => sku)).size === levels.length,
        says('each SKU once'),
      ),
  })
  .meta({ id: 'ReportStock' });
export type ReportStock = z.infer<typeof ReportStock>;

/** What became of a report. */
export const StockReported = z
  .object({
    taken: z.number().int().nonnegative().meta({ description: 'Levels that are kept now' }),
    newerKept: z
      .number()
      .int()
      .nonnegative()
      .meta({ description: 'Levels of which a newer one was known: that one stays' }),
  })
  .meta({ id: 'StockReported' });
export type StockReported = z.infer<typeof StockReported>;

/** `GET /v1/stores/:storeId/stock` */
export const StockQuery = z.strictObject({ sku: Sku });
export type StockQuery = z.infer<typeof StockQuery>;

export const StockLevel = z
  .object({
    sku: z.string(),
    quantity: z.number(),
    at: Instant,
    old: z.boolean().meta({ description: 'More than a day old; after a week it sends nobody to the store' }),
  })
  .meta({ id: 'StockLevel' });
export type StockLevel = z.infer<typeof StockLevel>;
