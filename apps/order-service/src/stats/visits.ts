/** The pickups of a period, as the one definition in SQL that every figure, list and export reads. */
import type { Period } from './period.js';

const between = (start: string, end: string): string =>
  `least(2147483647, greatest(0, 1000 * extract(epoch FROM ${end} - ${start})))::integer`;

/**
 * `visit`: the records of $1 stores from $2 to $3 (days of each store's calendar), with the waits that are open at $4
 * when that is in the range, as long as they have lasted; an open wait counts on the day of $4.
 *
 *   judged_ms  what goal and promise judge: the store's part of a wait that ended with the hand-over. A wait that is
 *              open, or was left open, lasted at least so long: it is judged once that is past the goal, and says
 *              nothing before; counting it either way would flatter or scold
 *   censored   such a wait
 *
 * What was handed over is found by its instant and not by its outcome, here and in the figures: nearly all pickups
 * are, and over a year the comparisons of text would take longer than all else.
 */
export const VISITS = `visit AS (
  SELECT record.store_id, order_id, service, outcome, evidence, counted_at, local_day, arrival_hour, arrived_at,
    claimed_at, handed_over_at, left_open_at, early_ms, short_notice_ms, store_ms, response_ms, walk_ms, lead_given_ms,
    lead_wanted_ms, prediction_error_ms, prediction_made_before_ms, overtaken, recalls, corrections, shared_position,
    goal_ms, promise_ms,
    left_open_at IS NOT NULL AS censored,
    CASE
      WHEN left_open_at IS NULL THEN CASE WHEN handed_over_at IS NOT NULL THEN store_ms END
      WHEN outcome IN ('handed_over', 'left_open') AND store_ms >= goal_ms THEN store_ms
    END AS judged_ms
  FROM (SELECT id, goal_s * 1000 AS goal_ms, promise_s * 1000 AS promise_ms,
          $2::date::timestamp AT TIME ZONE time_zone AS begins, ($3::date + 1)::timestamp AT TIME ZONE time_zone AS ends
        FROM store WHERE id = ANY($1)) AS store
  JOIN pickup_record record ON record.store_id = store.id AND counted_at >= begins AND counted_at < ends
  WHERE handed_over_at IS NOT NULL OR outcome <> 'waiting'
  UNION ALL
  SELECT record.store_id, order_id, service, outcome, evidence, counted_at, today, arrival_hour, arrived_at,
    claimed_at, handed_over_at, left_open_at, early, total - early - at_store, at_store, response_ms, walk_ms,
    lead_given_ms, lead_wanted_ms, prediction_error_ms, prediction_made_before_ms, overtaken, recalls, corrections,
    shared_position, goal_ms, promise_ms,
    true, CASE WHEN at_store >= goal_ms THEN at_store END
  FROM (SELECT id, goal_s * 1000 AS goal_ms, promise_s * 1000 AS promise_ms,
          ($4::timestamptz AT TIME ZONE time_zone)::date AS today
        FROM store WHERE id = ANY($1)) AS store
  JOIN pickup_record record ON record.store_id = store.id AND outcome = 'waiting' AND today BETWEEN $2::date AND $3::date,
  LATERAL (SELECT ${between('arrived_at', '$4::timestamptz')} AS total) AS whole,
  LATERAL (SELECT least(total, ${between('arrived_at', 'early_until')}) AS early,
      ${between('store_from', '$4::timestamptz')} AS at_store) AS part
)`;

/** Of a `visit`: the customer came, or the order was handed over without an arrival. */
export const CAME = `(handed_over_at IS NOT NULL OR outcome NOT IN ('canceled', 'not_collected'))`;

/** Of a `visit`: the customer came, then left or canceled without the order. */
export const ABANDONED = `(handed_over_at IS NULL AND outcome = 'abandoned')`;

/** The parameters of {@link VISITS}. */
export const visitsOf = ({ storeIds, from, to, now }: Period): unknown[] => [
  storeIds,
  from,
  to,
  new Date(now),
];
