/** What alerts are decided from, read for several stores at once. Waits are those of the figures (`visits.ts`). */
import { Injectable } from '@nestjs/common';
import type { PredictionsSeen, WaitsSeen } from '@curbline/domain/alerts';
import { SHORT_WINDOW_MS } from '@curbline/domain/alerts';
import type { EntityManager } from 'typeorm';
import { addDays, localDay } from '../stats/period.js';
import { VISITS, visitsOf } from '../stats/visits.js';

/** How far back predictions are looked at, ms. */
const PREDICTIONS_MS = 7 * 24 * 3_600_000;

/** The waits of today and of the last half hour, by each store's own calendar, and who waits. $5: the window, seconds. */
const WAITS = `
  WITH ${VISITS}, seen AS (
    SELECT visit.store_id, judged_ms, judged_ms >= goal_ms AS missed, arrived_at,
      handed_over_at IS NULL AND outcome = 'waiting' AS waiting,
      local_day = ($4::timestamptz AT TIME ZONE time_zone)::date AS today,
      coalesce(left_open_at, handed_over_at, $4) > $4::timestamptz - make_interval(secs => $5) AS recent
    FROM visit JOIN store ON store.id = visit.store_id
  )
  SELECT store_id,
    count(judged_ms) FILTER (WHERE recent)::integer AS recent,
    count(*) FILTER (WHERE recent AND missed)::integer AS recent_missed,
    count(judged_ms) FILTER (WHERE today)::integer AS today,
    count(*) FILTER (WHERE today AND missed)::integer AS today_missed,
    count(*) FILTER (WHERE waiting)::integer AS waiting,
    min(arrived_at) FILTER (WHERE waiting) AS waiting_since
  FROM seen GROUP BY store_id`;

interface WaitsRow {
  readonly store_id: string;
  readonly recent: number;
  readonly recent_missed: number;
  readonly today: number;
  readonly today_missed: number;
  readonly waiting: number;
  readonly waiting_since: Date | null;
}

/** How many waits ended on this day of the week in the last four, as a mean of those that had any. */
const USUAL_DAYS = `
  SELECT id AS store_id, (count(*)::float8 / count(DISTINCT local_day)) AS usual
  FROM (SELECT id, time_zone, ($2::timestamptz AT TIME ZONE time_zone)::date AS today FROM store WHERE id = ANY($1)) AS store
  CROSS JOIN generate_series(1, 4) AS week
  JOIN pickup_record record ON record.store_id = store.id AND handed_over_at IS NOT NULL AND store_ms IS NOT NULL
    AND counted_at >= (today - 7 * week)::timestamp AT TIME ZONE time_zone
    AND counted_at < (today - 7 * week + 1)::timestamp AT TIME ZONE time_zone
  GROUP BY id`;

const PREDICTIONS = `
  SELECT store_id, count(*)::integer AS n, avg(prediction_error_ms)::float8 / 1000 AS bias_s,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(prediction_error_ms)) / 1000 AS error_s
  FROM pickup_record
  WHERE store_id = ANY($1) AND counted_at >= $2 AND prediction_error_ms IS NOT NULL
  GROUP BY store_id`;

/** What was read of one store. */
export interface SeenInRows {
  readonly waits: Omit<WaitsSeen, 'objectivePercent'>;
  readonly waiting: number;
  /** Unix ms, as the other instant. */
  readonly waitingSince: number | null;
  readonly lastConnectedAt: number | null;
  readonly predictions: PredictionsSeen;
}

type ByStore<Row> = ReadonlyMap<string, Row>;

@Injectable()
export class AlertsRepository {
  /** @param now Unix ms. @returns for each of the stores what is known of it, nothing included. */
  async read(manager: EntityManager, storeIds: readonly string[], now: number): Promise<ByStore<SeenInRows>> {
    const at = new Date(now);
    // Wherever a store is, its today is one of these three days.
    const utc = localDay(now, 'UTC');
    const period = { storeIds, from: addDays(utc, -1), to: addDays(utc, 1), now };
    const [waits, usual, predictions, boards] = await Promise.all([
      byStore<WaitsRow>(manager, WAITS, [...visitsOf(period), SHORT_WINDOW_MS / 1000]),
      byStore<{ usual: number }>(manager, USUAL_DAYS, [storeIds, at]),
      byStore<{ n: number; bias_s: number; error_s: number }>(manager, PREDICTIONS, [
        storeIds,
        new Date(now - PREDICTIONS_MS),
      ]),
      byStore<{ connected_at: Date }>(
        manager,
        'SELECT store_id, connected_at FROM board_presence WHERE store_id = ANY($1)',
        [storeIds],
      ),
    ]);
    const seen = (storeId: string): SeenInRows => {
      const [counts, predicted] = [waits.get(storeId), predictions.get(storeId)];
      return {
        waits: {
          lastHalfHour: { n: counts?.recent ?? 0, missed: counts?.recent_missed ?? 0 },
          today: { n: counts?.today ?? 0, missed: counts?.today_missed ?? 0 },
          usualDay: usual.get(storeId)?.usual ?? 0,
        },
        waiting: counts?.waiting ?? 0,
        waitingSince: counts?.waiting_since?.getTime() ?? null,
        lastConnectedAt: boards.get(storeId)?.connected_at.getTime() ?? null,
        predictions: {
          n: predicted?.n ?? 0,
          medianErrorS: predicted?.error_s ?? null,
          biasS: predicted?.bias_s ?? null,
        },
      };
    };
    return new Map(storeIds.map((storeId) => [storeId, seen(storeId)]));
  }
}

async function byStore<Row extends object>(
  manager: EntityManager,
  sql: string,
  parameters: unknown[],
): Promise<ByStore<Row>> {
  const rows = await manager.query<(Row & { readonly store_id: string })[]>(sql, parameters);
  return new Map(rows.map((row) => [row.store_id, row]));
}
