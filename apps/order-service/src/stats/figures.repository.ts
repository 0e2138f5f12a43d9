/**
 * The figures of a period, in one reading of its rows for all pickups together and in one for all the groups that are asked
 * for. Percentiles are of the pickups' own rows; they are never put together from other percentiles.
 */
import { Injectable } from '@nestjs/common';
import { LEAST_FOR_P95, type PeriodFigures, type WaitFigures } from '@curbline/contracts/http';
import { pipeline } from '@curbline/database';
import type { EntityManager } from 'typeorm';
import { type Grouping, groupsQuery, type KeyOf } from './groups-query.js';
import type { Period } from './period.js';
import { ABANDONED, CAME, VISITS, visitsOf } from './visits.js';

interface Counts {
  readonly handed_over: number;
  readonly arrivals: number;
  readonly abandoned: number;
  readonly not_collected: number;
  readonly left_open: number;
  readonly judged: number;
  readonly judged_open: number;
}

interface WaitsRow extends Counts {
  readonly missed: number;
  readonly within_promise: number;
  readonly percentiles: readonly [number, number, number] | null;
  readonly worst: number | null;
}

/** Who waits at this moment. */
interface Waiting {
  readonly waiting: number;
  readonly longest_since: Date | null;
}

/** The waits of some pickups, and how many came and ended how. */
export interface WaitsOf extends Counts {
  readonly wait: WaitFigures;
}

/** Those of a group. */
export interface GroupFigures<Key = string> extends WaitsOf {
  readonly key: Key;
}

const WAITS = `
  count(handed_over_at)::integer AS handed_over,
  count(arrived_at)::integer AS arrivals,
  count(*) FILTER (WHERE ${ABANDONED})::integer AS abandoned,
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

/** Besides the waits, of all pickups of the period: work and predictions. An error of up to two minutes is a good one. */
const PERIOD = `
  WITH ${VISITS}, pickup AS (SELECT *, ${CAME} AS came FROM visit)
  SELECT ${WAITS},
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
    count(*) FILTER (WHERE shared_position AND arrived_at IS NOT NULL)::integer AS shared,
    count(prediction_error_ms)::integer AS predictions,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(prediction_error_ms)) AS error,
    avg(prediction_error_ms)::float8 AS bias,
    count(*) FILTER (WHERE abs(prediction_error_ms) <= 120000)::integer AS good,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY prediction_made_before_ms) AS made_before,
    count(lead_given_ms)::integer AS alerts,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY lead_given_ms) AS given,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY lead_wanted_ms) FILTER (WHERE lead_given_ms IS NOT NULL) AS wanted,
    count(*) FILTER (WHERE lead_given_ms < lead_wanted_ms)::integer AS too_short
  FROM pickup`;

interface PeriodRow extends WaitsRow {
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

/** The groups of each grouping. */
type Groups<By extends Grouping> = { readonly [Each in By]: GroupFigures<KeyOf[Each]>[] };

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
  async waits(manager: EntityManager, period: Period): Promise<WaitsOf & Waiting> {
    const sql = `WITH ${VISITS} SELECT ${WAITS} FROM visit`;
    const [row] = await manager.query<(WaitsRow & Waiting)[]>(sql, visitsOf(period));
    return waitsOf(row!);
  }

  /** The waits of each group of pickups, in the order of their keys; those that belong to none are left out. */
  async waitsBy<By extends Grouping>(
    manager: EntityManager,
    period: Period,
    groupings: readonly By[],
  ): Promise<Groups<By>> {
    const [found] = await manager.query<Record<By, (WaitsRow & { readonly key: never })[]>[]>(
      groupsQuery(groupings),
      visitsOf(period),
    );
    return Object.fromEntries(groupings.map((by) => [by, found![by].map(waitsOf)])) as unknown as Groups<By>;
  }

  /** All figures of the period together. */
  async period(manager: EntityManager, period: Period): Promise<PeriodFigures> {
    const [row] = await manager.query<PeriodRow[]>(PERIOD, visitsOf(period));
    return figuresOf(row!);
  }
}

function figuresOf(row: PeriodRow): PeriodFigures {
  const { wait } = waitsOf(row);
  const ofPickups = (count: number): PeriodFigures['abandoned'] => shareOf(count, row.pickups);
  return {
    handedOver: row.handed_over,
    wait,
    split: {
      totalMs: row.early_ms + row.short_notice_ms + row.store_ms,
      earlyMs: row.early_ms,
      shortNoticeMs: row.short_notice_ms,
      storeMs: row.store_ms,
    },
    response: {
      n: row.responses,
      medianS: secondsOf(row.response?.[0]),
      p90S: secondsOf(row.response?.[1]),
    },
    walk: { n: row.walks, medianS: secondsOf(row.walk) },
    arrivals: row.arrivals,
    pickups: row.pickups,
    abandoned: ofPickups(row.abandoned),
    leftOpen: ofPickups(row.left_open),
    overtaken: ofPickups(row.overtaken),
    recalled: ofPickups(row.recalled),
    corrected: ofPickups(row.corrected),
    notCollected: shareOf(row.not_collected, row.pickups + row.not_collected),
    missedSignal: shareOf(row.missed_signal, row.handed_over),
    optIn: shareOf(row.shared, row.arrivals),
    eta: {
      n: row.predictions,
      medianErrorS: secondsOf(row.error),
      biasS: secondsOf(row.bias),
      within2MinPercent: percentOf(row.good, row.predictions),
      medianMadeBeforeS: secondsOf(row.made_before),
    },
    lead: {
      n: row.alerts,
      medianGivenS: secondsOf(row.given),
      medianWantedS: secondsOf(row.wanted),
      tooShortPercent: percentOf(row.too_short, row.alerts),
    },
  };
}

function waitsOf<Row extends WaitsRow>({ missed, within_promise, percentiles, worst, ...rest }: Row) {
  const n = rest.judged;
  const wait: WaitFigures = {
    n,
    missed,
    withinGoalPercent: percentOf(n - missed, n),
    withinPromisePercent: percentOf(within_promise, n),
    medianS: secondsOf(percentiles?.[0]),
    p90S: secondsOf(percentiles?.[1]),
    p95S: n < LEAST_FOR_P95 ? null : secondsOf(percentiles?.[2]),
    worstS: secondsOf(worst),
  };
  return { ...rest, wait };
}

export const percentOf = (count: number, of: number): number | null => (of === 0 ? null : (100 * count) / of);
export const shareOf = (count: number, of: number): PeriodFigures['abandoned'] => ({
  count,
  percent: percentOf(count, of),
});
const secondsOf = (ms: number | null | undefined): number | null => (ms == null ? null : ms / 1000);
