CREATE OR REPLACE FUNCTION hour_of_week(local timestamp without time zone)
 RETURNS smallint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ((((24)::double precision * (date_part('isodow'::text, local) - (1)::double precision)) + date_part('hour'::text, local)))::smallint;

CREATE OR REPLACE FUNCTION issue_customer_link(link_store text, link_trip uuid, hash bytea, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
BEGIN
  -- Locked, so that no link is issued to a trip that closes at this instant.
  PERFORM 1 FROM trip WHERE store_id = link_store AND id = link_trip AND closed_at IS NULL FOR SHARE;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO trip_link (store_id, token_hash, trip_id, kind, created_at, expires_at)
  SELECT link_store, hash, link_trip, 'customer', at, max(expires_at) FROM trip_link
  WHERE store_id = link_store AND trip_id = link_trip AND revoked_at IS NULL AND expires_at > at
  HAVING count(*) > 0;
  RETURN FOUND;
END $function$;

CREATE OR REPLACE FUNCTION note_audit(of_store text, at timestamp with time zone, by_staff uuid, name text, address text, what text, about text, differences jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO audit_entry (store_id, occurred_at, by_staff_id, by_name, address_hash, action, subject, changes)
  VALUES (of_store, at, by_staff, name, address, what, about, differences);
END $function$;

CREATE OR REPLACE FUNCTION note_boards_connected(stores text[], at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO board_presence (store_id, connected_at)
  SELECT store_id, at FROM unnest(stores) AS seen(store_id) GROUP BY store_id ORDER BY store_id
  ON CONFLICT (store_id) DO UPDATE SET connected_at = greatest(board_presence.connected_at, EXCLUDED.connected_at);
END $function$;

CREATE OR REPLACE FUNCTION note_device_seen(device_store text, device_id uuid, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE device SET last_seen_at = at WHERE store_id = device_store AND id = device_id;
END $function$;

CREATE OR REPLACE FUNCTION note_manager_acted(session_hash bytea, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE manager_session SET last_acted_at = at WHERE token_hash = session_hash;
END $function$;

CREATE OR REPLACE FUNCTION note_pages_connected(stores text[], trips uuid[], at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO page_presence (store_id, trip_id, connected_at)
  SELECT store_id, trip_id, at FROM unnest(stores, trips) AS seen(store_id, trip_id)
  GROUP BY store_id, trip_id ORDER BY store_id, trip_id
  ON CONFLICT (store_id, trip_id) DO UPDATE
    SET connected_at = greatest(page_presence.connected_at, EXCLUDED.connected_at);
END $function$;

CREATE OR REPLACE FUNCTION note_shop_key_used(key_hash bytea, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE shop_key SET last_used_at = at WHERE token_hash = key_hash;
END $function$;

CREATE OR REPLACE FUNCTION note_staff_acted(session_store text, session_hash bytea, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE staff_session SET last_acted_at = at WHERE store_id = session_store AND token_hash = session_hash;
END $function$;

CREATE OR REPLACE FUNCTION notify_managers(of_stores text[], what text, by_whom text, at timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  INSERT INTO account_notice (id, staff_id, kind, by_name, occurred_at)
  SELECT gen_random_uuid(), staff.id, what, by_whom, at FROM staff
  WHERE staff.disabled_at IS NULL AND staff.role IN ('manager', 'admin')
    AND (staff.store_id IS NULL
      OR staff.id IN (SELECT staff_id FROM staff_reach_view WHERE store_id = ANY (of_stores)));
END $function$;

CREATE OR REPLACE FUNCTION place_pickup_records()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  UPDATE pickup_record SET local_day = (counted_at AT TIME ZONE NEW.time_zone)::date,
    arrival_hour = hour_of_week(arrived_at AT TIME ZONE NEW.time_zone)
  WHERE store_id = NEW.id;
  RETURN NULL;
END $function$;

CREATE OR REPLACE FUNCTION rebuild_pickup_records(only_store text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
BEGIN
  CREATE TEMPORARY TABLE rebuilt ON COMMIT DROP AS
  WITH told AS (
    SELECT event.store_id, event.entity_id::uuid AS order_id, event.seq, event.type, event.occurred_at AS at,
      coalesce(card ->> 'service', card ->> 'pickupType') AS service,
      card #>> '{order,state}' AS order_state,
      card #>> '{trip,state}' AS trip_state,
      card #>> '{trip,sharing}' IN ('live', 'stopped') AS shared_position,
      jsonb_typeof(card -> 'arrival') = 'object' AS has_arrival,
      (card #>> '{arrival,confirmed}')::boolean AS confirmed,
      card #>> '{arrival,evidence}' AS evidence,
      (card #>> '{arrival,occurredAt}')::timestamptz AS arrived_at,
      (card #>> '{arrival,decidedAt}')::timestamptz AS decided_at,
      NULLIF((card #>> '{order,claimedAt}')::timestamptz, (card #>> '{order,handedOverAt}')::timestamptz) AS claimed_at,
      (card #>> '{order,handedOverAt}')::timestamptz AS handed_over_at,
      (card #>> '{trip,leftOpenAt}')::timestamptz AS left_open_at,
      (card #>> '{trip,departedAt}')::timestamptz AS departed_at,
      (card #>> '{trip,approachingAt}')::timestamptz AS approaching_at,
      (card #>> '{trip,expectedAt}')::timestamptz AS expected_at,
      (card #>> '{arrival,predicted,madeAt}')::timestamptz AS predicted_made_at,
      (card #>> '{arrival,predicted,arrivalAt}')::timestamptz AS predicted_at,
      (card #>> '{trip,firstSignAt}')::timestamptz AS first_sign_at,
      (card #>> '{window,from}')::timestamptz AS window_from,
      (card #>> '{order,recalls}')::integer AS recalls,
      (card ->> 'corrections')::integer AS corrections
    FROM store_event AS event, LATERAL (SELECT event.payload -> 'card' AS card) AS payload
    WHERE event.payload ? 'card' AND (only_store IS NULL OR event.store_id = only_store)
      AND event.type IN ('trip_arrived', 'arrival_corrected', 'arrival_questioned', 'arrival_confirmed',
        'arrival_withdrawn', 'trip_departed', 'trip_returned', 'trip_left_open', 'order_handed_over', 'order_recalled',
        'order_canceled', 'order_not_collected', 'order_reopened', 'window_changed', 'details_changed', 'left_other_store')
  ), effective AS (
    SELECT *,
      CASE
        WHEN order_state = 'handed_over' THEN 'handed_over'
        WHEN confirmed IS NOT TRUE THEN CASE WHEN order_state IN ('canceled', 'not_collected') THEN order_state END
        WHEN left_open_at IS NOT NULL AND order_state <> 'canceled' THEN 'left_open'
        WHEN order_state IN ('canceled', 'not_collected') OR trip_state = 'departed' THEN 'abandoned'
        WHEN trip_state = 'arrived' THEN 'waiting'
      END AS outcome
    FROM told
    WHERE CASE
      WHEN order_state = 'handed_over'
        THEN type = 'order_handed_over' OR (type = 'arrival_corrected' AND decided_at <= handed_over_at)
      WHEN order_state IN ('canceled', 'not_collected') THEN type IN ('order_canceled', 'order_not_collected')
      WHEN type IN ('details_changed', 'left_other_store') THEN has_arrival
      ELSE type NOT IN ('order_handed_over', 'order_canceled', 'order_not_collected')
    END
  ), weighed AS (
    -- A visit that was abandoned or left open outlasts what tells of no other visit.
    SELECT *, confirmed IS NOT TRUE AND outcome IS DISTINCT FROM 'handed_over' AND type <> 'arrival_withdrawn' AS weak
    FROM effective
  ), newest AS (
    SELECT DISTINCT ON (store_id, order_id) * FROM weighed ORDER BY store_id, order_id, seq DESC
  ), newest_visit AS (
    SELECT DISTINCT ON (store_id, order_id) * FROM weighed WHERE NOT weak ORDER BY store_id, order_id, seq DESC
  ), standing AS (
    SELECT newest.* FROM newest LEFT JOIN newest_visit AS visit USING (store_id, order_id)
    WHERE NOT newest.weak OR visit.outcome IS NULL OR visit.outcome NOT IN ('abandoned', 'left_open')
    UNION ALL
    SELECT visit.* FROM newest_visit AS visit JOIN newest USING (store_id, order_id)
    WHERE newest.weak AND visit.outcome IN ('abandoned', 'left_open')
  )
  SELECT * FROM standing;

  DELETE FROM pickup_record record USING rebuilt
  WHERE record.store_id = rebuilt.store_id AND record.order_id = rebuilt.order_id;

  INSERT INTO pickup_record (store_id, order_id, service, outcome, counted_at, local_day, arrival_hour,
    evidence, shared_position, arrived_at, claimed_at, handed_over_at, left_open_at, early_until, store_from, early_ms, short_notice_ms, store_ms, response_ms,
    walk_ms, lead_given_ms, lead_wanted_ms, eta_error_ms, prediction_error_ms, prediction_made_before_ms, overtaken, recalls, corrections)
  SELECT told.store_id, told.order_id, told.service, told.outcome, counted_at,
    (counted_at AT TIME ZONE store.time_zone)::date,
    CASE WHEN came THEN hour_of_week(told.arrived_at AT TIME ZONE store.time_zone) END,
    CASE WHEN came THEN told.evidence END, told.shared_position, CASE WHEN came THEN told.arrived_at END,
    told.claimed_at, told.handed_over_at, CASE WHEN came THEN told.left_open_at END, early_until, store_from,
    early, total - early - at_store, at_store,
    CASE WHEN came AND told.left_open_at IS NULL AND told.claimed_at IS NOT NULL
      THEN least(2147483647, greatest(0, 1000 * extract(epoch FROM told.claimed_at - told.arrived_at))) END,
    CASE WHEN (NOT came OR told.left_open_at IS NULL) AND told.claimed_at IS NOT NULL AND told.handed_over_at IS NOT NULL
      THEN least(2147483647, greatest(0, 1000 * extract(epoch FROM told.handed_over_at - told.claimed_at))) END,
    CASE WHEN came AND told.approaching_at IS NOT NULL
      THEN least(2147483647, greatest(0, 1000 * extract(epoch FROM told.arrived_at - told.approaching_at))) END,
    1000 * store.lead_s,
    CASE WHEN came AND told.approaching_at IS NOT NULL AND told.expected_at IS NOT NULL
      THEN greatest(-2147483647, least(2147483647, 1000 * extract(epoch FROM told.expected_at - told.arrived_at))) END,
    CASE WHEN came AND told.predicted_at IS NOT NULL
      THEN greatest(-2147483647, least(2147483647, 1000 * extract(epoch FROM told.predicted_at - told.arrived_at))) END,
    CASE WHEN came AND told.predicted_made_at IS NOT NULL
      THEN greatest(-2147483647, least(2147483647, 1000 * extract(epoch FROM told.arrived_at - told.predicted_made_at))) END,
    false, told.recalls, told.corrections
  FROM rebuilt AS told
  JOIN store ON store.id = told.store_id,
  LATERAL (SELECT told.confirmed IS TRUE AS came) AS visit,
  LATERAL (SELECT CASE WHEN came THEN greatest(told.arrived_at, told.window_from) END AS early_until) AS early_part,
  LATERAL (SELECT early_until + least(make_interval(secs => store.lead_s), greatest(interval '0',
    coalesce(told.first_sign_at, told.arrived_at) + make_interval(secs => store.lead_s) - early_until)) AS store_from) AS notice,
  LATERAL (SELECT CASE
      WHEN came AND (told.left_open_at IS NOT NULL OR told.outcome = 'waiting') THEN told.arrived_at
      WHEN told.outcome = 'abandoned' THEN coalesce(told.departed_at, told.at)
      ELSE coalesce(told.handed_over_at, told.at)
    END AS counted_at) AS day,
  LATERAL (SELECT CASE WHEN came AND told.outcome <> 'waiting'
      THEN coalesce(told.left_open_at, told.handed_over_at, told.departed_at, told.at) END AS ended_at) AS ending,
  LATERAL (SELECT least(2147483647, greatest(0, 1000 * extract(epoch FROM ended_at - told.arrived_at)))::integer AS total) AS whole,
  LATERAL (SELECT CASE WHEN ended_at IS NOT NULL THEN least(total, 1000 * extract(epoch FROM early_until - told.arrived_at))::integer END AS early,
    CASE WHEN ended_at IS NOT NULL THEN least(2147483647, greatest(0, 1000 * extract(epoch FROM ended_at - store_from)))::integer END AS at_store) AS parts
  WHERE told.outcome IS NOT NULL;

  UPDATE pickup_record record SET overtaken = true
  FROM rebuilt
  WHERE record.store_id = rebuilt.store_id AND record.order_id = rebuilt.order_id
    AND EXISTS (
      SELECT 1 FROM pickup_record other
      WHERE other.store_id = record.store_id AND other.order_id <> record.order_id AND other.outcome = 'handed_over'
        AND other.left_open_at IS NULL AND other.counted_at > record.arrived_at
        AND other.counted_at < coalesce(record.left_open_at, record.handed_over_at, record.counted_at)
        AND other.arrived_at > record.arrived_at);

  DROP TABLE rebuilt;
END $function$;

CREATE OR REPLACE FUNCTION refuse_illegal_step()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF NEW.state <> OLD.state
    AND NOT (OLD.state || '>' || NEW.state) = ANY (string_to_array(TG_ARGV[0], ','))
  THEN
    RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $function$;

CREATE TABLE staff (
  id uuid NOT NULL,
  store_id text,
  name text NOT NULL,
  role text NOT NULL,
  pin_hash text,
  login text,
  password_hash text,
  created_at timestamp with time zone NOT NULL,
  disabled_at timestamp with time zone,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT staff_pkey PRIMARY KEY (id),
  CONSTRAINT staff_check CHECK (((store_id IS NOT NULL) OR (role = 'admin'::text))),
  CONSTRAINT staff_check1 CHECK (((login IS NULL) = (password_hash IS NULL))),
  CONSTRAINT staff_login_check CHECK ((login = lower(login))),
  CONSTRAINT staff_role_check CHECK ((role = ANY (ARRAY['staff'::text, 'manager'::text, 'admin'::text])))
);

CREATE UNIQUE INDEX staff_login ON staff USING btree (login);

CREATE INDEX staff_of_store ON staff USING btree (store_id);

CREATE TABLE account_notice (
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  kind text NOT NULL,
  by_staff_id uuid,
  by_name text,
  occurred_at timestamp with time zone NOT NULL,
  seen_at timestamp with time zone,
  CONSTRAINT account_notice_pkey PRIMARY KEY (id),
  CONSTRAINT account_notice_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

CREATE INDEX account_notice_by_age ON account_notice USING btree (occurred_at);

CREATE INDEX account_notice_of ON account_notice USING btree (staff_id, occurred_at);

CREATE TABLE audit_entry (
  id bigint NOT NULL,
  store_id text,
  occurred_at timestamp with time zone NOT NULL,
  by_staff_id uuid,
  by_name text,
  address_hash text,
  action text NOT NULL,
  subject text NOT NULL,
  changes jsonb NOT NULL,
  undoes bigint,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (id)
);

CREATE INDEX audit_entry_by_age ON audit_entry USING btree (occurred_at);

CREATE INDEX audit_entry_of_store ON audit_entry USING btree (store_id, id);

CREATE TABLE store (
  id text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  name text NOT NULL,
  address text NOT NULL,
  phone text NOT NULL,
  time_zone text NOT NULL,
  languages text[] NOT NULL,
  hours jsonb NOT NULL,
  goal_s integer NOT NULL,
  promise_s integer NOT NULL,
  lead_s integer NOT NULL,
  premises geography(Polygon,4326) NOT NULL,
  entrance geography(Point,4326) NOT NULL,
  instructions jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  lead_follows boolean NOT NULL DEFAULT false,
  proof_policy jsonb,
  sign_key bytea NOT NULL DEFAULT decode(replace(((gen_random_uuid())::text || (gen_random_uuid())::text), '-'::text, ''::text), 'hex'::text),
  hours_exceptions jsonb NOT NULL DEFAULT '[]'::jsonb,
  set_up_skipped text[] NOT NULL DEFAULT '{}'::text[],
  objective_percent integer NOT NULL DEFAULT 90,
  region text,
  messages jsonb NOT NULL DEFAULT '{}'::jsonb,
  country text,
  shortages jsonb,
  services text[],
  discreet boolean NOT NULL DEFAULT false,
  locker_hold_hours integer,
  gestures jsonb,
  CONSTRAINT store_pkey PRIMARY KEY (id),
  CONSTRAINT store_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT store_locker_hold_check CHECK (((locker_hold_hours >= 4) AND (locker_hold_hours <= 336))),
  CONSTRAINT store_objective_check CHECK (((objective_percent >= 50) AND (objective_percent <= 99))),
  CONSTRAINT store_premises_valid CHECK (
CASE
    WHEN ((st_xmax(((premises)::geometry)::box3d) - st_xmin(((premises)::geometry)::box3d)) > (180)::double precision) THEN st_isvalid(st_shiftlongitude((premises)::geometry))
    ELSE st_isvalid((premises)::geometry)
END),
  CONSTRAINT store_region_length CHECK (((char_length(region) >= 1) AND (char_length(region) <= 40))),
  CONSTRAINT store_services_check CHECK ((cardinality(services) > 0))
);

CREATE INDEX store_by_mark ON store USING btree (SUBSTRING(sha256((id)::bytea) FROM 1 FOR 3));

CREATE INDEX store_by_region ON store USING btree (region);

CREATE INDEX store_premises ON store USING gist (premises);

CREATE TRIGGER store_time_zone AFTER UPDATE OF time_zone ON store FOR EACH ROW WHEN ((new.time_zone <> old.time_zone)) EXECUTE FUNCTION place_pickup_records();

CREATE TABLE bay (
  store_id text NOT NULL,
  label text NOT NULL,
  ordinal integer NOT NULL,
  "position" geography(Point,4326),
  kind text NOT NULL DEFAULT 'bay'::text,
  compartments jsonb,
  CONSTRAINT bay_pkey PRIMARY KEY (store_id, label),
  CONSTRAINT bay_store_id_fkey FOREIGN KEY (store_id) REFERENCES store(id) ON DELETE CASCADE,
  CONSTRAINT bay_compartments_check CHECK (((kind = 'locker'::text) = (compartments IS NOT NULL))),
  CONSTRAINT bay_kind_check CHECK ((kind = ANY (ARRAY['bay'::text, 'counter'::text, 'locker'::text]))),
  CONSTRAINT bay_position_check CHECK (((kind <> 'bay'::text) OR ("position" IS NOT NULL)))
);

CREATE INDEX bay_position ON bay USING gist ("position");

CREATE TABLE bay_sign (
  store_id text NOT NULL,
  label text NOT NULL,
  edition integer NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT bay_sign_pkey PRIMARY KEY (store_id, label),
  CONSTRAINT bay_sign_store_id_fkey FOREIGN KEY (store_id) REFERENCES store(id) ON DELETE CASCADE
);

CREATE TABLE board_presence (
  store_id text NOT NULL,
  connected_at timestamp with time zone NOT NULL,
  CONSTRAINT board_presence_pkey PRIMARY KEY (store_id)
);

CREATE TABLE trip (
  store_id text NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  state text NOT NULL,
  sharing text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  started_at timestamp with time zone,
  approaching_at timestamp with time zone,
  departed_at timestamp with time zone,
  first_sign_at timestamp with time zone,
  declared_arrival_at timestamp with time zone,
  arrival_occurred_at timestamp with time zone,
  arrival_decided_at timestamp with time zone,
  arrival_evidence text,
  arrival_confirmed boolean,
  arrival_reasons jsonb,
  bay text,
  vehicle jsonb,
  placement text,
  corrections integer NOT NULL DEFAULT 0,
  sharing_stopped_at timestamp with time zone,
  closed_at timestamp with time zone,
  other_store_id text,
  other_store_name text,
  other_store_since timestamp with time zone,
  expected_at timestamp with time zone,
  arrival_questioned_at timestamp with time zone,
  left_open_at timestamp with time zone,
  message text,
  message_sent_at timestamp with time zone,
  arrival_predicted jsonb,
  anonymized_at timestamp with time zone,
  late_said_at timestamp with time zone,
  substitute jsonb,
  shared_by text NOT NULL DEFAULT 'customer'::text,
  CONSTRAINT trip_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT trip_store_id_fkey FOREIGN KEY (store_id) REFERENCES store(id),
  CONSTRAINT trip_arrival_evidence_check CHECK ((arrival_evidence = ANY (ARRAY['tapped_far'::text, 'tapped_unseen'::text, 'text_message'::text, 'tapped_near'::text, 'position_inside'::text, 'position_parked'::text, 'bay_scanned'::text, 'staff_entered'::text]))),
  CONSTRAINT trip_check CHECK (((arrival_occurred_at IS NULL) = (arrival_evidence IS NULL))),
  CONSTRAINT trip_check1 CHECK (((state <> 'arrived'::text) OR (arrival_occurred_at IS NOT NULL))),
  CONSTRAINT trip_check2 CHECK (((closed_at IS NOT NULL) = (state = ANY (ARRAY['completed'::text, 'canceled'::text, 'expired'::text])))),
  CONSTRAINT trip_message_check CHECK ((message = ANY (ARRAY['come_to_entrance'::text, 'hazard_lights'::text, 'on_our_way'::text, 'call_us'::text]))),
  CONSTRAINT trip_message_sent_check CHECK (((message IS NULL) = (message_sent_at IS NULL))),
  CONSTRAINT trip_other_store CHECK (((num_nulls(other_store_id, other_store_name, other_store_since) = ANY (ARRAY[0, 3])) AND (other_store_id <> store_id) AND ((other_store_id IS NULL) OR (closed_at IS NULL)))),
  CONSTRAINT trip_questioned_check CHECK (((arrival_questioned_at IS NULL) OR ((state = 'arrived'::text) AND (NOT arrival_confirmed)))),
  CONSTRAINT trip_shared_by_check CHECK ((shared_by = ANY (ARRAY['customer'::text, 'substitute'::text]))),
  CONSTRAINT trip_sharing_check CHECK ((sharing = ANY (ARRAY['live'::text, 'stopped'::text, 'declined'::text, 'none'::text]))),
  CONSTRAINT trip_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'started'::text, 'approaching'::text, 'arrived'::text, 'departed'::text, 'left_open'::text, 'completed'::text, 'canceled'::text, 'expired'::text])))
);

CREATE INDEX trip_completed ON trip USING btree (store_id, closed_at) WHERE (state = 'completed'::text);

CREATE INDEX trip_left_open ON trip USING btree (store_id, left_open_at) WHERE (left_open_at IS NOT NULL);

CREATE INDEX trip_named ON trip USING btree (closed_at) WHERE ((closed_at IS NOT NULL) AND (anonymized_at IS NULL));

CREATE INDEX trip_open ON trip USING btree (store_id, state) WHERE (closed_at IS NULL);

CREATE TRIGGER trip_steps BEFORE UPDATE OF state ON trip FOR EACH ROW EXECUTE FUNCTION refuse_illegal_step('pending>started,left_open>started,started>approaching,pending>arrived,started>arrived,approaching>arrived,departed>arrived,left_open>arrived,arrived>started,arrived>pending,left_open>pending,departed>started,arrived>departed,arrived>left_open,started>pending,approaching>pending,departed>pending,pending>completed,started>completed,approaching>completed,arrived>completed,departed>completed,left_open>completed,expired>completed,completed>arrived,completed>started,completed>pending,expired>pending,pending>canceled,started>canceled,approaching>canceled,arrived>canceled,departed>canceled,left_open>canceled,pending>expired,started>expired,approaching>expired,departed>expired,left_open>expired');

CREATE TABLE pickup_order (
  store_id text NOT NULL,
  id uuid NOT NULL,
  version integer NOT NULL DEFAULT 1,
  trip_id uuid NOT NULL,
  state text NOT NULL,
  shop_id text,
  reference text,
  short_code text NOT NULL,
  hand_over_code text NOT NULL,
  customer_name text NOT NULL,
  language text NOT NULL,
  pickup_type text NOT NULL,
  window_from timestamp with time zone,
  window_to timestamp with time zone,
  items_count integer NOT NULL,
  flags text[] NOT NULL,
  note text,
  created_at timestamp with time zone NOT NULL,
  ready_at timestamp with time zone,
  claimed_by text,
  claimed_by_name text,
  claimed_at timestamp with time zone,
  handed_over_at timestamp with time zone,
  proof text,
  recalls integer NOT NULL DEFAULT 0,
  guesses integer NOT NULL DEFAULT 0,
  guessed_since timestamp with time zone,
  proof_reason text,
  proof_note text,
  wrong_codes integer NOT NULL DEFAULT 0,
  expected_ready_at timestamp with time zone,
  external_id text,
  shortages jsonb,
  service_before text,
  service_changed_at timestamp with time zone,
  collected_by text,
  locker jsonb,
  held_until timestamp with time zone,
  hold_told_at timestamp with time zone,
  gestures jsonb,
  CONSTRAINT pickup_order_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT pickup_order_store_id_trip_id_fkey FOREIGN KEY (store_id, trip_id) REFERENCES trip(store_id, id),
  CONSTRAINT pickup_order_check CHECK (((claimed_by IS NULL) = (claimed_at IS NULL))),
  CONSTRAINT pickup_order_check1 CHECK (((state = 'handed_over'::text) = (handed_over_at IS NOT NULL))),
  CONSTRAINT pickup_order_check2 CHECK (((handed_over_at IS NULL) = (proof IS NULL))),
  CONSTRAINT pickup_order_collected_by_check CHECK ((collected_by = 'substitute'::text)),
  CONSTRAINT pickup_order_proof_check CHECK ((proof = ANY (ARRAY['code'::text, 'qr'::text, 'id_checked'::text, 'none'::text, 'opened'::text]))),
  CONSTRAINT pickup_order_proof_reason_check CHECK ((proof_reason = ANY (ARRAY['phone_empty'::text, 'code_not_at_hand'::text, 'known_customer'::text, 'left_as_agreed'::text, 'scanner_broken'::text, 'other'::text]))),
  CONSTRAINT pickup_order_service_change_check CHECK (((service_before IS NULL) = (service_changed_at IS NULL))),
  CONSTRAINT pickup_order_state_check CHECK ((state = ANY (ARRAY['placed'::text, 'preparing'::text, 'ready'::text, 'handed_over'::text, 'canceled'::text, 'not_collected'::text])))
);

CREATE INDEX pickup_order_by_id ON pickup_order USING btree (id);

CREATE INDEX pickup_order_by_reference ON pickup_order USING btree (store_id, shop_id, reference) WHERE (reference IS NOT NULL);

CREATE INDEX pickup_order_handed_over ON pickup_order USING btree (store_id, handed_over_at) WHERE (handed_over_at IS NOT NULL);

CREATE INDEX pickup_order_held ON pickup_order USING btree (held_until) WHERE ((held_until IS NOT NULL) AND (state = ANY (ARRAY['placed'::text, 'preparing'::text, 'ready'::text])));

CREATE INDEX pickup_order_not_collected ON pickup_order USING btree (store_id, created_at) WHERE (state = 'not_collected'::text);

CREATE INDEX pickup_order_of_trip ON pickup_order USING btree (store_id, trip_id);

CREATE UNIQUE INDEX pickup_order_short_code ON pickup_order USING btree (store_id, short_code) WHERE (state = ANY (ARRAY['placed'::text, 'preparing'::text, 'ready'::text]));

CREATE TRIGGER pickup_order_steps BEFORE UPDATE OF state ON pickup_order FOR EACH ROW EXECUTE FUNCTION refuse_illegal_step('placed>preparing,placed>ready,preparing>ready,placed>handed_over,preparing>handed_over,ready>handed_over,not_collected>handed_over,not_collected>ready,not_collected>placed,handed_over>ready,placed>canceled,preparing>canceled,ready>canceled,not_collected>canceled,placed>not_collected,preparing>not_collected,ready>not_collected');

CREATE TABLE contact (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  trip_id uuid NOT NULL,
  sealed text NOT NULL,
  phone_hash bytea,
  email_hash bytea,
  language text NOT NULL,
  consents jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT contact_pkey PRIMARY KEY (store_id, order_id),
  CONSTRAINT contact_store_id_order_id_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order(store_id, id),
  CONSTRAINT contact_store_id_trip_id_fkey FOREIGN KEY (store_id, trip_id) REFERENCES trip(store_id, id),
  CONSTRAINT contact_reachable CHECK (((phone_hash IS NOT NULL) OR (email_hash IS NOT NULL)))
);

CREATE INDEX contact_by_email ON contact USING btree (email_hash);

CREATE INDEX contact_by_phone ON contact USING btree (phone_hash);

CREATE INDEX contact_of_trip ON contact USING btree (store_id, trip_id);

CREATE TABLE customer_session (
  store_id text NOT NULL,
  token_hash bytea NOT NULL,
  trip_id uuid NOT NULL,
  link_hash bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT customer_session_pkey PRIMARY KEY (store_id, token_hash)
);

CREATE INDEX customer_session_by_age ON customer_session USING btree (expires_at);

CREATE INDEX customer_session_of_trip ON customer_session USING btree (store_id, trip_id);

CREATE TABLE device (
  store_id text NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  token_hash bytea NOT NULL,
  enrolled_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  generation integer NOT NULL DEFAULT 0,
  rotation_key bytea,
  rotated_at timestamp with time zone,
  last_seen_at timestamp with time zone,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT device_pkey PRIMARY KEY (store_id, id),
  CONSTRAINT device_kind_check CHECK ((kind = ANY (ARRAY['handheld'::text, 'wall'::text])))
);

CREATE INDEX device_by_hash ON device USING btree (store_id, token_hash);

CREATE TABLE device_token (
  store_id text NOT NULL,
  token_hash bytea NOT NULL,
  device_id uuid NOT NULL,
  generation integer NOT NULL,
  issued_at timestamp with time zone,
  replaced_at timestamp with time zone,
  CONSTRAINT device_token_pkey PRIMARY KEY (store_id, token_hash),
  CONSTRAINT device_token_store_id_device_id_fkey FOREIGN KEY (store_id, device_id) REFERENCES device(store_id, id)
);

CREATE INDEX device_token_by_age ON device_token USING btree (replaced_at) WHERE (replaced_at IS NOT NULL);

CREATE UNIQUE INDEX device_token_of ON device_token USING btree (store_id, device_id, generation);

CREATE TABLE enrol_code (
  store_id text NOT NULL,
  code_hash bytea NOT NULL,
  kind text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  name text,
  CONSTRAINT enrol_code_pkey PRIMARY KEY (store_id, code_hash),
  CONSTRAINT enrol_code_kind_check CHECK ((kind = ANY (ARRAY['handheld'::text, 'wall'::text])))
);

CREATE INDEX enrol_code_by_hash ON enrol_code USING btree (code_hash);

CREATE TABLE external_order (
  shop_id text NOT NULL,
  external_id text NOT NULL,
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  CONSTRAINT external_order_pkey PRIMARY KEY (shop_id, external_id)
);

CREATE TABLE gesture (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  gesture_id text NOT NULL,
  label jsonb NOT NULL,
  words text,
  given_at timestamp with time zone NOT NULL,
  CONSTRAINT gesture_pkey PRIMARY KEY (store_id, order_id, gesture_id),
  CONSTRAINT gesture_order_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order(store_id, id) ON DELETE CASCADE,
  CONSTRAINT gesture_words_check CHECK ((words <> ''::text))
);

CREATE INDEX gesture_given ON gesture USING btree (store_id, given_at);

CREATE TABLE idempotency_key (
  scope text NOT NULL,
  key_hash bytea NOT NULL,
  fingerprint bytea NOT NULL,
  answer text NOT NULL,
  sealed boolean NOT NULL,
  created_at timestamp with time zone NOT NULL,
  store_id text NOT NULL,
  several_stores boolean NOT NULL,
  CONSTRAINT idempotency_key_pkey PRIMARY KEY (store_id, scope, key_hash)
);

CREATE INDEX idempotency_key_by_age ON idempotency_key USING btree (created_at);

CREATE INDEX idempotency_key_of_several ON idempotency_key USING btree (scope, key_hash) WHERE several_stores;

CREATE TABLE locker_use (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  trip_id uuid NOT NULL,
  compartment text NOT NULL,
  empty_since timestamp with time zone,
  CONSTRAINT locker_use_pkey PRIMARY KEY (store_id, order_id),
  CONSTRAINT locker_use_order_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order(store_id, id) ON DELETE CASCADE
);

CREATE UNIQUE INDEX locker_use_compartment ON locker_use USING btree (store_id, upper(compartment));

CREATE INDEX locker_use_to_empty ON locker_use USING btree (store_id, trip_id) WHERE (empty_since IS NOT NULL);

CREATE TABLE manager_session (
  token_hash bytea NOT NULL,
  staff_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_acted_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  confirmed_at timestamp with time zone,
  second_factor_at timestamp with time zone,
  device_words text NOT NULL DEFAULT ''::text,
  network text NOT NULL DEFAULT ''::text,
  CONSTRAINT manager_session_pkey PRIMARY KEY (token_hash),
  CONSTRAINT manager_session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

CREATE INDEX manager_session_by_age ON manager_session USING btree (expires_at);

CREATE INDEX manager_session_of ON manager_session USING btree (staff_id) WHERE (ended_at IS NULL);

CREATE TABLE order_lines (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  lines jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT order_lines_pkey PRIMARY KEY (store_id, order_id),
  CONSTRAINT order_lines_order_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order(store_id, id) ON DELETE CASCADE
);

CREATE INDEX order_lines_by_age ON order_lines USING btree (created_at);

CREATE TABLE page_presence (
  store_id text NOT NULL,
  trip_id uuid NOT NULL,
  connected_at timestamp with time zone NOT NULL,
  CONSTRAINT page_presence_pkey PRIMARY KEY (store_id, trip_id)
);

CREATE INDEX page_presence_by_time ON page_presence USING btree (connected_at);

CREATE TABLE passkey (
  id uuid NOT NULL,
  staff_id uuid NOT NULL,
  credential_id bytea NOT NULL,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_used_at timestamp with time zone,
  CONSTRAINT passkey_pkey PRIMARY KEY (id),
  CONSTRAINT passkey_credential_id_key UNIQUE (credential_id),
  CONSTRAINT passkey_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

CREATE INDEX passkey_of ON passkey USING btree (staff_id);

CREATE TABLE phone_trip (
  token_hash bytea NOT NULL,
  store_id text NOT NULL,
  trip_id uuid NOT NULL,
  linked_at timestamp with time zone NOT NULL,
  CONSTRAINT phone_trip_pkey PRIMARY KEY (token_hash, store_id, trip_id)
);

CREATE INDEX phone_trip_by_age ON phone_trip USING btree (linked_at);

CREATE INDEX phone_trip_of_trip ON phone_trip USING btree (store_id, trip_id);

CREATE TABLE pickup_record (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  service text NOT NULL,
  outcome text NOT NULL,
  counted_at timestamp with time zone NOT NULL,
  local_day date NOT NULL,
  arrival_hour smallint,
  evidence text,
  shared_position boolean NOT NULL,
  arrived_at timestamp with time zone,
  claimed_at timestamp with time zone,
  handed_over_at timestamp with time zone,
  left_open_at timestamp with time zone,
  early_until timestamp with time zone,
  store_from timestamp with time zone,
  early_ms integer,
  short_notice_ms integer,
  store_ms integer,
  response_ms integer,
  walk_ms integer,
  lead_given_ms integer,
  lead_wanted_ms integer NOT NULL,
  eta_error_ms integer,
  overtaken boolean NOT NULL,
  recalls integer NOT NULL,
  corrections integer NOT NULL,
  prediction_error_ms integer,
  prediction_made_before_ms integer,
  CONSTRAINT pickup_record_pkey PRIMARY KEY (store_id, order_id),
  CONSTRAINT pickup_record_arrival_check CHECK ((num_nulls(arrived_at, arrival_hour, evidence, early_until, store_from) = ANY (ARRAY[0, 5]))),
  CONSTRAINT pickup_record_came_check CHECK (((arrived_at IS NOT NULL) OR (outcome = ANY (ARRAY['handed_over'::text, 'not_collected'::text, 'canceled'::text])))),
  CONSTRAINT pickup_record_handed_over_check CHECK (((outcome = 'handed_over'::text) = (handed_over_at IS NOT NULL))),
  CONSTRAINT pickup_record_outcome_check CHECK ((outcome = ANY (ARRAY['handed_over'::text, 'left_open'::text, 'abandoned'::text, 'not_collected'::text, 'canceled'::text, 'waiting'::text]))),
  CONSTRAINT pickup_record_wait_check CHECK ((num_nulls(early_ms, short_notice_ms, store_ms) = ANY (ARRAY[0, 3])))
);

CREATE INDEX pickup_record_by_day ON pickup_record USING btree (store_id, counted_at);

CREATE INDEX pickup_record_waiting ON pickup_record USING btree (store_id) WHERE (outcome = 'waiting'::text);

CREATE TABLE provider_identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  staff_id uuid NOT NULL,
  bound_at timestamp with time zone NOT NULL,
  CONSTRAINT provider_identity_pkey PRIMARY KEY (issuer, subject),
  CONSTRAINT provider_identity_of UNIQUE (staff_id, issuer),
  CONSTRAINT provider_identity_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);

CREATE TABLE recovery_code (
  staff_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  made_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT recovery_code_pkey PRIMARY KEY (staff_id, code_hash),
  CONSTRAINT recovery_code_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id)
);

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
  created_at timestamp with time zone NOT NULL,
  received_at timestamp with time zone,
  watermark timestamp with time zone NOT NULL,
  read_at timestamp with time zone,
  read_after timestamp with time zone NOT NULL,
  trouble text,
  trouble_since timestamp with time zone,
  refused_at timestamp with time zone,
  old_signing_key text,
  old_signing_key_until timestamp with time zone,
  reading_at timestamp with time zone,
  read_orders integer,
  CONSTRAINT shop_connection_pkey PRIMARY KEY (id),
  CONSTRAINT shop_connection_kind_check CHECK ((kind = ANY (ARRAY['woocommerce'::text, 'shopify'::text, 'square'::text, 'medusa'::text, 'standard_webhooks'::text]))),
  CONSTRAINT shop_connection_write_back_check CHECK ((write_back = ANY (ARRAY['off'::text, 'quiet'::text, 'full'::text])))
);

CREATE TABLE shop_inbox (
  id bigint NOT NULL,
  connection_id uuid NOT NULL,
  body_hash bytea NOT NULL,
  source text NOT NULL,
  topic text,
  external_id text,
  received_at timestamp with time zone NOT NULL,
  state text NOT NULL,
  reason text,
  attempts integer NOT NULL DEFAULT 0,
  try_after timestamp with time zone NOT NULL,
  body text,
  CONSTRAINT shop_inbox_pkey PRIMARY KEY (id),
  CONSTRAINT shop_inbox_once UNIQUE (connection_id, body_hash),
  CONSTRAINT shop_inbox_connection_fkey FOREIGN KEY (connection_id) REFERENCES shop_connection(id) ON DELETE CASCADE,
  CONSTRAINT shop_inbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'applied'::text, 'ignored'::text, 'failed'::text])))
);

CREATE INDEX shop_inbox_latest ON shop_inbox USING btree (connection_id, received_at);

CREATE INDEX shop_inbox_waiting ON shop_inbox USING btree (try_after) WHERE (state = 'waiting'::text);

CREATE TABLE shop_key (
  id uuid NOT NULL,
  shop_id text NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL,
  store_ids text[],
  created_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  scopes text[] NOT NULL DEFAULT '{orders}'::text[],
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  CONSTRAINT shop_key_pkey PRIMARY KEY (id),
  CONSTRAINT shop_key_scopes_check CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['orders'::text, 'figures'::text])))
);

CREATE UNIQUE INDEX shop_key_by_hash ON shop_key USING btree (token_hash);

CREATE TABLE shop_location (
  connection_id uuid NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  address text,
  store_id text,
  ignored boolean NOT NULL DEFAULT false,
  seen_at timestamp with time zone NOT NULL,
  CONSTRAINT shop_location_pkey PRIMARY KEY (connection_id, key),
  CONSTRAINT shop_location_connection_fkey FOREIGN KEY (connection_id) REFERENCES shop_connection(id) ON DELETE CASCADE,
  CONSTRAINT shop_location_store_fkey FOREIGN KEY (store_id) REFERENCES store(id),
  CONSTRAINT shop_location_check CHECK ((NOT (ignored AND (store_id IS NOT NULL))))
);

CREATE TABLE shop_order (
  connection_id uuid NOT NULL,
  external_id text NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  read_at timestamp with time zone,
  stage text NOT NULL,
  digest text NOT NULL,
  location_key text,
  held text,
  content text,
  closed_by_shop boolean NOT NULL DEFAULT false,
  told text,
  tell_attempts integer NOT NULL DEFAULT 0,
  tell_after timestamp with time zone NOT NULL,
  tell_trouble text,
  contact_digest text,
  CONSTRAINT shop_order_pkey PRIMARY KEY (connection_id, external_id),
  CONSTRAINT shop_order_connection_fkey FOREIGN KEY (connection_id) REFERENCES shop_connection(id) ON DELETE CASCADE,
  CONSTRAINT shop_order_held_check CHECK ((held = ANY (ARRAY['location_unknown'::text, 'location_missing'::text]))),
  CONSTRAINT shop_order_stage_check CHECK ((stage = ANY (ARRAY['not_yet'::text, 'open'::text, 'over'::text, 'canceled'::text]))),
  CONSTRAINT shop_order_told_check CHECK ((told = ANY (ARRAY['ready'::text, 'arrived'::text, 'handed_over'::text])))
);

CREATE INDEX shop_order_held ON shop_order USING btree (connection_id, changed_at) WHERE (held IS NOT NULL);

CREATE INDEX shop_order_to_tell ON shop_order USING btree (tell_after) WHERE (told IS DISTINCT FROM 'handed_over'::text);

CREATE TABLE shortage (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  line integer NOT NULL,
  state text NOT NULL,
  sku text,
  name text NOT NULL,
  ordered numeric NOT NULL,
  missing numeric NOT NULL,
  substitute text,
  choices text[] NOT NULL,
  fallback text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  answer_until timestamp with time zone NOT NULL,
  choice text,
  settled_at timestamp with time zone,
  stores jsonb NOT NULL DEFAULT '[]'::jsonb,
  chosen_store text,
  CONSTRAINT shortage_pkey PRIMARY KEY (store_id, order_id, line),
  CONSTRAINT shortage_order_fkey FOREIGN KEY (store_id, order_id) REFERENCES pickup_order(store_id, id) ON DELETE CASCADE,
  CONSTRAINT shortage_choice_check CHECK (((choice IS NOT NULL) = (state = ANY (ARRAY['agreed'::text, 'fallen_back'::text])))),
  CONSTRAINT shortage_choice_offered CHECK ((choice = ANY (choices))),
  CONSTRAINT shortage_choices_check CHECK (((choices <@ ARRAY['substitute'::text, 'without'::text, 'home_delivery'::text, 'refund'::text, 'another_store'::text]) AND (fallback = ANY (choices)))),
  CONSTRAINT shortage_chosen_store_check CHECK (((chosen_store IS NOT NULL) = ((choice IS NOT NULL) AND (choice = 'another_store'::text)))),
  CONSTRAINT shortage_missing_check CHECK (((missing > (0)::numeric) AND (missing <= ordered))),
  CONSTRAINT shortage_settled_check CHECK (((settled_at IS NULL) = (state = 'asked'::text))),
  CONSTRAINT shortage_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'agreed'::text, 'fallen_back'::text, 'withdrawn'::text])))
);

CREATE INDEX shortage_asked ON shortage USING btree (answer_until) WHERE (state = 'asked'::text);

CREATE TRIGGER shortage_steps BEFORE UPDATE OF state ON shortage FOR EACH ROW EXECUTE FUNCTION refuse_illegal_step('agreed>asked,fallen_back>asked,withdrawn>asked,asked>agreed,asked>fallen_back,asked>withdrawn,agreed>withdrawn,fallen_back>withdrawn');

CREATE TABLE sign_in_known_address (
  subject_hash bytea NOT NULL,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT sign_in_known_address_pkey PRIMARY KEY (subject_hash)
);

CREATE INDEX sign_in_known_address_by_age ON sign_in_known_address USING btree (last_at);

CREATE TABLE sign_in_misses (
  subject_hash bytea NOT NULL,
  misses integer NOT NULL,
  last_at timestamp with time zone NOT NULL,
  CONSTRAINT sign_in_misses_pkey PRIMARY KEY (subject_hash)
);

CREATE INDEX sign_in_misses_by_age ON sign_in_misses USING btree (last_at);

CREATE TABLE staff_region (
  staff_id uuid NOT NULL,
  region text NOT NULL,
  CONSTRAINT staff_region_pkey PRIMARY KEY (staff_id, region),
  CONSTRAINT staff_region_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE
);

CREATE INDEX staff_region_by_region ON staff_region USING btree (region);

CREATE TABLE staff_session (
  store_id text NOT NULL,
  token_hash bytea NOT NULL,
  staff_id uuid NOT NULL,
  device_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL,
  last_acted_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  ended_at timestamp with time zone,
  CONSTRAINT staff_session_pkey PRIMARY KEY (store_id, token_hash),
  CONSTRAINT staff_session_store_id_device_id_fkey FOREIGN KEY (store_id, device_id) REFERENCES device(store_id, id)
);

CREATE INDEX staff_session_by_age ON staff_session USING btree (expires_at);

CREATE INDEX staff_session_of ON staff_session USING btree (store_id, staff_id) WHERE (ended_at IS NULL);

CREATE INDEX staff_session_on_device ON staff_session USING btree (store_id, device_id) WHERE (ended_at IS NULL);

CREATE TABLE staff_store (
  staff_id uuid NOT NULL,
  store_id text NOT NULL,
  CONSTRAINT staff_store_pkey PRIMARY KEY (staff_id, store_id),
  CONSTRAINT staff_store_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id) ON DELETE CASCADE,
  CONSTRAINT staff_store_store_id_fkey FOREIGN KEY (store_id) REFERENCES store(id) ON DELETE CASCADE
);

CREATE INDEX staff_store_by_store ON staff_store USING btree (store_id);

CREATE TABLE stock_level (
  store_id text NOT NULL,
  sku text NOT NULL,
  quantity numeric NOT NULL,
  at timestamp with time zone NOT NULL,
  CONSTRAINT stock_level_pkey PRIMARY KEY (store_id, sku),
  CONSTRAINT stock_level_store_fkey FOREIGN KEY (store_id) REFERENCES store(id) ON DELETE CASCADE,
  CONSTRAINT stock_level_quantity_check CHECK ((quantity >= (0)::numeric))
);

CREATE INDEX stock_level_sku ON stock_level USING btree (sku);

CREATE TABLE store_event (
  store_id text NOT NULL,
  seq bigint NOT NULL,
  epoch text NOT NULL,
  type text NOT NULL,
  version smallint NOT NULL,
  entity_id text NOT NULL,
  entity_version integer NOT NULL,
  trip_id text,
  payload jsonb NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  actor jsonb NOT NULL,
  request_id text,
  CONSTRAINT store_event_pkey PRIMARY KEY (store_id, seq),
  CONSTRAINT store_event_seq_check CHECK ((seq > 0))
);

CREATE INDEX store_event_by_entity ON store_event USING btree (store_id, entity_id, seq DESC);

CREATE INDEX store_event_by_time ON store_event USING btree (store_id, recorded_at);

CREATE INDEX store_event_by_trip ON store_event USING btree (store_id, trip_id, seq DESC);

CREATE TABLE store_photo (
  store_id text NOT NULL,
  name text NOT NULL,
  image bytea NOT NULL,
  width integer NOT NULL,
  height integer NOT NULL,
  alt jsonb NOT NULL,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT store_photo_pkey PRIMARY KEY (store_id),
  CONSTRAINT store_photo_store_id_fkey FOREIGN KEY (store_id) REFERENCES store(id) ON DELETE CASCADE,
  CONSTRAINT store_photo_bounded CHECK ((octet_length(image) <= 150000))
);

CREATE INDEX store_photo_by_name ON store_photo USING btree (name);

CREATE TABLE store_stream (
  store_id text NOT NULL,
  epoch text NOT NULL DEFAULT (gen_random_uuid())::text,
  seq bigint NOT NULL DEFAULT 0,
  pruned_seq bigint NOT NULL DEFAULT 0,
  CONSTRAINT store_stream_pkey PRIMARY KEY (store_id),
  CONSTRAINT store_stream_check CHECK (((pruned_seq >= 0) AND (pruned_seq <= seq))),
  CONSTRAINT store_stream_seq_check CHECK ((seq >= 0))
) WITH (fillfactor=50);

CREATE TABLE totp (
  staff_id uuid NOT NULL,
  sealed_secret text,
  confirmed_at timestamp with time zone,
  last_step bigint NOT NULL,
  pending_secret text,
  CONSTRAINT totp_pkey PRIMARY KEY (staff_id),
  CONSTRAINT totp_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff(id),
  CONSTRAINT totp_check CHECK (((sealed_secret IS NULL) = (confirmed_at IS NULL)))
);

CREATE TABLE trip_event_applied (
  store_id text NOT NULL,
  event_id text NOT NULL,
  trip_id uuid NOT NULL,
  applied_at timestamp with time zone NOT NULL,
  CONSTRAINT trip_event_applied_pkey PRIMARY KEY (store_id, event_id)
);

CREATE INDEX trip_event_applied_by_age ON trip_event_applied USING btree (applied_at);

CREATE TABLE trip_link (
  store_id text NOT NULL,
  token_hash bytea NOT NULL,
  trip_id uuid NOT NULL,
  kind text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT trip_link_pkey PRIMARY KEY (store_id, token_hash),
  CONSTRAINT trip_link_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'substitute'::text])))
);

CREATE INDEX trip_link_by_age ON trip_link USING btree (expires_at);

CREATE INDEX trip_link_by_hash ON trip_link USING btree (token_hash);

CREATE INDEX trip_link_by_revocation ON trip_link USING btree (revoked_at) WHERE (revoked_at IS NOT NULL);

CREATE INDEX trip_link_of_trip ON trip_link USING btree (store_id, trip_id);

CREATE TABLE trip_rating (
  store_id text NOT NULL,
  trip_id uuid NOT NULL,
  stars smallint,
  sealed_words text,
  rated_at timestamp with time zone NOT NULL,
  CONSTRAINT trip_rating_pkey PRIMARY KEY (store_id, trip_id),
  CONSTRAINT trip_rating_store_id_trip_id_fkey FOREIGN KEY (store_id, trip_id) REFERENCES trip(store_id, id),
  CONSTRAINT trip_rating_stars_check CHECK (((stars >= 1) AND (stars <= 5))),
  CONSTRAINT trip_rating_words_check CHECK (((sealed_words IS NULL) OR (stars IS NOT NULL)))
);

CREATE TABLE visitor (
  store_id text NOT NULL,
  order_id uuid NOT NULL,
  trip_id uuid NOT NULL,
  home_store_id text NOT NULL,
  home_store_name text NOT NULL,
  short_code text NOT NULL,
  customer_name text NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT visitor_pkey PRIMARY KEY (store_id, order_id),
  CONSTRAINT visitor_check CHECK ((home_store_id <> store_id))
);

CREATE TABLE web_authn_challenge (
  challenge_hash bytea NOT NULL,
  purpose text NOT NULL,
  session_hash bytea,
  expires_at timestamp with time zone NOT NULL,
  CONSTRAINT web_authn_challenge_pkey PRIMARY KEY (challenge_hash)
);

CREATE INDEX web_authn_challenge_by_age ON web_authn_challenge USING btree (expires_at);

CREATE VIEW bay_label_view AS
 SELECT store_id,
    ordinal,
    label
   FROM bay;

CREATE VIEW bay_position_view AS
 SELECT store_id,
    ordinal,
    "position"
   FROM bay
  WHERE kind = 'bay'::text;

CREATE VIEW claimed_order_view AS
 SELECT pickup.store_id,
    pickup.id AS order_id,
    pickup.trip_id,
    pickup.claimed_by AS staff_id
   FROM pickup_order pickup
     JOIN trip ON trip.store_id = pickup.store_id AND trip.id = pickup.trip_id
  WHERE pickup.claimed_by IS NOT NULL AND (pickup.state = ANY (ARRAY['placed'::text, 'preparing'::text, 'ready'::text])) AND trip.closed_at IS NULL;

CREATE VIEW contact_view AS
 SELECT store_id,
    order_id,
    trip_id,
    sealed,
    language,
    consents,
    phone_hash IS NOT NULL AS has_phone,
    email_hash IS NOT NULL AS has_email,
    phone_hash,
    email_hash
   FROM contact;

CREATE VIEW customer_by_phone_view AS
 SELECT contact.phone_hash,
    contact.store_id,
    contact.order_id,
    contact.trip_id,
    contact.language,
    contact.created_at AS ordered_at,
    trip.closed_at
   FROM contact
     JOIN trip ON trip.store_id = contact.store_id AND trip.id = contact.trip_id;

CREATE VIEW customer_session_view AS
 SELECT session.store_id,
    session.token_hash,
    session.trip_id,
    session.created_at,
    LEAST(session.expires_at, link.expires_at) AS expires_at,
    link.expires_at AS link_expires_at,
    link.revoked_at AS link_revoked_at,
        CASE
            WHEN trip.sharing = 'live'::text AND trip.shared_by <> link.kind THEN 'none'::text
            ELSE trip.sharing
        END AS sharing,
    trip.closed_at,
    store.name AS store_name,
    store.phone AS store_phone,
    link.kind AS role
   FROM customer_session session
     JOIN trip_link link ON link.store_id = session.store_id AND link.token_hash = session.link_hash
     LEFT JOIN trip ON trip.store_id = session.store_id AND trip.id = session.trip_id
     LEFT JOIN store ON store.id = session.store_id;

CREATE VIEW enrolled_device_view AS
 SELECT store_id,
    id,
    name,
    kind,
    token_hash,
    last_seen_at
   FROM device
  WHERE revoked_at IS NULL;

CREATE VIEW manager_session_end_view AS
 SELECT session.token_hash,
    staff.role,
    staff.disabled_at
   FROM manager_session session
     JOIN staff ON staff.id = session.staff_id;

CREATE VIEW manager_session_view AS
 SELECT session.token_hash,
    session.staff_id,
    staff.name,
    staff.role,
    staff.store_id,
    session.expires_at,
    session.last_acted_at,
    session.confirmed_at,
    session.second_factor_at,
    (EXISTS ( SELECT 1
           FROM passkey
          WHERE passkey.staff_id = staff.id)) OR (EXISTS ( SELECT 1
           FROM totp
          WHERE totp.staff_id = staff.id AND totp.confirmed_at IS NOT NULL)) AS has_factor,
        CASE
            WHEN staff.store_id IS NOT NULL THEN ARRAY( SELECT reach.store_id
               FROM staff_reach_view reach
              WHERE reach.staff_id = staff.id)
            ELSE NULL::text[]
        END AS store_ids,
    ARRAY( SELECT staff_region.region
           FROM staff_region
          WHERE staff_region.staff_id = staff.id
          ORDER BY staff_region.region) AS regions
   FROM manager_session session
     JOIN staff ON staff.id = session.staff_id AND staff.disabled_at IS NULL AND (staff.role = ANY (ARRAY['manager'::text, 'admin'::text]))
  WHERE session.ended_at IS NULL;

CREATE VIEW page_presence_view AS
 SELECT store_id,
    trip_id,
    connected_at
   FROM page_presence;

CREATE VIEW past_device_token_view AS
 SELECT token.store_id,
    token.token_hash,
    device.id,
    device.name,
    device.kind,
    token.generation > device.generation AS is_newer,
    COALESCE(token.replaced_at, device.rotated_at) AS replaced_at,
    device.last_seen_at
   FROM device_token token
     JOIN device ON device.store_id = token.store_id AND device.id = token.device_id
  WHERE device.token_hash <> token.token_hash AND device.revoked_at IS NULL;

CREATE VIEW phone_trip_view AS
 SELECT token_hash,
    store_id,
    trip_id,
    linked_at
   FROM phone_trip;

CREATE VIEW pickup_report_view AS
 SELECT record.store_id,
    store.name AS store_name,
    store.time_zone,
    record.local_day,
    1 + record.arrival_hour / 24 AS arrival_weekday,
    record.arrival_hour::integer % 24 AS arrival_hour,
    record.order_id,
    record.service,
    record.outcome,
    record.evidence,
    record.counted_at,
    record.arrived_at,
    record.claimed_at,
    record.handed_over_at,
    record.left_open_at,
    record.early_ms,
    record.short_notice_ms,
    record.store_ms,
    (record.outcome = ANY (ARRAY['handed_over'::text, 'left_open'::text])) AND record.store_ms IS NOT NULL AND (record.left_open_at IS NULL OR record.store_ms >= (store.goal_s * 1000)) AS is_judged,
    store.goal_s * 1000 AS goal_ms,
    store.promise_s * 1000 AS promise_ms,
    record.response_ms,
    record.walk_ms,
    record.lead_given_ms,
    record.lead_wanted_ms,
    record.eta_error_ms,
    record.overtaken,
    record.recalls,
    record.corrections,
    record.shared_position,
    record.prediction_error_ms,
    record.prediction_made_before_ms
   FROM pickup_record record
     JOIN store ON store.id = record.store_id;

CREATE VIEW promised_wait_view AS
 SELECT id AS store_id,
    lead_s,
    goal_s,
    promise_s
   FROM store;

CREATE VIEW shop_key_view AS
 SELECT token_hash,
    shop_id,
    name,
    store_ids,
    scopes,
    expires_at,
    last_used_at
   FROM shop_key
  WHERE revoked_at IS NULL;

CREATE VIEW staff_reach_view AS
 SELECT staff.id AS staff_id,
    staff.store_id
   FROM staff
  WHERE staff.store_id IS NOT NULL
UNION
 SELECT staff_store.staff_id,
    staff_store.store_id
   FROM staff_store
UNION
 SELECT staff_region.staff_id,
    store.id AS store_id
   FROM staff_region
     JOIN store ON store.region = staff_region.region;

CREATE VIEW staff_session_view AS
 SELECT session.store_id,
    session.token_hash,
    session.staff_id,
    session.device_id,
    staff.name,
    staff.role,
    session.expires_at,
    session.last_acted_at
   FROM staff_session session
     JOIN staff ON staff.id = session.staff_id AND staff.disabled_at IS NULL AND (staff.store_id IS NULL OR staff.store_id = session.store_id OR (EXISTS ( SELECT 1
           FROM staff_reach_view reach
          WHERE reach.staff_id = session.staff_id AND reach.store_id = session.store_id)))
     JOIN device ON device.store_id = session.store_id AND device.id = session.device_id AND device.revoked_at IS NULL
  WHERE session.ended_at IS NULL;

CREATE VIEW store_messages_view AS
 SELECT id AS store_id,
    name,
    languages,
    phone,
    country,
    time_zone,
    hours,
    hours_exceptions,
    messages,
    discreet
   FROM store;

CREATE VIEW store_premises_view AS
 SELECT id AS store_id,
    version,
    lead_s,
    premises,
    entrance
   FROM store;

CREATE VIEW trip_link_end_view AS
 SELECT store_id,
    trip_id,
    token_hash,
    expires_at,
    revoked_at
   FROM trip_link;

CREATE VIEW waiting_store_view AS
 SELECT trip.store_id,
    count(*)::integer AS waiting,
    min(trip.arrival_occurred_at) AS waiting_since,
    presence.connected_at AS board_connected_at
   FROM trip
     LEFT JOIN board_presence presence ON presence.store_id = trip.store_id
  WHERE trip.closed_at IS NULL AND trip.state = 'arrived'::text AND trip.arrival_confirmed
  GROUP BY trip.store_id, presence.connected_at;

CREATE VIEW webhook_order_view AS
 SELECT store_id,
    id AS order_id,
    trip_id,
    state,
    short_code,
    reference,
    external_id
   FROM pickup_order;

CREATE VIEW webhook_store_view AS
 SELECT id AS store_id,
    lead_s
   FROM store;
