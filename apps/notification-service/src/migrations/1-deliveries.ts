/** What was read of each store's log, and what is or was sent because of it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Deliveries1767227020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE log_cursor (
  store_id text NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT log_cursor_pkey PRIMARY KEY (store_id)
);

CREATE TABLE delivery (
  store_id text NOT NULL,
  id uuid NOT NULL,
  key text NOT NULL,
  order_id uuid NOT NULL,
  trip_id uuid NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  language text NOT NULL,
  sealed text,
  state text NOT NULL,
  reason text,
  unless text,
  provider text,
  provider_id text,
  attempts integer NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  leased_until timestamp with time zone,
  first_attempt_at timestamp with time zone,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT delivery_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT delivery_once UNIQUE (store_id, key, channel),
  CONSTRAINT delivery_channel_check CHECK (channel IN ('push', 'sms', 'email')),
  CONSTRAINT delivery_state_check CHECK (state IN
    ('waiting', 'sending', 'unknown', 'sent', 'delivered', 'failed', 'expired', 'suppressed', 'not_needed')),
  CONSTRAINT delivery_unless_check CHECK (unless IN ('page_connected', 'page_seen'))
);

CREATE INDEX delivery_due ON delivery (channel, due_at) WHERE state = 'waiting';
CREATE INDEX delivery_leased ON delivery (leased_until) WHERE state = 'sending';
CREATE INDEX delivery_by_order ON delivery (store_id, order_id);
CREATE INDEX delivery_by_time ON delivery (store_id, created_at);
CREATE INDEX delivery_by_provider ON delivery (provider, provider_id) WHERE provider_id IS NOT NULL;
`);
    // Where the stores have a log already, nobody is told about its past.
    await runner.query(`
DO $$
BEGIN
  IF to_regclass('store_stream') IS NOT NULL THEN
    INSERT INTO log_cursor (store_id, epoch, seq) SELECT store_id, epoch, seq FROM store_stream;
  END IF;
END $$;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
