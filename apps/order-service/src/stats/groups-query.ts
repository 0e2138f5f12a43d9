/** The waits of groups of pickups, whatever number of groupings, from one reading of the rows. */
import type { Day } from '@curbline/contracts/http';
import type { Evidence, Service } from '@curbline/contracts/ids';
import { VISITS } from './visits.js';

/** By what the waits can be grouped, with what names a group. `arrival_hour` is that of the week: 0 is Monday from 0 to 1 h. */
export interface KeyOf {
  readonly local_day: Day;
  readonly arrival_hour: number;
  readonly service: Service;
  readonly evidence: Evidence;
  readonly store_id: string;
}
export type Grouping = keyof KeyOf;

/**
 * What groups are made of: one reading of the rows, narrow, and in the order of the waits. So each group gathers its waits
 * in order, and sorting them once more, which makes certain of it, finds nothing to do.
 */
const PICKED = `picked AS MATERIALIZED (
  SELECT store_id, local_day, arrival_hour, service, evidence, judged_ms, censored,
    judged_ms >= goal_ms AS missed, judged_ms < promise_ms AS kept,
    arrived_at IS NOT NULL AS arrived, CASE WHEN handed_over_at IS NULL THEN outcome END AS not_handed_over,
    left_open_at IS NOT NULL AND outcome IN ('handed_over', 'left_open') AS left_open
  FROM visit ORDER BY judged_ms)`;

/** The value at a share of the sorted waits, between two of them where it falls there: that of `percentile_cont`. */
const percentileOf = (share: number): string => {
  const place = `${share}::float8 * (judged - 1)`;
  const [below, above] = [`sorted[1 + floor(${place})::integer]`, `sorted[1 + ceil(${place})::integer]`];
  return `${below} + (${place} - floor(${place})) * (${above} - ${below})`;
};

const groupsBy = (grouping: Grouping): string => `(
  SELECT coalesce(jsonb_agg(to_jsonb(found) ORDER BY key), '[]') FROM (
    SELECT key, handed_over, arrivals, abandoned, not_collected, left_open, judged, judged_open, missed, within_promise,
      CASE WHEN judged > 0 THEN ARRAY[${[0.5, 0.9, 0.95].map(percentileOf).join(', ')}] END AS percentiles,
      sorted[judged] AS worst
    FROM (
      SELECT ${grouping} AS key,
        count(*) FILTER (WHERE not_handed_over IS NULL)::integer AS handed_over,
        count(*) FILTER (WHERE arrived)::integer AS arrivals,
        count(*) FILTER (WHERE not_handed_over = 'abandoned')::integer AS abandoned,
        count(*) FILTER (WHERE not_handed_over = 'not_collected')::integer AS not_collected,
        count(*) FILTER (WHERE left_open)::integer AS left_open,
        count(judged_ms)::integer AS judged,
        count(*) FILTER (WHERE censored AND judged_ms IS NOT NULL)::integer AS judged_open,
        count(*) FILTER (WHERE missed)::integer AS missed,
        count(*) FILTER (WHERE kept)::integer AS within_promise,
        array_agg(judged_ms) FILTER (WHERE judged_ms IS NOT NULL) AS waits
      FROM picked WHERE ${grouping} IS NOT NULL GROUP BY ${grouping}
    ) AS grouped,
    LATERAL (SELECT array_agg(ms ORDER BY ms) AS sorted FROM unnest(waits) AS wait(ms)) AS ordered
  ) AS found) AS ${grouping}`;

/** One row, with an array of groups for each grouping. Parameters of {@link VISITS}. */
export const groupsQuery = (groupings: readonly Grouping[]): string =>
  `WITH ${VISITS}, ${PICKED} SELECT ${groupings.map(groupsBy).join(', ')}`;
