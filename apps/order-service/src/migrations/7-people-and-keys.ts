/**
 * Shop keys expire and say when they were used last; screens say when they were seen last, and their codes have names;
 * people and screens carry a version; the audit trail has entries of the command line and entries that undo another; a
 * store keeps which steps of its set-up were skipped.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PeopleAndKeys1767226940000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE shop_key ADD COLUMN expires_at timestamptz, ADD COLUMN last_used_at timestamptz;

CREATE OR REPLACE VIEW shop_key_view AS
SELECT token_hash, shop_id, name, store_ids, scopes, expires_at, last_used_at FROM shop_key
WHERE revoked_at IS NULL;

CREATE FUNCTION note_shop_key_used(key_hash bytea, at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE shop_key SET last_used_at = at WHERE token_hash = key_hash;
END $$;

ALTER TABLE device ADD COLUMN last_seen_at timestamptz, ADD COLUMN version integer NOT NULL DEFAULT 1;

CREATE OR REPLACE VIEW enrolled_device_view AS
SELECT store_id, id, name, kind, token_hash, last_seen_at FROM device WHERE revoked_at IS NULL;

CREATE OR REPLACE VIEW past_device_token_view AS
SELECT token.store_id, token.token_hash, device.id, device.name, device.kind,
  token.generation > device.generation AS is_newer,
  COALESCE(token.replaced_at, device.rotated_at) AS replaced_at,
  device.last_seen_at
FROM device_token token
JOIN device ON device.store_id = token.store_id AND device.id = token.device_id
WHERE device.token_hash <> token.token_hash AND device.revoked_at IS NULL;

CREATE FUNCTION note_device_seen(device_store text, device_id uuid, at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE device SET last_seen_at = at WHERE store_id = device_store AND id = device_id;
END $$;

ALTER TABLE enrol_code ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid(), ADD COLUMN name text;

ALTER TABLE staff ADD COLUMN version integer NOT NULL DEFAULT 1;

CREATE VIEW manager_session_end_view AS
SELECT session.token_hash, staff.role, staff.disabled_at
FROM manager_session session
JOIN staff ON staff.id = session.staff_id;

ALTER TABLE audit_entry ALTER COLUMN by_staff_id DROP NOT NULL, ALTER COLUMN by_name DROP NOT NULL,
  ADD COLUMN undoes bigint;

ALTER TABLE store ADD COLUMN set_up_skipped text[] NOT NULL DEFAULT '{}';
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
