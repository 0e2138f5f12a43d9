/** `rebuild_pickup_records` finds the service of an order on cards of the log under its name and its former one. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ServicesInTheLog1767227130000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE OR REPLACE FUNCTION rebuild_pickup_records(only_store text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  CREATE TEMPORARY TABLE rebuilt ON COMMIT DROP AS
  WITH told AS (
    SELECT event.store_id, event.entity_id::uuid AS order_id, event.seq, event.type, event.occurred_at AS at,
      coalesce(card ->> 'service', card ->> 'pickupType') AS service,
      card #>> '{order,state}' AS order_state,
      card #>> '{trip,state}' AS trip_state,
      card #>> '{trip,sharing}' IN ('live', 'stopped') AS shared_position,
      jsonb_typeof(card -> 'arrival') = 'object' AS has_arrival,
      (card #>> '{arrival,confirmed}')::boolean AS confirmed,
      card #>> '{arrival,evidence}' AS evidence,
      (card #>> '{arrival,occurredAt}')::timestamptz AS arrived_at,
      (card #>> '{arrival,decidedAt}')::timestamptz AS decided_at,
      NULLIF((card #>> '{order,claimedAt}')::timestamptz, (card #>> '{order,handedOverAt}')::timestamptz) AS claimed_at,
      (card #>> '{order,handedOverAt}')::timestamptz AS handed_over_at,
      (card #>> '{trip,leftOpenAt}')::timestamptz AS left_open_at,
      (card #>> '{trip,departedAt}')::timestamptz AS departed_at,
      (card #>> '{trip,approachingAt}')::timestamptz AS approaching_at,
      (card #>> '{trip,expectedAt}')::timestamptz AS expected_at,
      (card #>> '{arrival,predicted,madeAt}')::timestamptz AS predicted_made_at,
      (card #>> '{arrival,predicted,arrivalAt}')::timestamptz AS predicted_at,
      (card #>> '{trip,firstSignAt}')::timestamptz AS first_sign_at,
      (card #>> '{window,from}')::timestamptz AS window_from,
      (card #>> '{order,recalls}')::integer AS recalls,
      (card ->> 'corrections')::integer AS corrections
    FROM store_event AS event, LATERAL (SELECT event.payload -> 'card' AS card) AS payload
    WHERE event.payload ? 'card' AND (only_store IS NULL OR event.store_id = only_store)
      AND event.type IN ('trip_arrived', 'arrival_corrected', 'arrival_questioned', 'arrival_confirmed',
        'arrival_withdrawn', 'trip_departed', 'trip_returned', 'trip_left_open', 'order_handed_over', 'order_recalled',
        'order_canceled', 'order_not_collected', 'order_reopened', 'window_changed', 'details_changed', 'left_other_store')
  ), effective AS (
    SELECT *,
      CASE
        WHEN order_state = 'handed_over' THEN 'handed_over'
        WHEN confirmed IS NOT TRUE THEN CASE WHEN order_state IN ('canceled', 'not_collected') THEN order_state END
        WHEN left_open_at IS NOT NULL AND order_state <> 'canceled' THEN 'left_open'
        WHEN order_state IN ('canceled', 'not_collected') OR trip_state = 'departed' THEN 'abandoned'
        WHEN trip_state = 'arrived' THEN 'waiting'
      END AS outcome
    FROM told
    WHERE CASE
      WHEN order_state = 'handed_over'
        THEN type = 'order_handed_over' OR (type = 'arrival_corrected' AND decided_at <= handed_over_at)
      WHEN order_state IN ('canceled', 'not_collected') THEN type IN ('order_canceled', 'order_not_collected')
      WHEN type IN ('details_changed', 'left_other_store') THEN has_arrival
      ELSE type NOT IN ('order_handed_over', 'order_canceled', 'order_not_collected')
    END
  ), weighed AS (
    -- A visit that was abandoned or left open outlasts what tells of no other visit.
    SELECT *, confirmed IS NOT TRUE AND outcome IS DISTINCT FROM 'handed_over' AND type <> 'arrival_withdrawn' AS weak
    FROM effective
  ), newest AS (
    SELECT DISTINCT ON (store_id, order_id) * FROM weighed ORDER BY store_id, order_id, seq DESC
  ), newest_visit AS (
    SELECT DISTINCT ON (store_id, order_id) * FROM weighed WHERE NOT weak ORDER BY store_id, order_id, seq DESC
  ), standing AS (
    SELECT newest.* FROM newest LEFT JOIN newest_visit AS visit USING (store_id, order_id)
    WHERE NOT newest.weak OR visit.outcome IS NULL OR visit.outcome NOT IN ('abandoned', 'left_open')
    UNION ALL
    SELECT visit.* FROM newest_visit AS visit JOIN newest USING (store_id, order_id)
    WHERE newest.weak AND visit.outcome IN ('abandoned', 'left_open')
  )
  SELECT * FROM standing;

  DELETE FROM pickup_record record USING rebuilt
  WHERE record.store_id = rebuilt.store_id AND record.order_id = rebuilt.order_id;

  INSERT INTO pickup_record (store_id, order_id, service, outcome, counted_at, local_day, arrival_hour,
    evidence, shared_position, arrived_at, claimed_at, handed_over_at, left_open_at, early_until, store_from, early_ms, short_notice_ms, store_ms, response_ms,
    walk_ms, lead_given_ms, lead_wanted_ms, eta_error_ms, prediction_error_ms, prediction_made_before_ms, overtaken, recalls, corrections)
  SELECT told.store_id, told.order_id, told.service, told.outcome, counted_at,
    (counted_at AT TIME ZONE store.time_zone)::date,
    CASE WHEN came THEN hour_of_week(told.arrived_at AT TIME ZONE store.time_zone) END,
    CASE WHEN came THEN told.evidence END, told.shared_position, CASE WHEN came THEN told.arrived_at END,
    told.claimed_at, told.handed_over_at, CASE WHEN came THEN told.left_open_at END, early_until, store_from,
    early, total - early - at_store, at_store,
    CASE WHEN came AND told.left_open_at IS NULL AND told.claimed_at IS NOT NULL
      THEN least(2147483647, greatest(0, 1000 * extract(epoch FROM told.claimed_at - told.arrived_at))) END,
    CASE WHEN (NOT came OR told.left_open_at IS NULL) AND told.claimed_at IS NOT NULL AND told.handed_over_at IS NOT NULL
      THEN least(2147483647, greatest(0, 1000 * extract(epoch FROM told.handed_over_at - told.claimed_at))) END,
    CASE WHEN came AND told.approaching_at IS NOT NULL
      THEN least(2147483647, greatest(0, 1000 * extract(epoch FROM told.arrived_at - told.approaching_at))) END,
    1000 * store.lead_s,
    CASE WHEN came AND told.approaching_at IS NOT NULL AND told.expected_at IS NOT NULL
      THEN greatest(-2147483647, least(2147483647, 1000 * extract(epoch FROM told.expected_at - told.arrived_at))) END,
    CASE WHEN came AND told.predicted_at IS NOT NULL
      THEN greatest(-2147483647, least(2147483647, 1000 * extract(epoch FROM told.predicted_at - told.arrived_at))) END,
    CASE WHEN came AND told.predicted_made_at IS NOT NULL
      THEN greatest(-2147483647, least(2147483647, 1000 * extract(epoch FROM told.arrived_at - told.predicted_made_at))) END,
    false, told.recalls, told.corrections
  FROM rebuilt AS told
  JOIN store ON store.id = told.store_id,
  LATERAL (SELECT told.confirmed IS TRUE AS came) AS visit,
  LATERAL (SELECT CASE WHEN came THEN greatest(told.arrived_at, told.window_from) END AS early_until) AS early_part,
  LATERAL (SELECT early_until + least(make_interval(secs => store.lead_s), greatest(interval '0',
    coalesce(told.first_sign_at, told.arrived_at) + make_interval(secs => store.lead_s) - early_until)) AS store_from) AS notice,
  LATERAL (SELECT CASE
      WHEN came AND (told.left_open_at IS NOT NULL OR told.outcome = 'waiting') THEN told.arrived_at
      WHEN told.outcome = 'abandoned' THEN coalesce(told.departed_at, told.at)
      ELSE coalesce(told.handed_over_at, told.at)
    END AS counted_at) AS day,
  LATERAL (SELECT CASE WHEN came AND told.outcome <> 'waiting'
      THEN coalesce(told.left_open_at, told.handed_over_at, told.departed_at, told.at) END AS ended_at) AS ending,
  LATERAL (SELECT least(2147483647, greatest(0, 1000 * extract(epoch FROM ended_at - told.arrived_at)))::integer AS total) AS whole,
  LATERAL (SELECT CASE WHEN ended_at IS NOT NULL THEN least(total, 1000 * extract(epoch FROM early_until - told.arrived_at))::integer END AS early,
    CASE WHEN ended_at IS NOT NULL THEN least(2147483647, greatest(0, 1000 * extract(epoch FROM ended_at - store_from)))::integer END AS at_store) AS parts
  WHERE told.outcome IS NOT NULL;

  UPDATE pickup_record record SET overtaken = true
  FROM rebuilt
  WHERE record.store_id = rebuilt.store_id AND record.order_id = rebuilt.order_id
    AND EXISTS (
      SELECT 1 FROM pickup_record other
      WHERE other.store_id = record.store_id AND other.order_id <> record.order_id AND other.outcome = 'handed_over'
        AND other.left_open_at IS NULL AND other.counted_at > record.arrived_at
        AND other.counted_at < coalesce(record.left_open_at, record.handed_over_at, record.counted_at)
        AND other.arrived_at > record.arrived_at);

  DROP TABLE rebuilt;
END $$;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
