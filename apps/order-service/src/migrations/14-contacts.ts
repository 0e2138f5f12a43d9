/**
 * Where customers are reached, and what a store says to them. The views and the function are for notification-service;
 * they are a contract, like those of migration 2.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Contacts1767227010000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE contact (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  trip_id uuid NOT NULL,
  sealed text NOT NULL,
  phone_hash bytea,
  email_hash bytea,
  language text NOT NULL,
  consents jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT contact_pkey PRIMARY KEY (store_id, order_id),
  CONSTRAINT contact_store_id_order_id_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order (store_id, id),
  CONSTRAINT contact_store_id_trip_id_fkey FOREIGN KEY (store_id, trip_id) REFERENCES trip (store_id, id),
  CONSTRAINT contact_reachable CHECK (phone_hash IS NOT NULL OR email_hash IS NOT NULL)
);

CREATE INDEX contact_by_phone ON contact (phone_hash);

CREATE INDEX contact_by_email ON contact (email_hash);

CREATE INDEX contact_of_trip ON contact (store_id, trip_id);

ALTER TABLE store ADD COLUMN messages jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN country text,
  ADD CONSTRAINT store_country_check CHECK (country ~ '^[A-Z]{2}$');

CREATE VIEW contact_view AS
SELECT store_id, order_id, trip_id, sealed, language, consents, phone_hash IS NOT NULL AS has_phone,
  email_hash IS NOT NULL AS has_email, phone_hash, email_hash
FROM contact;

CREATE VIEW store_messages_view AS
SELECT id AS store_id, name, languages, phone, country, time_zone, hours, hours_exceptions, messages FROM store;

CREATE FUNCTION issue_customer_link(link_store text, link_trip uuid, hash bytea, at timestamptz) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  -- Locked, so that no link is issued to a trip that closes at this instant.
  PERFORM 1 FROM trip WHERE store_id = link_store AND id = link_trip AND closed_at IS NULL FOR SHARE;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO trip_link (store_id, token_hash, trip_id, kind, created_at, expires_at)
  SELECT link_store, hash, link_trip, 'customer', at, max(expires_at) FROM trip_link
  WHERE store_id = link_store AND trip_id = link_trip AND revoked_at IS NULL AND expires_at > at
  HAVING count(*) > 0;
  RETURN FOUND;
END $$;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
