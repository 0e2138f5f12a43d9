/** `is_judged` of the view for reports is what the API judges: a wait that was left open only once it is past the goal. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class JudgedPickups1767226910000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE OR REPLACE VIEW pickup_report_view AS
SELECT record.store_id, store.name AS store_name, store.time_zone,
  record.local_day, 1 + record.arrival_hour / 24 AS arrival_weekday, record.arrival_hour % 24 AS arrival_hour,
  record.order_id, record.service, record.outcome, record.evidence, record.counted_at, record.arrived_at,
  record.claimed_at, record.handed_over_at, record.left_open_at,
  record.early_ms, record.short_notice_ms, record.store_ms,
  (record.outcome IN ('handed_over', 'left_open') AND record.store_ms IS NOT NULL
    AND (record.left_open_at IS NULL OR record.store_ms >= store.goal_s * 1000)) AS is_judged,
  store.goal_s * 1000 AS goal_ms, store.promise_s * 1000 AS promise_ms,
  record.response_ms, record.walk_ms, record.lead_given_ms, record.lead_wanted_ms, record.eta_error_ms,
  record.overtaken, record.recalls, record.corrections, record.shared_position
FROM pickup_record record
JOIN store ON store.id = record.store_id;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
