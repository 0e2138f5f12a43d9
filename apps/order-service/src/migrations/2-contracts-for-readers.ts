/**
 * What libs/access and geofence-service read of this service's tables, as views, and the one thing that libs/access
 * writes, as functions. They are a contract: the tables behind them may change, these may only grow.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ContractsForReaders1767226880000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE VIEW store_premises_view AS
SELECT id AS store_id, version, lead_s, premises, entrance FROM store;

CREATE VIEW bay_position_view AS
SELECT store_id, ordinal, position FROM bay;

CREATE VIEW trip_link_end_view AS
SELECT store_id, trip_id, token_hash, expires_at, revoked_at FROM trip_link;

CREATE VIEW customer_session_view AS
SELECT session.store_id, session.token_hash, session.trip_id, session.created_at,
  LEAST(session.expires_at, link.expires_at) AS expires_at,
  link.expires_at AS link_expires_at, link.revoked_at AS link_revoked_at,
  trip.sharing, trip.closed_at, store.name AS store_name, store.phone AS store_phone
FROM customer_session session
JOIN trip_link link ON link.store_id = session.store_id AND link.token_hash = session.link_hash
LEFT JOIN trip ON trip.store_id = session.store_id AND trip.id = session.trip_id
LEFT JOIN store ON store.id = session.store_id;

CREATE VIEW enrolled_device_view AS
SELECT store_id, id, name, kind, token_hash FROM device WHERE revoked_at IS NULL;

CREATE VIEW past_device_token_view AS
SELECT token.store_id, token.token_hash, device.id, device.name, device.kind,
  token.generation > device.generation AS is_newer,
  COALESCE(token.replaced_at, device.rotated_at) AS replaced_at
FROM device_token token
JOIN device ON device.store_id = token.store_id AND device.id = token.device_id
WHERE device.token_hash <> token.token_hash AND device.revoked_at IS NULL;

CREATE VIEW staff_session_view AS
SELECT session.store_id, session.token_hash, session.staff_id, session.device_id, staff.name, staff.role,
  session.expires_at, session.last_acted_at
FROM staff_session session
JOIN staff ON staff.id = session.staff_id AND staff.disabled_at IS NULL
  AND (staff.store_id IS NULL OR staff.store_id = session.store_id)
JOIN device ON device.store_id = session.store_id AND device.id = session.device_id AND device.revoked_at IS NULL
WHERE session.ended_at IS NULL;

CREATE VIEW manager_session_view AS
SELECT session.token_hash, session.staff_id, staff.name, staff.role, staff.store_id, session.expires_at,
  session.last_acted_at, session.confirmed_at, session.second_factor_at,
  (EXISTS (SELECT 1 FROM passkey WHERE passkey.staff_id = staff.id)
    OR EXISTS (SELECT 1 FROM totp WHERE totp.staff_id = staff.id AND totp.confirmed_at IS NOT NULL)) AS has_factor
FROM manager_session session
JOIN staff ON staff.id = session.staff_id AND staff.disabled_at IS NULL AND staff.role IN ('manager', 'admin')
WHERE session.ended_at IS NULL;

CREATE VIEW shop_key_view AS
SELECT token_hash, shop_id, name, store_ids FROM shop_key WHERE revoked_at IS NULL;

CREATE FUNCTION note_staff_acted(session_store text, session_hash bytea, at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE staff_session SET last_acted_at = at WHERE store_id = session_store AND token_hash = session_hash;
END $$;

CREATE FUNCTION note_manager_acted(session_hash bytea, at timestamptz) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE manager_session SET last_acted_at = at WHERE token_hash = session_hash;
END $$;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
