/** Browsers that asked to be told by push, and the installation's key by which push services know it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PushSubscriptions1767227070000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE push_key (
  id integer NOT NULL,
  public_key text NOT NULL,
  sealed text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT push_key_pkey PRIMARY KEY (id),
  CONSTRAINT push_key_one CHECK (id = 1)
);

CREATE TABLE push_subscription (
  store_id text NOT NULL,
  id uuid NOT NULL,
  endpoint_hash bytea NOT NULL,
  sealed text NOT NULL,
  device_id uuid,
  language text,
  watched_until timestamp with time zone,
  trip_id uuid,
  session_hash bytea,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT push_subscription_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT push_subscription_endpoint UNIQUE (endpoint_hash),
  CONSTRAINT push_subscription_device UNIQUE (store_id, device_id),
  CONSTRAINT push_subscription_trip UNIQUE (store_id, trip_id),
  CONSTRAINT push_subscription_whose CHECK ((device_id IS NULL) <> (trip_id IS NULL)),
  CONSTRAINT push_subscription_device_parts CHECK ((device_id IS NULL) = (language IS NULL)),
  CONSTRAINT push_subscription_trip_parts CHECK ((trip_id IS NULL) = (session_hash IS NULL))
);

ALTER TABLE delivery
  DROP CONSTRAINT delivery_unless_check,
  ADD CONSTRAINT delivery_unless_check CHECK (unless IN
    ('page_connected', 'page_seen', 'board_connected', 'sent_otherwise', 'device_watched'));

CREATE INDEX delivery_of_trip ON delivery (store_id, trip_id) WHERE state = 'waiting';

CREATE FUNCTION forget_push_of_trips(of_store text, trips uuid[]) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM push_subscription WHERE store_id = of_store AND trip_id = ANY (trips);
END $$;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
