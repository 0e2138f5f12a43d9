/**
 * The figures of a period, in three queries: waits, work (response, walk and counts) and predictions. Percentiles are of
 * the pickups' own rows, for whatever group is asked; they are never put together from other percentiles.
 */
import { Injectable } from '@nestjs/common';
import { LEAST_FOR_P95, type PeriodFigures, type WaitFigures } from '@curbline/contracts/http';
import { pipeline } from '@curbline/database';
import type { EntityManager } from 'typeorm';
import type { Period } from './period.js';
import { VISITS, visitsOf } from './visits.js';

/** By what the waits can be grouped. `arrival_hour` is that of the week: 0 is Monday from 0 to 1 h. */
export type Grouping = 'local_day' | 'arrival_hour' | 'service' | 'evidence' | 'store_id';

interface WaitsRow {
  readonly key: string | number | null;
  readonly handed_over: number;
  readonly arrivals: number;
  readonly abandoned: number;
  readonly not_collected: number;
  readonly left_open: number;
  readonly waiting: number;
  readonly longest_since: Date | null;
  readonly judged: number;
  readonly judged_open: number;
  readonly missed: number;
  readonly within_promise: number;
  readonly percentiles: readonly [number, number, number] | null;
  readonly worst: number | null;
}

/** The waits of one group of pickups, and how many came and ended how. */
export interface GroupFigures<Key = string> extends Omit<
  WaitsRow,
  'key' | 'missed' | 'within_promise' | 'percentiles' | 'worst'
> {
  readonly key: Key;
  readonly wait: WaitFigures;
}

const WAITS = `
  count(handed_over_at)::integer AS handed_over,
  count(arrived_at)::integer AS arrivals,
  count(*) FILTER (WHERE handed_over_at IS NULL AND outcome = 'abandoned')::integer AS abandoned,
  count(*) FILTER (WHERE handed_over_at IS NULL AND outcome = 'not_collected')::integer AS not_collected,
  count(*) FILTER (WHERE left_open_at IS NOT NULL AND outcome IN ('handed_over', 'left_open'))::integer AS left_open,
  count(*) FILTER (WHERE handed_over_at IS NULL AND outcome = 'waiting')::integer AS waiting,
  min(arrived_at) FILTER (WHERE handed_over_at IS NULL AND outcome = 'waiting') AS longest_since,
  count(judged_ms)::integer AS judged,
  count(*) FILTER (WHERE censored AND judged_ms IS NOT NULL)::integer AS judged_open,
  count(*) FILTER (WHERE judged_ms >= goal_ms)::integer AS missed,
  count(*) FILTER (WHERE judged_ms < promise_ms)::integer AS within_promise,
  percentile_cont(ARRAY[0.5, 0.9, 0.95]) WITHIN GROUP (ORDER BY judged_ms) AS percentiles,
  max(judged_ms) AS worst`;

const WORK = `
  WITH ${VISITS}, pickup AS (SELECT *, handed_over_at IS NOT NULL OR outcome NOT IN ('canceled', 'not_collected') AS came FROM visit)
  SELECT
    coalesce(sum(early_ms) FILTER (WHERE judged_ms IS NOT NULL), 0)::float8 AS early_ms,
    coalesce(sum(short_notice_ms) FILTER (WHERE judged_ms IS NOT NULL), 0)::float8 AS short_notice_ms,
    coalesce(sum(store_ms) FILTER (WHERE judged_ms IS NOT NULL), 0)::float8 AS store_ms,
    count(response_ms)::integer AS responses,
    percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY response_ms) AS response,
    count(walk_ms)::integer AS walks,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY walk_ms) AS walk,
    count(*) FILTER (WHERE came)::integer AS pickups,
    count(*) FILTER (WHERE overtaken AND came)::integer AS overtaken,
    count(*) FILTER (WHERE recalls > 0 AND came)::integer AS recalled,
    count(*) FILTER (WHERE corrections > 0 AND came)::integer AS corrected,
    count(*) FILTER (WHERE arrived_at IS NULL AND came)::integer AS missed_signal,
    count(*) FILTER (WHERE shared_position AND arrived_at IS NOT NULL)::integer AS shared
  FROM pickup`;

interface WorkRow {
  readonly early_ms: number;
  readonly short_notice_ms: number;
  readonly store_ms: number;
  readonly responses: number;
  readonly response: readonly [number, number] | null;
  readonly walks: number;
  readonly walk: number | null;
  readonly pickups: number;
  readonly overtaken: number;
  readonly recalled: number;
  readonly corrected: number;
  readonly missed_signal: number;
  readonly shared: number;
}

/** An error of up to two minutes is a good prediction. */
const PREDICTIONS = `
  WITH ${VISITS}
  SELECT
    count(eta_error_ms)::integer AS predictions,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(eta_error_ms)) AS error,
    avg(eta_error_ms)::float8 AS bias,
    count(*) FILTER (WHERE abs(eta_error_ms) <= 120000)::integer AS good,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY lead_given_ms) FILTER (WHERE eta_error_ms IS NOT NULL) AS made_before,
    count(lead_given_ms)::integer AS alerts,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY lead_given_ms) AS given,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY lead_wanted_ms) FILTER (WHERE lead_given_ms IS NOT NULL) AS wanted,
    count(*) FILTER (WHERE lead_given_ms < lead_wanted_ms)::integer AS too_short
  FROM visit`;

