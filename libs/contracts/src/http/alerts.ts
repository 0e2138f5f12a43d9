/** What a store's manager should look at now. An alert ends by itself once its condition does. */
import { z } from 'zod';
import { Instant, StoreId } from '../ids/index.js';
import { FenceFinding } from './fence-health.js';

const count = z.number().int().nonnegative();
/** Judged waits, and how many of them took the goal or longer. */
const CountedWaits = z.object({ n: count, missed: count });

export const StoreAlert = z
  .discriminatedUnion('kind', [
    /** Somebody waits while the store is open, and no board is connected. */
    z.object({ kind: z.literal('dark_board'), waiting: count, waitingSince: Instant }),
    /** Too many waits past the goal, in the last half hour and today. */
    z.object({
      kind: z.literal('misses'),
      lastHalfHour: CountedWaits,
      today: CountedWaits,
      /** How many misses the objective allows on a day like this, rounded down. */
      allowedToday: count,
      /** Share of those that are used; above 100 when there were more. */
      burnPercent: z.number(),
    }),
    /** The predictions of the last seven days are far off; `biasS` is positive when people came earlier. */
    z.object({ kind: z.literal('eta'), n: count, medianErrorS: z.number(), biasS: z.number() }),
    /** Customers park where the outline or the pin does not expect them. */
    z.object({ kind: z.literal('fence'), finding: FenceFinding }),
  ])
  .meta({ id: 'StoreAlert' });
export type StoreAlert = z.infer<typeof StoreAlert>;

/** `GET /v1/stores/:storeId/alerts` */
export const StoreAlerts = z
  .object({
    storeId: StoreId,
    timeZone: z.string(),
    goalS: z.number(),
    /** Share of waits that the store wants within its goal, percent. */
    objectivePercent: z.number(),
    /** The most urgent first, at most one of each kind; empty when all is well. */
    alerts: z.array(StoreAlert),
  })
  .meta({ id: 'StoreAlerts' });
export type StoreAlerts = z.infer<typeof StoreAlerts>;
