/** A store may belong to a region; people may reach more stores than their own, by store or by region. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Regions1767226990000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE store ADD COLUMN region text,
  ADD CONSTRAINT store_region_length CHECK (char_length(region) BETWEEN 1 AND 40);

CREATE INDEX store_by_region ON store (region);

CREATE TABLE staff_store (
  staff_id uuid NOT NULL,
  store_id text NOT NULL,
  CONSTRAINT staff_store_pkey PRIMARY KEY (staff_id, store_id),
  CONSTRAINT staff_store_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE CASCADE,
  CONSTRAINT staff_store_store_id_fkey FOREIGN KEY (store_id) REFERENCES store (id) ON DELETE CASCADE
);

CREATE INDEX staff_store_by_store ON staff_store (store_id);

CREATE TABLE staff_region (
  staff_id uuid NOT NULL,
  region text NOT NULL,
  CONSTRAINT staff_region_pkey PRIMARY KEY (staff_id, region),
  CONSTRAINT staff_region_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE CASCADE
);

CREATE INDEX staff_region_by_region ON staff_region (region);

CREATE VIEW staff_reach_view AS
SELECT id AS staff_id, store_id FROM staff WHERE store_id IS NOT NULL
UNION
SELECT staff_id, store_id FROM staff_store
UNION
SELECT staff_region.staff_id, store.id FROM staff_region JOIN store ON store.region = staff_region.region;

CREATE OR REPLACE VIEW manager_session_view AS
SELECT session.token_hash, session.staff_id, staff.name, staff.role, staff.store_id, session.expires_at,
  session.last_acted_at, session.confirmed_at, session.second_factor_at,
  EXISTS (SELECT 1 FROM passkey WHERE passkey.staff_id = staff.id)
    OR EXISTS (SELECT 1 FROM totp WHERE totp.staff_id = staff.id AND totp.confirmed_at IS NOT NULL) AS has_factor,
  CASE WHEN staff.store_id IS NOT NULL THEN ARRAY(
    SELECT reach.store_id FROM staff_reach_view reach WHERE reach.staff_id = staff.id
  ) END AS store_ids,
  ARRAY(SELECT region FROM staff_region WHERE staff_region.staff_id = staff.id ORDER BY 1) AS regions
FROM manager_session session
JOIN staff ON staff.id = session.staff_id AND staff.disabled_at IS NULL AND staff.role IN ('manager', 'admin')
WHERE session.ended_at IS NULL;

CREATE OR REPLACE VIEW staff_session_view AS
SELECT session.store_id, session.token_hash, session.staff_id, session.device_id, staff.name, staff.role,
  session.expires_at, session.last_acted_at
FROM staff_session session
JOIN staff ON staff.id = session.staff_id AND staff.disabled_at IS NULL AND (
  staff.store_id IS NULL OR staff.store_id = session.store_id OR EXISTS (
    SELECT 1 FROM staff_reach_view reach
    WHERE reach.staff_id = session.staff_id AND reach.store_id = session.store_id
  )
)
JOIN device ON device.store_id = session.store_id AND device.id = session.device_id AND device.revoked_at IS NULL
WHERE session.ended_at IS NULL;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
