/**
 * What notification-service needs of this service for webhooks: the shops' own numbers of orders, as a view; and what is
 * noted of changes to endpoints, as functions.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1767227014000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE VIEW webhook_order_view AS
SELECT store_id, id AS order_id, trip_id, state, short_code, reference, external_id FROM pickup_order;

CREATE VIEW webhook_store_view AS
SELECT id AS store_id, lead_s FROM store;

CREATE FUNCTION note_audit(of_store text, at timestamptz, by_staff uuid, name text, address text, what text,
  about text, differences jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_entry (store_id, occurred_at, by_staff_id, by_name, address_hash, action, subject, changes)
  VALUES (of_store, at, by_staff, name, address, what, about, differences);
END $$;

CREATE FUNCTION notify_managers(of_stores text[], what text, by_whom text, at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO account_notice (id, staff_id, kind, by_name, occurred_at)
  SELECT gen_random_uuid(), staff.id, what, by_whom, at FROM staff
  WHERE staff.disabled_at IS NULL AND staff.role IN ('manager', 'admin')
    AND (staff.store_id IS NULL
      OR staff.id IN (SELECT staff_id FROM staff_reach_view WHERE store_id = ANY (of_stores)));
END $$;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
