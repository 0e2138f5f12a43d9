/**
 * The stores that a caller reaches beside each other, one row a store, for managers and for keys with the scope `figures`.
 * `docs/metrics.md` defines each figure.
 */
import { z } from 'zod';
import { StoreId } from '../ids/index.js';
import { checkedRange, Day, dayRange, PeriodFigures, WaitFigures } from './stats.js';

/** What the rows can be sorted by; each is a figure of the row, and `within_goal` and `abandoned` are shares. */
export const StoresSort = z.enum(['name', 'waits', 'within_goal', 'median', 'p90', 'abandoned']);
export type StoresSort = z.infer<typeof StoresSort>;
export const SortOrder = z.enum(['ascending', 'descending']);
export type SortOrder = z.infer<typeof SortOrder>;

/** `GET /v1/stats/stores`: both days included, by each store's own calendar; today when left out. */
export const StoresTableQuery = checkedRange(
  z.strictObject({
    ...dayRange,
    /** Words that all have to be in the name, the address, the region or the id; case and accents do not matter. */
    search: z.string().max(100).optional(),
    sort: StoresSort.default('name'),
    /** Stores without the figure come last either way. */
    order: SortOrder.default('ascending'),
    /** The `next` of the page before. */
    after: StoreId.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
).meta({ id: 'StoresTableQuery' });
export type StoresTableQuery = z.infer<typeof StoresTableQuery>;

const count = z.number().int().nonnegative();

export const StoresTableRow = z
  .object({
    storeId: StoreId,
    name: z.string(),
    goalS: z.number(),
    /** Share of waits that the store wants within its goal, percent. */
    objectivePercent: z.number(),
    wait: WaitFigures.pick({ n: true, missed: true, withinGoalPercent: true, medianS: true }).extend({
      /** Null below `LEAST_FOR_P95` waits: a single customer would decide where the store stands. */
      p90S: WaitFigures.shape.p90S,
    }),
    /** Share of the store's pickups. */
    abandoned: PeriodFigures.shape.abandoned,
    /** The judged waits of every day of the range; they add up to those of `wait`. */
    days: z.array(z.object({ day: Day, n: count, missed: count })),
    /** The kinds of its alerts at this moment, the most urgent first; empty when all is well. */
    alerts: z.array(z.enum(['dark_board', 'misses', 'eta', 'fence'])),
  })
  .meta({ id: 'StoresTableRow' });
export type StoresTableRow = z.infer<typeof StoresTableRow>;

export const StoresTable = z
  .object({
    from: Day,
    to: Day,
    /** How many stores match, on whatever page. */
    total: count,
    stores: z.array(StoresTableRow),
    /** Null when there are no more. */
    next: StoreId.nullable(),
  })
  .meta({ id: 'StoresTable' });
export type StoresTable = z.infer<typeof StoresTable>;
