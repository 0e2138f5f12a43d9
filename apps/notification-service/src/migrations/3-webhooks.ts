/** Endpoints of webhooks, what is or was sent to them, and the answers to requests that change them. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Webhooks1767227040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE webhook_endpoint (
  id uuid NOT NULL,
  version integer NOT NULL,
  url text NOT NULL,
  name text NOT NULL,
  event_types text[] NOT NULL,
  store_ids text[],
  secret text NOT NULL,
  old_secret text,
  old_secret_until timestamp with time zone,
  state text NOT NULL,
  off_reason text,
  failing_since timestamp with time zone,
  paused_until timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT webhook_endpoint_pkey PRIMARY KEY (id),
  CONSTRAINT webhook_endpoint_state_check CHECK (state IN ('on', 'off')),
  CONSTRAINT webhook_endpoint_off_check CHECK ((state = 'off') = (off_reason IS NOT NULL)),
  CONSTRAINT webhook_endpoint_old_secret_check CHECK ((old_secret IS NULL) = (old_secret_until IS NULL))
);

CREATE TABLE webhook_delivery (
  store_id text NOT NULL,
  endpoint_id uuid NOT NULL,
  event_id text NOT NULL,
  type text NOT NULL,
  seq bigint,
  body text NOT NULL,
  state text NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  occurred_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  leased_until timestamp with time zone,
  first_attempt_at timestamp with time zone,
  status integer,
  error text,
  took_ms integer,
  CONSTRAINT webhook_delivery_pkey PRIMARY KEY (store_id, endpoint_id, event_id),
  CONSTRAINT webhook_delivery_state_check CHECK (state IN ('waiting', 'sending', 'delivered', 'failed', 'skipped'))
);

CREATE INDEX webhook_delivery_due ON webhook_delivery (endpoint_id, due_at) WHERE state = 'waiting';
CREATE INDEX webhook_delivery_leased ON webhook_delivery (leased_until) WHERE state = 'sending';
CREATE INDEX webhook_delivery_of_endpoint ON webhook_delivery (endpoint_id, occurred_at, event_id);
CREATE INDEX webhook_delivery_by_age ON webhook_delivery (occurred_at);

CREATE TABLE webhook_prepare_by (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  prepare_by timestamp with time zone NOT NULL,
  times integer NOT NULL,
  CONSTRAINT webhook_prepare_by_pkey PRIMARY KEY (store_id, order_id)
);

CREATE INDEX webhook_prepare_by_age ON webhook_prepare_by (prepare_by);

CREATE TABLE webhook_call (
  key_hash bytea NOT NULL,
  body_hash bytea NOT NULL,
  answer text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT webhook_call_pkey PRIMARY KEY (key_hash)
);

CREATE INDEX webhook_call_by_age ON webhook_call (created_at);
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
