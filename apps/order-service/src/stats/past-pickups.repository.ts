/** The pickups behind the figures, read from the same rows and by the same definition (`visits.ts`). */
import { Injectable } from '@nestjs/common';
import type { PickupRow, PickupsQuery } from '@curbline/contracts/http';
import type { EntityManager } from 'typeorm';
import type { Period } from './period.js';
import { VISITS, visitsOf } from './visits.js';

/** What a list may be narrowed to. */
export type PickupFilters = Pick<
  PickupsQuery,
  'outcome' | 'service' | 'evidence' | 'weekday' | 'hour' | 'mark'
>;

const MARKS: Readonly<Record<NonNullable<PickupFilters['mark']>, string>> = {
  judged: 'judged_ms IS NOT NULL',
  missed_goal: 'judged_ms >= goal_ms',
  missed_promise: 'judged_ms >= promise_ms',
  overtaken: 'overtaken',
  recalled: 'recalls > 0',
  corrected: 'corrections > 0',
  left_open: `left_open_at IS NOT NULL AND outcome IN ('handed_over', 'left_open')`,
  missed_signal: `outcome = 'handed_over' AND arrived_at IS NULL`,
  early: 'early_ms > 0',
  short_notice: 'short_notice_ms > 0',
  shared_position: 'arrived_at IS NOT NULL AND shared_position',
};

/** Parameters $5 to $9. */
const FILTER = `($5::text IS NULL OR outcome = $5) AND ($6::text IS NULL OR service = $6)
  AND ($7::text IS NULL OR evidence = $7)
  AND ($8::integer IS NULL OR arrival_hour / 24 = $8 - 1) AND ($9::integer IS NULL OR arrival_hour % 24 = $9)`;

/** Later pages begin after a row with a smaller key, or with the same and a smaller id. */
const KEYS = {
  newest: `(extract(epoch FROM counted_at) * 1000)::bigint`,
  longest: 'coalesce(store_ms, -1)::bigint',
} as const;

interface Row {
  readonly total: number;
  readonly key: string;
  readonly order_id: string;
  readonly short_code: string | null;
  readonly service: PickupRow['service'];
  readonly outcome: PickupRow['outcome'];
  readonly evidence: PickupRow['evidence'];
  readonly counted_at: Date;
  readonly arrived_at: Date | null;
  readonly claimed_at: Date | null;
  readonly handed_over_at: Date | null;
  readonly left_open_at: Date | null;
  readonly early_ms: number | null;
  readonly short_notice_ms: number | null;
  readonly store_ms: number | null;
  readonly response_ms: number | null;
  readonly walk_ms: number | null;
  readonly lead_given_ms: number | null;
  readonly lead_wanted_ms: number;
  readonly prediction_error_ms: number | null;
  readonly overtaken: boolean;
  readonly recalls: number;
  readonly corrections: number;
  readonly shared_position: boolean;
}

export interface PageWish {
  readonly sort: PickupsQuery['sort'];
  readonly limit: number;
  readonly page?: string | undefined;
}

@Injectable()
export class PastPickupsRepository {
  /** @returns how many pickups there are, whatever page is read. */
  async count(manager: EntityManager, period: Period, filters: PickupFilters): Promise<number> {
    const [found] = await manager.query<{ total: number }[]>(
      `WITH ${VISITS} SELECT count(*)::integer AS total FROM visit WHERE ${conditionOf(filters)}`,
      [...visitsOf(period), ...valuesOf(filters)],
    );
    return found?.total ?? 0;
  }

  /** One page, and the token of the next; null when this is the last. */
  async page(
    manager: EntityManager,
    period: Period,
    filters: PickupFilters,
    { sort, limit, page }: PageWish,
  ): Promise<{ pickups: PickupRow[]; nextPage: string | null }> {
    const [key, id] = page?.split('.') ?? [null, null];
    const rows = await manager.query<Row[]>(
      `WITH ${VISITS}, found AS (
         SELECT *, ${KEYS[sort]} AS key FROM visit WHERE ${conditionOf(filters)}
       ), page AS (
         SELECT * FROM found WHERE $10::bigint IS NULL OR (key, order_id) < ($10, $11::uuid)
         ORDER BY key DESC, order_id DESC LIMIT $12
       )
       SELECT page.*, placed.short_code FROM page
       LEFT JOIN pickup_order placed ON placed.store_id = page.store_id AND placed.id = page.order_id
       ORDER BY key DESC, page.order_id DESC`,
      [...visitsOf(period), ...valuesOf(filters), key, id, limit + 1],
    );
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return {
      pickups: rows.slice(0, limit).map(toPickupRow),
      nextPage: last ? `${last.key}.${last.order_id}` : null,
    };
  }

  /** One pickup, or undefined when the statistics know none. @param now Unix ms */
  async find(
    manager: EntityManager,
    storeId: string,
    orderId: string,
    now: number,
  ): Promise<PickupRow | undefined> {
    const [placed] = await manager.query<{ day: string }[]>(
      `SELECT CASE WHEN outcome = 'waiting' THEN ($3::timestamptz AT TIME ZONE time_zone)::date ELSE local_day END::text AS day
       FROM pickup_record JOIN store ON store.id = store_id WHERE store_id = $1 AND order_id = $2`,
      [storeId, orderId, new Date(now)],
    );
    if (!placed) return undefined;
    const [row] = await manager.query<Row[]>(
      `WITH ${VISITS} SELECT visit.*, placed.short_code FROM visit
       LEFT JOIN pickup_order placed ON placed.store_id = visit.store_id AND placed.id = visit.order_id
       WHERE order_id = $5`,
      [...visitsOf({ storeIds: [storeId], from: placed.day, to: placed.day, now }), orderId],
    );
    return row && toPickupRow(row);
  }
}

const conditionOf = ({ mark }: PickupFilters): string => (mark ? `${FILTER} AND (${MARKS[mark]})` : FILTER);

const valuesOf = ({ outcome, service, evidence, weekday, hour }: PickupFilters): unknown[] => [
  outcome ?? null,
  service ?? null,
  evidence ?? null,
  weekday ?? null,
  hour ?? null,
];

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

function toPickupRow(row: Row): PickupRow {
  const { early_ms: earlyMs, short_notice_ms: shortNoticeMs, store_ms: storeMs } = row;
  return {
    orderId: row.order_id,
    shortCode: row.short_code,
    service: row.service,
    outcome: row.outcome,
    countedAt: row.counted_at.toISOString(),
    evidence: row.evidence,
    arrivedAt: iso(row.arrived_at),
    claimedAt: iso(row.claimed_at),
    handedOverAt: iso(row.handed_over_at),
    leftOpenAt: iso(row.left_open_at),
    wait:
      earlyMs === null || shortNoticeMs === null || storeMs === null
        ? null
        : { totalMs: earlyMs + shortNoticeMs + storeMs, earlyMs, shortNoticeMs, storeMs },
    responseMs: row.response_ms,
    walkMs: row.walk_ms,
    overtaken: row.overtaken,
    recalls: row.recalls,
    corrections: row.corrections,
    sharedPosition: row.shared_position,
    etaErrorMs: row.prediction_error_ms,
    leadGivenMs: row.lead_given_ms,
    leadWantedMs: row.lead_wanted_ms,
  };
}
