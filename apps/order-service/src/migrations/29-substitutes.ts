/**
 * Another person who collects: a first name and a code with the trip, and by whose code the order was handed over. Of two
 * phones one shares its position, and sessions know whose link opened them: `sharing` of a session is `none` while the
 * other's is live.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Substitutes1767227191000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE trip ADD COLUMN substitute jsonb;
ALTER TABLE trip ADD COLUMN shared_by text NOT NULL DEFAULT 'customer';
ALTER TABLE trip ADD CONSTRAINT trip_shared_by_check CHECK (shared_by IN ('customer', 'substitute'));
ALTER TABLE pickup_order ADD COLUMN collected_by text;
ALTER TABLE pickup_order ADD CONSTRAINT pickup_order_collected_by_check CHECK (collected_by = 'substitute');

CREATE OR REPLACE VIEW customer_session_view AS
SELECT session.store_id, session.token_hash, session.trip_id, session.created_at,
  LEAST(session.expires_at, link.expires_at) AS expires_at,
  link.expires_at AS link_expires_at, link.revoked_at AS link_revoked_at,
  CASE WHEN trip.sharing = 'live' AND trip.shared_by <> link.kind THEN 'none' ELSE trip.sharing END AS sharing,
  trip.closed_at, store.name AS store_name, store.phone AS store_phone, link.kind AS role
FROM customer_session session
JOIN trip_link link ON link.store_id = session.store_id AND link.token_hash = session.link_hash
LEFT JOIN trip ON trip.store_id = session.store_id AND trip.id = session.trip_id
LEFT JOIN store ON store.id = session.store_id;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
