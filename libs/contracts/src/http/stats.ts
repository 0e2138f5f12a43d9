/**
 * The figures of a range of days: of one store for its managers, of a chain for its admins and for keys with the scope
 * `figures`. `docs/metrics.md` defines each figure. Durations end in `S` (seconds) or `Ms`, shares in `Percent` (0-100);
 * a figure without anything to rest on is null. `n` says how many pickups a figure rests on.
 */
import { z } from 'zod';
import { Evidence, Instant, Service, StoreId } from '../ids/index.js';
import { says } from '../problems/field-texts.js';

/** The longest range, both ends included. */
export const MOST_DAYS = 731;
/** The least number of waits that a 95th percentile is given for. */
export const LEAST_FOR_P95 = 20;

/** A day of the store's own calendar. */
export const Day = z.iso
  .date()
  .meta({ description: 'Day of the store’s calendar', examples: ['2026-03-29'] });
export type Day = z.infer<typeof Day>;

export const daysBetween = (from: Day, to: Day): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;

export const dayRange = { from: Day.optional(), to: Day.optional() };
const inOrder = ({ from, to }: { from?: Day | undefined; to?: Day | undefined }): boolean =>
  from === undefined || to === undefined || from <= to;
const isShort = ({ from, to }: { from?: Day | undefined; to?: Day | undefined }): boolean =>
  from === undefined || to === undefined || daysBetween(from, to) <= MOST_DAYS;

/** Refuses a range that ends before it begins, and one of more than `MOST_DAYS`. */
export const checkedRange = <Query extends z.ZodObject<typeof dayRange>>(query: Query) =>
  query
    .refine(inOrder, { path: ['to'], message: says('the range must not end before it begins') })
    .refine(isShort, { path: ['from'], message: says('a range has two years at most: ask year by year') });

/** `GET /v1/stores/:storeId/stats`: both days included; today when left out. */
export const StatsQuery = checkedRange(z.strictObject(dayRange)).meta({ id: 'StatsQuery' });
export type StatsQuery = z.infer<typeof StatsQuery>;

const count = z.number().int().nonnegative();
const percent = z.number().min(0).max(100).nullable();
const seconds = z.number().nullable();
const Share = z.object({ count, percent });

/** Judged waits: of customers who got their order, of arrivals left open, and of open waits past the goal. */
export const WaitFigures = z
  .object({
    n: count,
    /** How many took the goal or longer; `n - missed` were within it. */
    missed: count,
    withinGoalPercent: percent,
    withinPromisePercent: percent,
    /** Store minutes, as all in this group. */
    medianS: seconds,
    p90S: seconds,
    /** Null below `LEAST_FOR_P95` waits. */
    p95S: seconds,
    worstS: seconds,
  })
  .meta({ id: 'WaitFigures' });
export type WaitFigures = z.infer<typeof WaitFigures>;

export const PeriodFigures = z
  .object({
    handedOver: count,
    wait: WaitFigures,
    /** The judged waits together; the three parts add up to the total. */
    split: z.object({ totalMs: count, earlyMs: count, shortNoticeMs: count, storeMs: count }),
    /** From the arrival to the claim. */
    response: z.object({ n: count, medianS: seconds, p90S: seconds }),
    /** From the claim to the hand-over. */
    walk: z.object({ n: count, medianS: seconds }),
    /** Customers who came. */
    arrivals: count,
    /** Customers who came, and orders handed over without an arrival: what the five shares below are of. */
    pickups: count,
    abandoned: Share,
    leftOpen: Share,
    overtaken: Share,
    recalled: Share,
    corrected: Share,
    /** Nobody came for them; share of these and `pickups`. */
    notCollected: Share,
    /** Handed over without an arrival; share of all that was handed over. */
    missedSignal: Share,
    /** Customers who shared their position, of those who came. */
    optIn: Share,
    /** The arrival predicted five minutes before it, minus the true one: `biasS` is positive when people came earlier. */
    eta: z.object({
      n: count,
      /** Median of the errors without their sign. */
      medianErrorS: seconds,
      biasS: seconds,
      within2MinPercent: percent,
      /** How long before the arrival the predictions were made. */
      medianMadeBeforeS: seconds,
    }),
    /** How long before the arrival staff were alerted, against the lead time that the store wants. */
    lead: z.object({ n: count, medianGivenS: seconds, medianWantedS: seconds, tooShortPercent: percent }),
  })
  .meta({ id: 'PeriodFigures' });
export type PeriodFigures = z.infer<typeof PeriodFigures>;

export const Insight = z
  .object({
    withinGoalPercent: percent,
    n: count,
    /** Percentage points against the range before; null when either has no judged wait. */
    change: z.number().nullable(),
    /** The hour of the week with the most misses; null when there is no miss. */
    cause: z
      .object({
        /** 1 is Monday. */
        weekday: z.number().int().min(1).max(7),
        hour: z.number().int().min(0).max(23),
        n: count,
        missed: count,
        /** Of all misses of the range. */
        missedSharePercent: z.number(),
        withinGoalPercent: percent,
      })
      .nullable(),
  })
  .meta({ id: 'Insight' });
export type Insight = z.infer<typeof Insight>;

const HeatMapCell = z.object({
  /** 1 is Monday; weekday and hour are those of the arrival, by the store's clock. */
  weekday: z.number().int().min(1).max(7),
  hour: z.number().int().min(0).max(23),
  n: count,
  missed: count,
  withinGoalPercent: percent,
  medianS: seconds,
});

/** `arrivals` and `sharePercent` are of all customers who came, judged or not. */
const group = { arrivals: count, sharePercent: percent, wait: WaitFigures };

/** `GET /v1/stores/:storeId/stats` */
export const StoreStats = z
  .object({
    storeId: StoreId,
    timeZone: z.string(),
    goalS: z.number(),
    promiseS: z.number(),
    /** Share of waits that the store wants within its goal, percent. */
    objectivePercent: z.number(),
    from: Day,
    to: Day,
    /** The range of the same length before. */
    before: z.object({ from: Day, to: Day, figures: PeriodFigures }),
    insight: Insight,
    figures: PeriodFigures,
    /** Who waits at this moment; null when today is not in the range. */
    now: z.object({ waiting: count, longestSince: Instant.nullable() }).nullable(),
    byService: z.array(z.object({ service: Service, ...group })),
    byEvidence: z.array(z.object({ evidence: Evidence, ...group })),
    /** Every day of the range, also those without a pickup. */
    days: z.array(
      z.object({
        day: Day,
        handedOver: count,
        abandoned: count,
        notCollected: count,
        leftOpen: count,
        wait: WaitFigures,
      }),
    ),
    /** The hours in which somebody came. */
    heatMap: z.array(HeatMapCell),
  })
  .meta({ id: 'StoreStats' });
export type StoreStats = z.infer<typeof StoreStats>;

/** `GET /v1/stats`: all stores that the caller reaches, each by its own calendar and goal. */
export const ChainStats = z
  .object({
    from: Day,
    to: Day,
    figures: PeriodFigures,
    stores: z.array(
      z.object({
        storeId: StoreId,
        name: z.string(),
        goalS: z.number(),
        handedOver: count,
        abandoned: count,
        notCollected: count,
        wait: WaitFigures,
      }),
    ),
  })
  .meta({ id: 'ChainStats' });
export type ChainStats = z.infer<typeof ChainStats>;
