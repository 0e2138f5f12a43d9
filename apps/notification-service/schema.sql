CREATE OR REPLACE FUNCTION forget_push_of_trips(of_store text, trips uuid[])
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  DELETE FROM push_subscription WHERE store_id = of_store AND trip_id = ANY (trips);
END $function$;

CREATE TABLE delivery (
  store_id text NOT NULL,
  id uuid NOT NULL,
  key text NOT NULL,
  order_id uuid,
  trip_id uuid,
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
  CONSTRAINT delivery_subject_check CHECK (((order_id IS NULL) = (trip_id IS NULL))),
  CONSTRAINT delivery_unless_check CHECK ((unless = ANY (ARRAY['page_connected'::text, 'page_seen'::text, 'board_connected'::text, 'sent_otherwise'::text, 'device_watched'::text])))
);

CREATE INDEX delivery_by_order ON delivery USING btree (store_id, order_id);

CREATE INDEX delivery_by_provider ON delivery USING btree (provider, provider_id) WHERE (provider_id IS NOT NULL);

CREATE INDEX delivery_by_time ON delivery USING btree (store_id, created_at);

CREATE INDEX delivery_due ON delivery USING btree (channel, due_at) WHERE (state = 'waiting'::text);

CREATE INDEX delivery_leased ON delivery USING btree (leased_until) WHERE (state = 'sending'::text);

CREATE INDEX delivery_of_trip ON delivery USING btree (store_id, trip_id) WHERE (state = 'waiting'::text);

CREATE TABLE log_cursor (
  store_id text NOT NULL,
  epoch text NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT log_cursor_pkey PRIMARY KEY (store_id)
);

CREATE TABLE push_key (
  id integer NOT NULL,
  public_key text NOT NULL,
  sealed text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT push_key_pkey PRIMARY KEY (id),
  CONSTRAINT push_key_one CHECK ((id = 1))
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
  CONSTRAINT push_subscription_device UNIQUE (store_id, device_id),
  CONSTRAINT push_subscription_endpoint UNIQUE (endpoint_hash),
  CONSTRAINT push_subscription_trip UNIQUE (store_id, trip_id),
  CONSTRAINT push_subscription_device_parts CHECK (((device_id IS NULL) = (language IS NULL))),
  CONSTRAINT push_subscription_trip_parts CHECK (((trip_id IS NULL) = (session_hash IS NULL))),
  CONSTRAINT push_subscription_whose CHECK (((device_id IS NULL) <> (trip_id IS NULL)))
);

CREATE TABLE suppression (
  hash bytea NOT NULL,
  channel text NOT NULL,
  since timestamp with time zone NOT NULL,
  until timestamp with time zone,
  CONSTRAINT suppression_pkey PRIMARY KEY (hash, channel),
  CONSTRAINT suppression_channel_check CHECK ((channel = ANY (ARRAY['push'::text, 'sms'::text, 'email'::text])))
);

CREATE TABLE webhook_call (
  key_hash bytea NOT NULL,
  body_hash bytea NOT NULL,
  answer text,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT webhook_call_pkey PRIMARY KEY (key_hash)
);

CREATE INDEX webhook_call_by_age ON webhook_call USING btree (created_at);

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
  CONSTRAINT webhook_delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'delivered'::text, 'failed'::text, 'skipped'::text])))
);

CREATE INDEX webhook_delivery_by_age ON webhook_delivery USING btree (occurred_at);

CREATE INDEX webhook_delivery_due ON webhook_delivery USING btree (endpoint_id, due_at) WHERE (state = 'waiting'::text);

CREATE INDEX webhook_delivery_leased ON webhook_delivery USING btree (leased_until) WHERE (state = 'sending'::text);

CREATE INDEX webhook_delivery_of_endpoint ON webhook_delivery USING btree (endpoint_id, occurred_at, event_id);

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
  CONSTRAINT webhook_endpoint_off_check CHECK (((state = 'off'::text) = (off_reason IS NOT NULL))),
  CONSTRAINT webhook_endpoint_old_secret_check CHECK (((old_secret IS NULL) = (old_secret_until IS NULL))),
  CONSTRAINT webhook_endpoint_state_check CHECK ((state = ANY (ARRAY['on'::text, 'off'::text])))
);

CREATE TABLE webhook_prepare_by (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  prepare_by timestamp with time zone NOT NULL,
  times integer NOT NULL,
  CONSTRAINT webhook_prepare_by_pkey PRIMARY KEY (store_id, order_id)
);

CREATE INDEX webhook_prepare_by_age ON webhook_prepare_by USING btree (prepare_by);

CREATE VIEW personal_message_view AS
 SELECT store_id,
    order_id,
    id,
    kind,
    channel,
    language,
    state,
    reason,
    provider,
    attempts,
    created_at,
    changed_at,
    sealed
   FROM delivery
  WHERE order_id IS NOT NULL;

CREATE VIEW personal_push_view AS
 SELECT store_id,
    trip_id,
    id,
    created_at
   FROM push_subscription
  WHERE trip_id IS NOT NULL;
