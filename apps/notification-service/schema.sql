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
  CONSTRAINT delivery_channel_check CHECK ((channel = ANY (ARRAY['push'::text, 'sms'::text, 'email'::text]))),
  CONSTRAINT delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'unknown'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'expired'::text, 'suppressed'::text, 'not_needed'::text]))),
  CONSTRAINT delivery_unless_check CHECK ((unless = ANY (ARRAY['page_connected'::text, 'page_seen'::text])))
);

CREATE INDEX delivery_by_order ON delivery USING btree (store_id, order_id);

CREATE INDEX delivery_by_provider ON delivery USING btree (provider, provider_id) WHERE (provider_id IS NOT NULL);

CREATE INDEX delivery_by_time ON delivery USING btree (store_id, created_at);

CREATE INDEX delivery_due ON delivery USING btree (channel, due_at) WHERE (state = 'waiting'::text);

CREATE INDEX delivery_leased ON delivery USING btree (leased_until) WHERE (state = 'sending'::text);

CREATE TABLE log_cursor (
  store_id text NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT log_cursor_pkey PRIMARY KEY (store_id)
);

CREATE TABLE suppression (
  hash bytea NOT NULL,
  channel text NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT suppression_pkey PRIMARY KEY (hash, channel),
  CONSTRAINT suppression_channel_check CHECK ((channel = ANY (ARRAY['push'::text, 'sms'::text, 'email'::text])))
);