interface PredictionsRow {
  readonly predictions: number;
  readonly error: number | null;
  readonly bias: number | null;
  readonly good: number;
  readonly made_before: number | null;
  readonly alerts: number;
  readonly given: number | null;
  readonly wanted: number | null;
  readonly too_short: number;
}

@Injectable()
export class FiguresRepository {
  /**
   * Prepares the transaction for sorting a year's waits: in memory, and without compiling the query, which takes longer
   * than running it.
   */
  prepare(manager: EntityManager): void {
    pipeline(manager, `SET LOCAL work_mem = '32MB'`);
    pipeline(manager, `SET LOCAL jit = off`);
  }

  /** The waits of all pickups of the period together. */
  async waits(manager: EntityManager, period: Period): Promise<GroupFigures<null>> {
    const [row] = await manager.query<WaitsRow[]>(
      `WITH ${VISITS} SELECT NULL AS key, ${WAITS} FROM visit`,
      visitsOf(period),
    );
    return groupOf(row!, null);
  }

  /** The waits of each group of pickups; those that belong to none are left out. */
  async waitsBy<Key extends string | number>(
    manager: EntityManager,
    period: Period,
    grouping: Grouping,
  ): Promise<GroupFigures<Key>[]> {
    const key = grouping === 'local_day' ? 'local_day::text' : grouping;
    const rows = await manager.query<WaitsRow[]>(
      `WITH ${VISITS} SELECT ${key} AS key, ${WAITS} FROM visit
       WHERE ${grouping} IS NOT NULL GROUP BY ${grouping} ORDER BY ${grouping}`,
      visitsOf(period),
    );
    return rows.map((row) => groupOf(row, row.key as Key));
  }

  /** Response, walk, the parts of the waits, and how many pickups were overtaken, recalled and so on. */
  async work(manager: EntityManager, period: Period): Promise<WorkRow> {
    const [row] = await manager.query<WorkRow[]>(WORK, visitsOf(period));
    return row!;
  }

  /** How good the predicted arrivals were, and the lead times given. */
  async predictions(manager: EntityManager, period: Period): Promise<PredictionsRow> {
    const [row] = await manager.query<PredictionsRow[]>(PREDICTIONS, visitsOf(period));
    return row!;
  }

  /** All figures of the period together. */
  async period(manager: EntityManager, period: Period): Promise<PeriodFigures> {
    const [waits, work, predictions] = await Promise.all([
      this.waits(manager, period),
      this.work(manager, period),
      this.predictions(manager, period),
    ]);
    return figuresOf(waits, work, predictions);
  }
}

function figuresOf(waits: GroupFigures<null>, work: WorkRow, predictions: PredictionsRow): PeriodFigures {
  const ofPickups = (count: number): PeriodFigures['abandoned'] => shareOf(count, work.pickups);
  return {
    handedOver: waits.handed_over,
    wait: waits.wait,
    split: {
      totalMs: work.early_ms + work.short_notice_ms + work.store_ms,
      earlyMs: work.early_ms,
      shortNoticeMs: work.short_notice_ms,
      storeMs: work.store_ms,
    },
    response: {
      n: work.responses,
      medianS: secondsOf(work.response?.[0]),
      p90S: secondsOf(work.response?.[1]),
    },
    walk: { n: work.walks, medianS: secondsOf(work.walk) },
    arrivals: waits.arrivals,
    pickups: work.pickups,
    abandoned: ofPickups(waits.abandoned),
    leftOpen: ofPickups(waits.left_open),
    overtaken: ofPickups(work.overtaken),
    recalled: ofPickups(work.recalled),
    corrected: ofPickups(work.corrected),
    notCollected: shareOf(waits.not_collected, work.pickups + waits.not_collected),
    missedSignal: shareOf(work.missed_signal, waits.handed_over),
    optIn: shareOf(work.shared, waits.arrivals),
    eta: {
      n: predictions.predictions,
      medianErrorS: secondsOf(predictions.error),
      biasS: secondsOf(predictions.bias),
      within2MinPercent: percentOf(predictions.good, predictions.predictions),
      medianMadeBeforeS: secondsOf(predictions.made_before),
    },
    lead: {
      n: predictions.alerts,
      medianGivenS: secondsOf(predictions.given),
      medianWantedS: secondsOf(predictions.wanted),
      tooShortPercent: percentOf(predictions.too_short, predictions.alerts),
    },
  };
}

function groupOf<Key>(
  { key: _, missed, within_promise, percentiles, worst, ...counts }: WaitsRow,
  key: Key,
): GroupFigures<Key> {
  const n = counts.judged;
  const wait = {
    n,
    missed,
    withinGoalPercent: percentOf(n - missed, n),
    withinPromisePercent: percentOf(within_promise, n),
    medianS: secondsOf(percentiles?.[0]),
    p90S: secondsOf(percentiles?.[1]),
    p95S: n < LEAST_FOR_P95 ? null : secondsOf(percentiles?.[2]),
    worstS: secondsOf(worst),
  };
  return { ...counts, key, wait };
}

export const percentOf = (count: number, of: number): number | null => (of === 0 ? null : (100 * count) / of);
const shareOf = (count: number, of: number): PeriodFigures['abandoned'] => ({
  count,
  percent: percentOf(count, of),
});
const secondsOf = (ms: number | null | undefined): number | null => (ms == null ? null : ms / 1000);
