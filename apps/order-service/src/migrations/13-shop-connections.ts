/** Connections to shops: what they sent, the orders as last known, and which of their places is which store. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ShopConnections1767227001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE shop_connection (
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  kind text NOT NULL,
  name text NOT NULL,
  address text,
  signing_key text NOT NULL,
  credentials text,
  write_back text NOT NULL,
  enabled boolean NOT NULL,
  created_at timestamptz NOT NULL,
  received_at timestamptz,
  watermark timestamptz NOT NULL,
  read_at timestamptz,
  read_after timestamptz NOT NULL,
  trouble text,
  CONSTRAINT shop_connection_pkey PRIMARY KEY (id),
  CONSTRAINT shop_connection_kind_check
    CHECK (kind IN ('woocommerce', 'shopify', 'square', 'medusa', 'standard_webhooks')),
  CONSTRAINT shop_connection_write_back_check CHECK (write_back IN ('off', 'quiet', 'full'))
);

CREATE TABLE shop_location (
  connection_id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  address text,
  store_id text,
  ignored boolean NOT NULL DEFAULT false,
  seen_at timestamptz NOT NULL,
  CONSTRAINT shop_location_pkey PRIMARY KEY (connection_id, key),
  CONSTRAINT shop_location_connection_fkey FOREIGN KEY (connection_id) REFERENCES shop_connection (id) ON DELETE CASCADE,
  CONSTRAINT shop_location_store_fkey FOREIGN KEY (store_id) REFERENCES store (id),
  CONSTRAINT shop_location_check CHECK (NOT (ignored AND store_id IS NOT NULL))
);

CREATE TABLE shop_inbox (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  connection_id uuid NOT NULL,
  body_hash bytea NOT NULL,
  source text NOT NULL,
  topic text,
  external_id text,
  received_at timestamptz NOT NULL,
  state text NOT NULL,
  reason text,
  attempts integer NOT NULL DEFAULT 0,
  try_after timestamptz NOT NULL,
  body text,
  CONSTRAINT shop_inbox_pkey PRIMARY KEY (id),
  CONSTRAINT shop_inbox_once UNIQUE (connection_id, body_hash),
  CONSTRAINT shop_inbox_connection_fkey FOREIGN KEY (connection_id) REFERENCES shop_connection (id) ON DELETE CASCADE,
  CONSTRAINT shop_inbox_state_check CHECK (state IN ('waiting', 'applied', 'ignored', 'failed'))
);

CREATE INDEX shop_inbox_waiting ON shop_inbox (try_after) WHERE state = 'waiting';
CREATE INDEX shop_inbox_latest ON shop_inbox (connection_id, received_at);

CREATE TABLE shop_order (
  connection_id uuid NOT NULL,
  external_id text NOT NULL,
  changed_at timestamptz NOT NULL,
  read_at timestamptz,
  stage text NOT NULL,
  digest text NOT NULL,
  location_key text,
  held text,
  content text,
  closed_by_shop boolean NOT NULL DEFAULT false,
  told text,
  tell_attempts integer NOT NULL DEFAULT 0,
  tell_after timestamptz NOT NULL,
  tell_trouble text,
  CONSTRAINT shop_order_pkey PRIMARY KEY (connection_id, external_id),
  CONSTRAINT shop_order_connection_fkey FOREIGN KEY (connection_id) REFERENCES shop_connection (id) ON DELETE CASCADE,
  CONSTRAINT shop_order_stage_check CHECK (stage IN ('not_yet', 'open', 'over', 'canceled')),
  CONSTRAINT shop_order_held_check CHECK (held IN ('location_unknown', 'location_missing')),
  CONSTRAINT shop_order_told_check CHECK (told IN ('ready', 'arrived', 'handed_over'))
);

CREATE INDEX shop_order_held ON shop_order (connection_id, changed_at) WHERE held IS NOT NULL;
CREATE INDEX shop_order_to_tell ON shop_order (tell_after) WHERE told IS DISTINCT FROM 'handed_over';
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
