
\restrict DYtEoebM0V2rmfFp73plcv3hQnmhu8ldJv5L8t143ZGIPDMMXLUL0RUgIcHqsIo

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public;

COMMENT ON EXTENSION postgis IS 'PostGIS geometry and geography spatial types and functions';

CREATE FUNCTION public.refuse_illegal_step() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.state <> OLD.state
    AND NOT (OLD.state || '>' || NEW.state) = ANY (string_to_array(TG_ARGV[0], ','))
  THEN
    RAISE EXCEPTION '% cannot go from % to %', TG_TABLE_NAME, OLD.state, NEW.state
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.account_notice (
    id uuid NOT NULL,
    staff_id uuid NOT NULL,
    kind text NOT NULL,
    by_staff_id uuid,
    by_name text,
    occurred_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone
);

CREATE TABLE public.bay (
    store_id text NOT NULL,
    label text NOT NULL,
    ordinal integer NOT NULL,
    "position" public.geography(Point,4326) NOT NULL
);

CREATE TABLE public.bay_sign (
    store_id text NOT NULL,
    label text NOT NULL,
    edition integer NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

CREATE TABLE public.customer_session (
    store_id text NOT NULL,
    token_hash bytea NOT NULL,
    trip_id uuid NOT NULL,
    link_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);

CREATE TABLE public.device (
    store_id text NOT NULL,
    id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    token_hash bytea NOT NULL,
    enrolled_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    generation integer DEFAULT 0 NOT NULL,
    rotation_key bytea,
    rotated_at timestamp with time zone,
    CONSTRAINT device_kind_check CHECK ((kind = ANY (ARRAY['handheld'::text, 'wall'::text])))
);

CREATE TABLE public.device_token (
    store_id text NOT NULL,
    token_hash bytea NOT NULL,
    device_id uuid NOT NULL,
    generation integer NOT NULL,
    issued_at timestamp with time zone,
    replaced_at timestamp with time zone
);

CREATE TABLE public.enrol_code (
    store_id text NOT NULL,
    code_hash bytea NOT NULL,
    kind text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    CONSTRAINT enrol_code_kind_check CHECK ((kind = ANY (ARRAY['handheld'::text, 'wall'::text])))
);

CREATE TABLE public.idempotency_key (
    scope text NOT NULL,
    key_hash bytea NOT NULL,
    fingerprint bytea NOT NULL,
    answer text NOT NULL,
    sealed boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    store_id text NOT NULL,
    several_stores boolean NOT NULL
);

CREATE TABLE public.manager_session (
    token_hash bytea NOT NULL,
    staff_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_acted_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    second_factor_at timestamp with time zone,
    device_words text DEFAULT ''::text NOT NULL,
    network text DEFAULT ''::text NOT NULL
);

CREATE TABLE public.order_service_migrations (
    id integer NOT NULL,
    "timestamp" bigint NOT NULL,
    name character varying NOT NULL
);

CREATE SEQUENCE public.order_service_migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.order_service_migrations_id_seq OWNED BY public.order_service_migrations.id;

CREATE TABLE public.passkey (
    id uuid NOT NULL,
    staff_id uuid NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    transports text[] NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

CREATE TABLE public.pickup_order (
    store_id text NOT NULL,
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
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
    recalls integer DEFAULT 0 NOT NULL,
    guesses integer DEFAULT 0 NOT NULL,
    guessed_since timestamp with time zone,
    proof_reason text,
    proof_note text,
    wrong_codes integer DEFAULT 0 NOT NULL,
    expected_ready_at timestamp with time zone,
    CONSTRAINT pickup_order_check CHECK (((claimed_by IS NULL) = (claimed_at IS NULL))),
    CONSTRAINT pickup_order_check1 CHECK (((state = 'handed_over'::text) = (handed_over_at IS NOT NULL))),
    CONSTRAINT pickup_order_check2 CHECK (((handed_over_at IS NULL) = (proof IS NULL))),
    CONSTRAINT pickup_order_proof_check CHECK ((proof = ANY (ARRAY['code'::text, 'qr'::text, 'id_checked'::text, 'none'::text]))),
    CONSTRAINT pickup_order_proof_reason_check CHECK ((proof_reason = ANY (ARRAY['phone_empty'::text, 'code_not_at_hand'::text, 'known_customer'::text, 'left_as_agreed'::text, 'scanner_broken'::text, 'other'::text]))),
    CONSTRAINT pickup_order_state_check CHECK ((state = ANY (ARRAY['placed'::text, 'preparing'::text, 'ready'::text, 'handed_over'::text, 'canceled'::text, 'not_collected'::text])))
);

CREATE TABLE public.recovery_code (
    staff_id uuid NOT NULL,
    code_hash bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone
);

CREATE TABLE public.shop_key (
    id uuid NOT NULL,
    shop_id text NOT NULL,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    store_ids text[],
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);

CREATE TABLE public.sign_in_known_address (
    subject_hash bytea NOT NULL,
    last_at timestamp with time zone NOT NULL
);

CREATE TABLE public.sign_in_misses (
    subject_hash bytea NOT NULL,
    misses integer NOT NULL,
    last_at timestamp with time zone NOT NULL
);

CREATE TABLE public.staff (
    id uuid NOT NULL,
    store_id text,
    name text NOT NULL,
    role text NOT NULL,
    pin_hash text,
    login text,
    password_hash text,
    created_at timestamp with time zone NOT NULL,
    disabled_at timestamp with time zone,
    CONSTRAINT staff_check CHECK (((store_id IS NOT NULL) OR (role = 'admin'::text))),
    CONSTRAINT staff_check1 CHECK (((login IS NULL) = (password_hash IS NULL))),
    CONSTRAINT staff_login_check CHECK ((login = lower(login))),
    CONSTRAINT staff_role_check CHECK ((role = ANY (ARRAY['staff'::text, 'manager'::text, 'admin'::text])))
);

CREATE TABLE public.staff_session (
    store_id text NOT NULL,
    token_hash bytea NOT NULL,
    staff_id uuid NOT NULL,
    device_id uuid NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_acted_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);

CREATE TABLE public.store (
    id text NOT NULL,
    version integer DEFAULT 1 NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    phone text NOT NULL,
    time_zone text NOT NULL,
    languages text[] NOT NULL,
    hours jsonb NOT NULL,
    goal_s integer NOT NULL,
    promise_s integer NOT NULL,
    lead_s integer NOT NULL,
    premises public.geography(Polygon,4326) NOT NULL,
    entrance public.geography(Point,4326) NOT NULL,
    instructions jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    lead_follows boolean DEFAULT false NOT NULL,
    proof_policy jsonb,
    sign_key bytea DEFAULT decode(replace(((gen_random_uuid())::text || (gen_random_uuid())::text), '-'::text, ''::text), 'hex'::text) NOT NULL,
    CONSTRAINT store_premises_valid CHECK (
CASE
    WHEN ((public.st_xmax(((premises)::public.geometry)::public.box3d) - public.st_xmin(((premises)::public.geometry)::public.box3d)) > (180)::double precision) THEN public.st_isvalid(public.st_shiftlongitude((premises)::public.geometry))
    ELSE public.st_isvalid((premises)::public.geometry)
END)
);

CREATE TABLE public.store_event (
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
    CONSTRAINT store_event_seq_check CHECK ((seq > 0))
);

CREATE TABLE public.store_stream (
    store_id text NOT NULL,
    epoch text DEFAULT (gen_random_uuid())::text NOT NULL,
    seq bigint DEFAULT 0 NOT NULL,
    pruned_seq bigint DEFAULT 0 NOT NULL,
    CONSTRAINT store_stream_check CHECK (((pruned_seq >= 0) AND (pruned_seq <= seq))),
    CONSTRAINT store_stream_seq_check CHECK ((seq >= 0))
)
WITH (fillfactor='50');

CREATE TABLE public.totp (
    staff_id uuid NOT NULL,
    sealed_secret text,
    confirmed_at timestamp with time zone,
    last_step bigint NOT NULL,
    pending_secret text,
    CONSTRAINT totp_check CHECK (((sealed_secret IS NULL) = (confirmed_at IS NULL)))
);

CREATE TABLE public.trip (
    store_id text NOT NULL,
    id uuid NOT NULL,
    version integer DEFAULT 1 NOT NULL,
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
    corrections integer DEFAULT 0 NOT NULL,
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
    CONSTRAINT trip_arrival_evidence_check CHECK ((arrival_evidence = ANY (ARRAY['tapped_far'::text, 'tapped_unseen'::text, 'text_message'::text, 'tapped_near'::text, 'position_inside'::text, 'position_parked'::text, 'bay_scanned'::text, 'staff_entered'::text]))),
    CONSTRAINT trip_check CHECK (((arrival_occurred_at IS NULL) = (arrival_evidence IS NULL))),
    CONSTRAINT trip_check1 CHECK (((state <> 'arrived'::text) OR (arrival_occurred_at IS NOT NULL))),
    CONSTRAINT trip_check2 CHECK (((closed_at IS NOT NULL) = (state = ANY (ARRAY['completed'::text, 'canceled'::text, 'expired'::text])))),
    CONSTRAINT trip_message_check CHECK ((message = ANY (ARRAY['come_to_entrance'::text, 'hazard_lights'::text, 'on_our_way'::text, 'call_us'::text]))),
    CONSTRAINT trip_message_sent_check CHECK (((message IS NULL) = (message_sent_at IS NULL))),
    CONSTRAINT trip_other_store CHECK (((num_nulls(other_store_id, other_store_name, other_store_since) = ANY (ARRAY[0, 3])) AND (other_store_id <> store_id) AND ((other_store_id IS NULL) OR (closed_at IS NULL)))),
    CONSTRAINT trip_questioned_check CHECK (((arrival_questioned_at IS NULL) OR ((state = 'arrived'::text) AND (NOT arrival_confirmed)))),
    CONSTRAINT trip_sharing_check CHECK ((sharing = ANY (ARRAY['live'::text, 'stopped'::text, 'declined'::text, 'none'::text]))),
    CONSTRAINT trip_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'started'::text, 'approaching'::text, 'arrived'::text, 'departed'::text, 'left_open'::text, 'completed'::text, 'canceled'::text, 'expired'::text])))
);

CREATE TABLE public.trip_event_applied (
    store_id text NOT NULL,
    event_id text NOT NULL,
    trip_id uuid NOT NULL,
    applied_at timestamp with time zone NOT NULL
);

CREATE TABLE public.trip_link (
    store_id text NOT NULL,
    token_hash bytea NOT NULL,
    trip_id uuid NOT NULL,
    kind text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    CONSTRAINT trip_link_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'substitute'::text])))
);

CREATE TABLE public.visitor (
    store_id text NOT NULL,
    order_id uuid NOT NULL,
    trip_id uuid NOT NULL,
    home_store_id text NOT NULL,
    home_store_name text NOT NULL,
    short_code text NOT NULL,
    customer_name text NOT NULL,
    since timestamp with time zone NOT NULL,
    CONSTRAINT visitor_check CHECK ((home_store_id <> store_id))
);

CREATE TABLE public.web_authn_challenge (
    challenge_hash bytea NOT NULL,
    purpose text NOT NULL,
    session_hash bytea,
    expires_at timestamp with time zone NOT NULL
);

ALTER TABLE ONLY public.order_service_migrations ALTER COLUMN id SET DEFAULT nextval('public.order_service_migrations_id_seq'::regclass);

INSERT INTO public.account_notice VALUES
	('ae882d0f-686e-4ecb-abf9-40e2c6d6b5cf', '25edf4a2-72d0-4c99-b6dd-2229a7bc4075', 'pin-changed', NULL, NULL, '2026-11-30 01:06:57.742034+00', NULL),
	('bece2995-6670-46ec-8cf9-43feccf9e89b', '0df613aa-2af8-432e-a037-728ea63eb9a5', 'pin-changed', NULL, NULL, '2026-11-30 01:06:57.742034+00', NULL),
	('180f640c-0d46-4866-9c6f-bd5f3b8f7da3', 'db3be649-8cef-4672-8a35-6206d6a189e9', 'pin-changed', NULL, NULL, '2026-11-30 01:06:57.742034+00', NULL),
	('014616d4-ab7d-49fd-9c41-f60e19f8e9fe', 'baa6561c-1453-4050-aff6-f7cc633bc32b', 'pin-changed', NULL, NULL, '2026-11-30 01:06:57.742034+00', NULL),
	('6fd2b5f4-53f8-4b6c-bf65-5fd91f81a16c', 'a0b37e4b-a619-4ce1-84d8-b7026013c1b1', 'pin-changed', NULL, NULL, '2026-11-30 01:06:57.742034+00', NULL);

INSERT INTO public.bay VALUES
	('lyon-confluence', '1', 0, '0101000020E61000002A1BD6541645134063B83A00E2DE4640'),
	('lyon-confluence', '2', 1, '0101000020E610000063D4B5F63E45134063B83A00E2DE4640'),
	('lyon-confluence', '3', 2, '0101000020E610000019AF79556745134063B83A00E2DE4640'),
	('lyon-confluence', '4', 3, '0101000020E6100000516859F78F45134063B83A00E2DE4640'),
	('lyon-confluence', '5', 4, '0101000020E61000002A1BD65416451340895E46B1DCDE4640'),
	('lyon-confluence', '6', 5, '0101000020E610000063D4B5F63E451340895E46B1DCDE4640'),
	('lyon-confluence', '7', 6, '0101000020E610000019AF795567451340895E46B1DCDE4640'),
	('lyon-confluence', '8', 7, '0101000020E6100000516859F78F451340895E46B1DCDE4640'),
	('bristol-harbour', '1', 0, '0101000020E610000044A852B307DA04C0C25087156EB94940'),
	('bristol-harbour', '2', 1, '0101000020E61000006CEBA7FFACD904C0C25087156EB94940'),
	('bristol-harbour', '3', 2, '0101000020E61000008F71C5C551D904C0C25087156EB94940'),
	('bristol-harbour', '4', 3, '0101000020E6100000B7B41A12F7D804C0C25087156EB94940'),
	('bristol-harbour', '5', 4, '0101000020E610000044A852B307DA04C0E8F692C668B94940'),
	('bristol-harbour', '6', 5, '0101000020E61000006CEBA7FFACD904C0E8F692C668B94940'),
	('bristol-harbour', '7', 6, '0101000020E61000008F71C5C551D904C0E8F692C668B94940'),
	('bristol-harbour', '8', 7, '0101000020E6100000B7B41A12F7D804C0E8F692C668B94940');

INSERT INTO public.bay_sign VALUES
	('lyon-confluence', '1', 2, '2026-11-30 01:06:57.746979+00'),
	('lyon-confluence', '2', 2, '2026-11-30 01:06:57.746979+00'),
	('lyon-confluence', '3', 2, '2026-11-30 01:06:57.746979+00');

INSERT INTO public.customer_session VALUES
	('bristol-harbour', '\xcf6442666df8c5bcd34813037b3e06e8997925e7132afe2d5a0e3a17537b8cf4', '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '\x571bf8148f2c16f5b84c74b9ffeb8ea274561347becb0b9fa8f011bf3f56d9f6', '2026-11-30 01:02:12.617+00', '2026-12-07 01:02:12.58+00'),
	('lyon-confluence', '\xa48dd5e47487b27fe482aa534f64f019b54d65411e8c4a1baf7a7d583ba60947', '88f59ace-6282-42d0-aa23-ca4db00a513f', '\xb8a28933a3b940c499b875c8ced34af0a229e83e11a558cd0a572a1ea5f6358d', '2026-11-30 01:02:12.813+00', '2026-12-07 01:02:12.793+00'),
	('bristol-harbour', '\xf10709ed3a87fd008356855358c3a9309ae9b79f41912999d951c136e8825e72', 'dda00ad9-e17c-4c57-bcda-8611305d9136', '\xb6a487a91d010df41431e9ba80022d18bc9b71912a2b476ac58630dfac6962ed', '2026-11-30 01:02:18.614+00', '2026-12-07 01:02:18.586+00'),
	('lyon-confluence', '\x380f793cb082b4f1785892fcc86474f0d37f898c81490dd4c973c6e162e0d6b4', 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '\xb36c30dc29f91e397c062da06c036dd2bf879d9908d0e9816a652694e64a0a36', '2026-11-30 01:02:18.858+00', '2026-12-07 01:02:18.79+00'),
	('bristol-harbour', '\xf2e667cad693aabd2640d33a4ff72030337d780e7f98af3a6da820b932de12fa', 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '\x82396155a9a918097378512d73149c86fb52e1def5d7006c46f9f392279f7da0', '2026-11-30 01:02:24.638+00', '2026-12-07 01:02:24.594+00'),
	('lyon-confluence', '\xdf71fecf58c8634ac75b4f1b72cb56186942ac360166da3ead61ea1b6ccf0912', '67abdf2b-4710-4111-85a5-55d6941d3f82', '\xcd003ff3e854e51bd589598ce4941857badae4719a7e0a1287c5a5333293f856', '2026-11-30 01:02:24.81+00', '2026-12-07 01:02:24.784+00'),
	('bristol-harbour', '\xd47348065cfeb78427e99c981ffe6fadd945c64949491d16c69efee08163f03c', '824af18b-f545-4af8-a765-6b9596ad802e', '\x59eb8e27820255efa2f2acbb69209e554cb2667ffd04b0d8d99206412df0fd7f', '2026-11-30 01:03:32.187+00', '2026-12-07 01:03:32.156+00'),
	('lyon-confluence', '\xf729a00f744c7d71ceb31c7b8595fb7a55ed73e91b755b7bf5e18aa895c90f3b', '9d162a90-6198-41c9-b61d-c2c87c98e992', '\x8785847cdc40106eadf8d304ccb3c387b390e8a1c06e10061f53791470577f7f', '2026-11-30 01:03:36.494+00', '2026-12-07 01:03:36.477+00'),
	('bristol-harbour', '\x94105f44d6182b87e8fe67dd18089de563215e5e491685c40086ef9a5fc82abc', '3363c309-b2df-468f-8e84-dfc1bf9fcb85', '\x19cf968d431e78ef2d243be25aaf955038ab13f1fb1e491600220f4a9e444ad6', '2026-11-30 01:03:58.98+00', '2026-12-01 02:16:05.558+00'),
	('bristol-harbour', '\x86dcb5becefd303a01ba11fd6ba97b9cdc5727b01fd8135f8e1ac117caef27a5', 'ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', '\xb09128ed832a50e0e28759cd4e8205567b213ef68536413084e96b23719750e9', '2026-11-30 01:04:39.066+00', '2026-12-07 01:04:39.053+00'),
	('lyon-confluence', '\x0cc527387629efad025166297ee3b3172383ebad420fdaf08272e4f27195fcc9', '0d15c3e1-903d-4e4c-ad9a-e5b425360977', '\xe500d35d9cdfd784a7476dc89675323a5723cbc5891c6a1868f6e75f2595e6cf', '2026-11-30 01:04:51.14+00', '2026-12-01 02:18:27.643+00'),
	('bristol-harbour', '\xb6428ed5e3e200855a18c26d6ed2fa34b372ef3edf98c737347c02e49a6f962a', '9b459e6f-31b7-4197-9b39-66ceadb0e793', '\x2ea7c53822b537d812663f395ea5bd81d169a0fbe4100d97e893064cab15e97e', '2026-11-30 01:06:39.602+00', '2026-12-07 01:06:39.571+00');

INSERT INTO public.device VALUES
	('bristol-harbour', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 'Demo', 'handheld', '\xd75ab008910f4b419d4200f312901938079210e73834e15740d49a5ed5471b50', '2026-11-30 01:02:11.878+00', NULL, 0, '\x2c6f10f639b196caade91ccc12cb1abcd6251d1d248a8d641c1028bc089191b8', NULL),
	('lyon-confluence', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 'Demo', 'handheld', '\x05a4740382aa5565565b7089ebfc2962fa56754b3c6abee42bd602b0440822d3', '2026-11-30 01:02:12.353+00', NULL, 0, '\xab95c649c9cce32c70b1458a75ef667d490833e1d7fa1dda5243c090ac8c2d06', NULL);

INSERT INTO public.device_token VALUES
	('bristol-harbour', '\xd75ab008910f4b419d4200f312901938079210e73834e15740d49a5ed5471b50', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 0, NULL, NULL),
	('bristol-harbour', '\x37674d00d38dc9f63b994286baaafbe4e0d2538a2a948a6fa30d2b7665c1be8b', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 1, NULL, NULL),
	('bristol-harbour', '\x42f70842bfe769a928eea597a0f7fbfe22f1054e9a767e54c8446bcf49aaed81', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 2, NULL, NULL),
	('bristol-harbour', '\x2d7f3785f94912a7738b7d2e5ae6aa277fcf0f25e1446f56aae60c34ea93bffe', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 3, NULL, NULL),
	('bristol-harbour', '\xf9141ced55770954b11e360f6b3b6c364a6ce7212b5e7b80025746c9c959668d', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 4, NULL, NULL),
	('bristol-harbour', '\x3c38cff8cb4bdcbf5327b237212789638a459bdc477e8775e848b10e5d17dec0', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 5, NULL, NULL),
	('bristol-harbour', '\xa26a277591cfd8e4400cb0c1bed4ea6228774b84bcfa0304fea3b015597630cb', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 6, NULL, NULL),
	('bristol-harbour', '\x67ee74922150a67a3add85a304f7865e5357f2171b00f2746640c244aa17e77e', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 7, NULL, NULL),
	('bristol-harbour', '\xba2ef940458aa0f7fc332efa69af1b600fd1b592c7a41f793435a0caa63f3627', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 8, NULL, NULL),
	('bristol-harbour', '\xe930a60a1867dc7075165e6f09ad9d9b451db9c922e99c850d82f1861f783b13', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 9, NULL, NULL),
	('bristol-harbour', '\x1717ba4a20d170be0731fb0b39239a555c2355427963940f2e7633787e39484a', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 10, NULL, NULL),
	('bristol-harbour', '\xa5dfbe6799e575645e0a63bccd2d12cdfad1e5d4e5fcef76f58ffd78cac18e70', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 11, NULL, NULL),
	('bristol-harbour', '\x6fecd724a2323e1eeb0e0c1819aa7383574f1737b1945130ab5166398152c34b', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 12, NULL, NULL),
	('bristol-harbour', '\xcd8628ed3dc41347a3700951c28afd7ae3ddf3ef7f4320c7da9aadcd26b64329', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 13, NULL, NULL),
	('bristol-harbour', '\xe433b584b2da954d57a35109a3747923f73cb93dc3b1532a8720d47340829923', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', 14, NULL, NULL),
	('lyon-confluence', '\x05a4740382aa5565565b7089ebfc2962fa56754b3c6abee42bd602b0440822d3', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 0, NULL, NULL),
	('lyon-confluence', '\x5e510ecb36025c3abf251e10c4f4509d48c6a1be1c693dbfd172d3eb7641ab3a', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 1, NULL, NULL),
	('lyon-confluence', '\x20f0242eac56f87a391ef30270e71d2c6c479c6a86b50996b6b8826f9f4b8e18', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 2, NULL, NULL),
	('lyon-confluence', '\x1f911ce4359314a287038f04e908eb5d2e5ebab6408b31f5a644151adc3bffe5', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 3, NULL, NULL),
	('lyon-confluence', '\xf7629602251e8e782d422424143a6a43281bb50bad781791131d7ca8e050a56e', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 4, NULL, NULL),
	('lyon-confluence', '\x6dfa624bc2f8813c2f407b15d0994426ab630ef200a166e175bccd037054e648', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 5, NULL, NULL),
	('lyon-confluence', '\xe599d47399585642a63221fac3d645d9562095cd18eaaec36f16b49408a4434c', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 6, NULL, NULL),
	('lyon-confluence', '\x54bd4ed8ec2f37fd2006c411f1a46379889a97791bbb61297f170c9166a28ee5', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 7, NULL, NULL),
	('lyon-confluence', '\xd13d7352b2ef851aeda51340d0b921047e8305a2cb8dfb7b176af6d4c8ee0d11', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 8, NULL, NULL),
	('lyon-confluence', '\xfed33f29be8be957a3ec8e204f5c06c80bf061ff539459e282a486d55335a719', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 9, NULL, NULL),
	('lyon-confluence', '\xae7b4715b2770e4ffe9668b4b9c4f010771028f10c8d43bffbb37c06ce2e7755', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 10, NULL, NULL),
	('lyon-confluence', '\x18b2033e7c43ed4f3d989fab12cf874d0c4886a104b7d7ea22c308353439d62a', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 11, NULL, NULL),
	('lyon-confluence', '\x34cdc42e7ea4971c5b02b7357021f5e261fd781d8cec9ea86cb7d50a0ee76bca', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 12, NULL, NULL),
	('lyon-confluence', '\xcf7c46b7467c3e2d70def8fe49ef9c4d15003244d47d0985b5e1d494c5886a03', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 13, NULL, NULL),
	('lyon-confluence', '\x5789c7f18e9f39829df97f2eb20d76bb64059485a832a9aeb3fad91cd0e816dc', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', 14, NULL, NULL);

INSERT INTO public.enrol_code VALUES
	('lyon-confluence', '\x9b2cb6b1e664b0d2ec31f3130e008f2dcc90c6b64e5b62df7509f6d5fae594e5', 'handheld', '2026-11-30 01:02:10.222+00', '2026-11-30 01:12:10.222+00', NULL),
	('bristol-harbour', '\x18825bbcc7e3ac229dc6979e15206632c7bfec191774c84de22a3356e861fa22', 'handheld', '2026-11-30 01:02:10.222+00', '2026-11-30 01:12:10.222+00', NULL),
	('lyon-confluence', '\x902b8ace4dbe6a1586da380a8e210af9124874b6aa2d1896ffee03ff44252df8', 'wall', '2026-11-30 01:02:10.222+00', '2026-11-30 01:12:10.222+00', NULL),
	('bristol-harbour', '\x8e88d5e91842a2984236e00689534ba703777b1f178a897a49384536f525433d', 'wall', '2026-11-30 01:02:10.222+00', '2026-11-30 01:12:10.222+00', NULL),
	('bristol-harbour', '\xb1cd65bf720ba31d577151dab394e868833d9fb5dfaac087ec3bf79328967185', 'handheld', '2026-11-30 01:02:11.486+00', '2026-11-30 01:12:11.486+00', '2026-11-30 01:02:11.878+00'),
	('lyon-confluence', '\x25258a91da64dac536f5272c9fbc8b0f0c1b93978b8a5a73347379fbb74f0545', 'handheld', '2026-11-30 01:02:11.935+00', '2026-11-30 01:12:11.935+00', '2026-11-30 01:02:12.353+00');

INSERT INTO public.idempotency_key VALUES
	('shop:demo', '\xafc56fc3c056a499974a89c4e20c246acf737dbd1f71c1ab02f0e1e53b229f1f', '\xdb126a5745a39e6877ed41604ce1a1fdf9472d0dc263efda84b69b635caaedde', 'KrgbVkvd648wB4vPlX6XNuEWny2Y58wGZBqcNYIfXlahDgRJT7usVcTj5U74XjvYadtSqUph64qyhal8YQ3zq9aRIfpAtjaFAZXMW/EXxL6J2n4lLnRBLMb5WgsmqnoziCqDhcRr12bm2/4YrjcGuaLojWCSZEPmyIA43W+3p42LQ7tmVLfHWFo80827cxflXUJEyRhwmGfVEZoYemFdQWe/2fBotKMUfg6+XOfe0DN4SuJ2asa4NFU+SXGXTpaiz3gh8+BNSa+5bhv83KYwRRDiQ3fC6WTXozPMd5J/n39ooXIWxzjv9viMqaE7suM0+zluPq4tsvff1FnNRXQSt/HNdFtSkw+gjBpkAX4wfRgkd1BFvA7TzcRaTtK3E+6UKfuhNcSbvh9E+W89GYhPPoM2jpP3gte7wY7roSgtLp2qPkuHVwYpEyLkXveGAuRVaWZM0OHJA9qRyC7ZcCglw4dvxdkuWAAlLN+eqArKS2smDfNgSfRGoa/EaNKB1oPjFJCGPefMOcJqOTA2pnw8APZOApT4o/g/ZztuEhHk18vOO9vwODvMkVtcELIPmvRI85DWAn5QUlGhiYBvA3kRVwgAD/AQgVtKLmPHgak1CWehxteV19ekNeksbUsi9C4nKlKETob8c5af', true, '2026-11-30 01:02:10.143+00', 'lyon-confluence', true),
	('shop:demo', '\xe85df4942153cb3a5286d9eaa218913174c265c9a4bd429eaa4eb82652dbfe79', '\x8d4857dc55130ba9608750d936f6ee193513c4d4943774b478bd1312d8e93ac6', 'Hm42lKi3RYdJAG31NWSqkqWW32pLomrOpiou+NTEVRbFcOTQbWFVG1ZUdAL3ln3DTvcIzsOUJZ1gVPB12ZlqWJkXVgGXvuL5db9asn/QG0Ee6MtahfVhosrU/6W23oV7a1QvcsQ7t+PGZR2nYeLxFcLOe7Uc5kpZyN7ZsbkPxABIefsogZweQcim75rpVg76fuUzNHZBOry6BaK2xtL2mKN4eah6NVyZKUvlbunjPfWdySqDyKexQNBxPzJij+W7yBQC/fMrFyOoS/5mA1QYKD/tDGbCHB40KH5srTPAZKM7uRkBVB2wgpru3Z0WAe7NRrCSl96R39tbTl/ExagjIk8kpVt1q6knVdha3+MaI3O6UUeex30BqAPjmVOQn5WCKdGRUty87BHDT/v2Zui6/OtHCh6G0hd/9H35UjWpvs2DTDt1ISd8SLpbL8w0dD35EI2DdG+zlo1VvthKW+utVP36+ST3gIUCFwKdTA2htg/e+0ibcd931WhKzc7oFUaYZJz7jbsctZGakY89YP5+l4J+TZU3UilbHhEQM/fkmLMz8Z3M5Umh1gsxoWKUDkQPc067v/qTz7frnbBSxuP2uUmJ5C7lPBlpWUNlf8iEb4XffZbS7NV99K57BqxC+3kNlDf78xQL1mu7', true, '2026-11-30 01:02:10.195+00', 'bristol-harbour', true),
	('staff:25edf4a2-72d0-4c99-b6dd-2229a7bc4075', '\x812535aacc994377a62026717954437d4bbe02476334c869a33b42585f5b3dac', '\x8691c1f793a05179d05d413460d015b331e17690ade4c73046d73d7e40a2d69e', 'aDwiuWE/oNKtFzfAGFxi8ReBOUTCKRdMlRAEuNcLGqP702IAbHH981iBIwdpW4xXgfSUutMQYIKlA2nqsDsJSPuig5fO1DaFQxouddNhcH3wXB779DnZYiRpUtl76Xmm/yLEdIjq70w=', true, '2026-11-30 01:02:11.474+00', 'bristol-harbour', true),
	('staff:25edf4a2-72d0-4c99-b6dd-2229a7bc4075', '\x42bc884e15508a7a5d802511b0cdf44b66f1f1b4d54e9a5aeceb354666454eda', '\x4853e37bac24e88614b00341788c4a0f49ee6f892e37c456ad03a30ebb2fea02', 'FKAjmrIDNrwK4R7tqDWH2WwAgXIJpJGJzAKzS3D8nsV/JPWLrRIIrDVGEe5OSJTTB3J+WBpCU0GW1TgQNJF71hozk+8S2TwCxkgXJSmUVkggawlI8de5WAFGNuAK0DyZfvGTO/mz1tI=', true, '2026-11-30 01:02:11.881+00', 'lyon-confluence', true),
	('shop:demo', '\xf0d4e49d3c1dfdb2aa0c30dcc196e2eb3c91d442b693dcf4c2b1958b66ea2609', '\x91209fe264580e9780d9bc9dadae010d56d175fe83799a3ea2d149ab5585a81c', 'FSyv/Nf6mLPpHsRSNne43bo/MA3kUg30Ux/6DEreclxNxZUQvoDO4aT8M/LSGbS1/GAmykAzIia8zQWgj9qCjvooE+KjVqwsa0LrgdzBXTGbyQOcR1U15Whlt9D9lm1XGphmhN4gvE8rpa5LPVB+y+VCEedXdSODOEUexcBbYqN0g8xGYb1c0PWAGzmH9jDHwyQxvZKpFVmdGIOlR+J7/Mt5qiCRD1FQOa7g8MvlvCqKn23XoAiqpLO7SECXW9pd2oRtOlDKZLwK1uJeQJ+9GOAS5MXoQildg85ttF0XAytTSMArKZTPr/+hYO4/cNzdYT9MtIKanpZiUvMaU60IjvU/R2HIckjVdSTOXIiyUy8GjjC3oDu5OmaBWUsK1zQaX0AHAXXmILm4OunLvvU4OId0QNPk/ZCLhawUTP8uiBGdj1hH/IHazD06ElMl3N3PKcycHxIn4gNSMA217DNclp1BYAVyKSnOuFOZ9lm+NVs6f+yJm6aMJMwvBk2yaUpDrB4Nl3LsLt8lRHTW+sT17AVY9Fc+vzYk+U0arSxdZCxrRSqysQwCrKcGckmlt3xKuO32r2DMok8NOQX/ILH6zs11AmU0b755Ear3xGvsHrhk5Qc4wkpgnT7dO7BnSLpjuO2E+noP2f30', true, '2026-11-30 01:02:12.58+00', 'bristol-harbour', true),
	('customer:bristol-harbour/63d36d4b-1ec0-42de-ac04-3388a4c83be0', '\x30cd7086e5c13ebfc8ee999b007c4d80587b0386a2994cff86dbc966beb19495', '\x00cb9bde221633fcebcb6e01fd59a650b361bfa449e80055529f0945fc5ba35b', 'null', false, '2026-11-30 01:02:12.692+00', 'bristol-harbour', false),
	('shop:demo', '\xce1af758f6ce7a1b7718f762a972aee6383d7e459d414864d43ee9a6147b3eaa', '\x1e20308bdb751d9c99daa64a47d7dff926d7f0363fc9d01879729d24391a0b07', 'iWRz07GlH4DZWYsNPSa8pDTeGsIrSTZPFUMV8xx+jx85MltP01CjLH/ioa0S6tUtAPdfpytsW7tzRbaryoQnAFZif9E4kFcnrQ7khtfXrXDa8RhlUWm1gfKty3z3Sc4qdzVv48PAsQQXImV5NZ4XiFlN9UN2Dj8v9/rtsp26bOVTBJoGVAVXHvO0rbaExI6ZbCpa0ksPlKu1eBIlhNP0GqgtaSbzdAxDoyElvX04Jwm+WU9vb5qr5L3kq2qLSC+DAXf7Xsz09nt4kIasSOHRaNry9xh3ZR+TJoooL7lsTtyACqs/dFrr4NPQhDXZzIpKpgGuBleuF/H4xT9CC0hQy1n8Tp/1zqrgbXR/KCG4X6tufiIpCxJFWLZd7SeHl1NvgwNPZeTTIWNqOMryBKbMXZwxBLPNLHkcl4Auo+XH1bXT9qRmWHthGDXXEurFYwkT+GpXZgpKI/virrQK5pYpCXx8qL3tqprytyTNZc+tHStRfh9qbe6aq/9bBgmszI162ktLDYYucemfpYK1RvcZuzOyCGq/sJ1WerOt18BjJgqytzG4ju7lc8gQTjfeOVcgkiymif1omQLUaKsnVzI0ARzkEnseoj7s3/yCHy7bCK7lw61vOOLm8V5DvGlCpbqCuCpqbn49IZt7', true, '2026-11-30 01:02:12.793+00', 'lyon-confluence', true),
	('customer:lyon-confluence/88f59ace-6282-42d0-aa23-ca4db00a513f', '\x1e6e9e42d9e566d0dbe4d0ca179198da8298ce2d5254eef95c5e1a84d7a9b86a', '\x2dacef8b309a259cc7128d2581d80c3c0691e932977e4870338cfe768083da4f', 'null', false, '2026-11-30 01:02:12.866+00', 'lyon-confluence', false),
	('shop:demo', '\x30c040cd409e0e9023a020cb36ca933e62082bc44911eee3c27acccbc0ed637f', '\x8e70e446ed761856f749070e7d5e3121dc6a2ebe3dbb8e6b1c9a77e21a95aecb', 'tYdxWJcxaR5hfuJT9Mo/DjHzq1Jf5sC3pBORd+iDpNmM0T5XGCRMmIWaYzc1uWIU8iNyES/uyWyXMwGvEVhClnoNpmyl91hH2A2ntWw0IovIZG7F/WMqNA8qKU8XzIUME4lw/co37bswkABJX8oc+iSXPpkkmfYnrrItK9pyE7qJxftWmvI8v+nhi2eNEADevkLNUQNnXtrxievoSto1IsQ9cwCPXGNklU0uu2N4VY1i6a21OQ98FMY5JJO9jXHgIbsmUYM93IbI+dh4FRkFKg5+oiLzJpMFpfqmLOagZgmTJZdVGW3qhybeuF5+IjSqNztGb79KoLNHfNiKenhE+ViP4w3pYQ7+wplRun/HquSqlrwhXBLttk+vO4pmDwOyXy365R6bHqu2MDfC7nyllDoasAL/NYkOhCWdoyMwJjY6Ay0Bgx54vX2v8tpFlLPFGgn0ceNr5/uUizpql7d9ithZIollmH+h2uUM9AbqD2DsXpYXl51z5iGI+V/7Bkkf12JgSaWFsQsKh7cL9gnMY2TeQPDAaM6DtnNpuAx4kR0fcAkmnpSvU/50H9d/AtTAPhHx4zng5Hdcrugc3YVszbzwsNnVqAKWyTsaylAZM+tT/kFzr4FgCx3nDFaKUBdQk9FGoxaZxJAk', true, '2026-11-30 01:02:18.586+00', 'bristol-harbour', true),
	('customer:bristol-harbour/dda00ad9-e17c-4c57-bcda-8611305d9136', '\x187205a011c6730f41a6bac5e7c83a845984f9347e094c70a963a266f1509b00', '\xf24e20884f0af225b7d248c531fc75ddade0349708d8378c3b38cab0f16ade85', 'null', false, '2026-11-30 01:02:18.627+00', 'bristol-harbour', false),
	('shop:demo', '\x698dbfe9200e07412a62295f55eebf1f9442a967e0bf9b543ac86f5f3bd2ff8b', '\xf7273859124feea60e47924e1d032db17737bcad459c003dd704b4e5a7516753', 'Xsfe5wU4CCbDAWV4hr6fVTTB6aV8a6ewpA42UyC7znjt46KOFTSkmU3gdEgdWNMeK0sGOi4iNP6fZANe0QRAkIrwkIJNB/XJzgH7RfUiXieOBNv+sY/ew40/mnggj4epI7jJgcav0N02Cq85rNSK2AJ6dHzPX/MV2TGIoTvibrkbID+w6expYRvt7eUPqYCk38LO8firT6sFyV9vMoy1GQm2aTkDvjlnZlL1vxxmvkIR6/WZzq5vZOISsZqwlGxW6LTF7pmkrtQ2h6YUKmg5PF2Q41G+Ze0wMkcw8ACboKH9IwlOWn1zAYbd+PBlDxOvspbV9sh03FmKqB17wqZU1zXa48IM3HaIxTh/j2eSSV3NYPVYMiBtcYq0moTU8FwKkYhYxmtc1nmbdoyTiTj9LZgF7NW/pPWky5cABh0d5cgXUsHMvmlgphPHHPQ5J4XcY9ezFpbslPgOiYiUJ/eMnQ9gzGrXGWdXT7+SBGqsYxTBb0RSCsVJxXkwMGoTnKgSMnO5l0K0MgMq6jl5w4mHMmgvWgVBdFVT6PNpMuacS/Zv4qDgyjDjWgwXVilwPLSIQlNqdvzHSSloGzn5ap6UeUcn+1WMDoCkYRRoDcfLRq17sMHNRSm0sCKniwzoV0HCEU5QIuvTGkuJ', true, '2026-11-30 01:02:18.79+00', 'lyon-confluence', true),
	('customer:lyon-confluence/a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '\x0cb476acfc0ca34a911a10236562abe02b55783248cb18457f9f0c2959a6349d', '\x324c9749e221dae5448cbfa84ef9601692bce0efbe8a31aa2e884af7457245c8', 'null', false, '2026-11-30 01:02:18.886+00', 'lyon-confluence', false),
	('shop:demo', '\x2284861a8331cc4bff7b22d1b7d42131513dfe38acd4a01e32abe2f2abebcb75', '\xe7504fffaa25f091ff008b54522faf81dacb1ad4e781e32955a8e106edf80cb8', 'mcJjV/Np/qgH6aszhQVLDXrv4O/XMNVOv2cspxQ41r4nKDF3M2YjzLtZ502hrTxCQny9DwI1apgGRcy+KWS+xVleBrjy8MiD926JFuwWODafeWkRwCdKi1Qgx+yByXRRwYvXmDMN/Z4EeY7LXdjPtgGPE4Abexa1cB3w94M5vsbE9TT02joL0diLgqnwaGb+oVOPn59Nk6Jmu7KnZxUzdV/f05CGUVnflgaDQ9IsJNUJ5qWPTvKKjBSm2IVJvqH65W0A7zwu58nCuKeiDZouNhNz41AismlRxUf/2mOJ2YSAGd6EEy4AgWkzL5ngb8QV+a79QEm1dGtgwjlpF8cPTcTn18vDLWArwQ6zF5Ydvfzp6bQTpBVwd3gC70sPptmTukXBhI87T+N1Z3/cf+ouhBTAzdOBzd7rW90SEP7dlox2jNetFQeCMa6FTX1AkrjEWIcZ9+k80guECowgjkxnZrPhEJTePFmj3WJ8kf8RzQZeXfdSFE1zASXmYz89TOoHadDUjsMs6ZullCEWAV656/gCceSGYpTlRRZK3p8FNuEG1ZaEMTHApyyfRmF4NU/nlUqfIvpmibuXDCc6NDZf8irNJU00N+7PjPTgKTU69U+vUbliMAuJ7A6TuFUyFvExGOAwyu41gaLv', true, '2026-11-30 01:02:24.594+00', 'bristol-harbour', true),
	('customer:bristol-harbour/fa10d59c-0998-43aa-b27f-0155f1e78b84', '\x6749cc012a2800fc9ca37ed2e21c3af5841bb439f749802a5fa98fa1c2ea171e', '\xfb400cf379c3df494b02ffe35676cc554bc49fee8cbac0de5c5e2eb80343360d', 'null', false, '2026-11-30 01:02:24.723+00', 'bristol-harbour', false),
	('shop:demo', '\x829ae896dd539088c282af9a032e31029110b46c243b7675bd2a68be554735d1', '\xc23ee7e40249e63408b6eb7ebcf9569506b6a8198ca8b13e030a9ce35239159d', 's3Z4suZoTttxT9SEtP4gn9N0AlUgMBu5shz/U+1LJWY5wSYX9YJzAGBwQvsp9OPaKM/SymShSWE9liW1Oac9Whkbnt6XwhgTOdUxQpzOsfTMumDBFggbAEJtIuhST8EwERtFxSWRf71cjDa6D7LiriwB2t+TRr2TtEBKPsv1PCBptslEOp/yl5gGQFa/KHZTUqUIoPhXSM8fo0eOeR2XBVXYWbcPTmy27YtGgmlWhlvrllmn8gTA4cCf25xMSHtFaDQiKjhxavRD5YGeDSWVoyqgpwyqdSPI7LONEr8kvk4r8A86zbnevPll/kdfWcOGLuV9YctfM79nvVaK8QGfbOrlaZR35EElx6caqbxi5QepEYGmkM1fAzr5RHgmtaqcSSsX37ZX2E/j/AefH0qCjVZ+xlo76Mt6I6DuEbD5jdpWgQMApQS1raLPcoyUAiYFnCMBLQiIVGHq5EAGrFDXTps6nKkp26FQ32/J+fT/HKcnCC7+XJ0UdOOT5sbVepXvsOznP0eRm3LQ/DYkOU9qZEnS9sRsrLIteHrt3O/RZrewYL6pdHjN1Hn1V4qzpwDheJ7bMBNvBjyRND7f+ehcVvGfKJicmjO4vTAU97UvUi0dzsO8vc2n03tlU2hIJVtm646OOApSjb4h', true, '2026-11-30 01:02:24.784+00', 'lyon-confluence', true),
	('customer:lyon-confluence/67abdf2b-4710-4111-85a5-55d6941d3f82', '\x14136a3f0d139d64882e76c4cb301ed08c1524de2039dc8389cd11a1d06d06ab', '\xc3789bced8a23c7647cf3f9ac8bac320a86f9bf4860496b318cb6b306e8cb2cd', 'null', false, '2026-11-30 01:02:24.821+00', 'lyon-confluence', false),
	('customer:lyon-confluence/a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '\x89abe32ead710fe3edb3078864a29d811088b86a43727d67ed59ab226e476b43', '\xfcc08e6ed1c0ff9b715c9ccae0b0e5fdb2e4f9f661e6f458bdbc757d03764266', 'null', false, '2026-11-30 01:03:16.912+00', 'lyon-confluence', false),
	('customer:lyon-confluence/a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '\x520f4da73db07fb3a9bb2b1a5e0ed6dabe9423d73336b4cc170b33a4aafe366c', '\xda453f2b6f61bb40d42ec12b31715ae32cacbb78752aed3721a97bfe576bc662', 'null', false, '2026-11-30 01:03:16.95+00', 'lyon-confluence', false),
	('customer:bristol-harbour/dda00ad9-e17c-4c57-bcda-8611305d9136', '\x4675a7c6c1a12c7d1df7f8b97df50a364e2b38e687a4bcb6fc7cbf125d2ef201', '\xed502d62e9ae7fff299c2165ba51f771f8e6e0118309c233d1bbad6def762999', 'null', false, '2026-11-30 01:03:29.002+00', 'bristol-harbour', false),
	('customer:bristol-harbour/dda00ad9-e17c-4c57-bcda-8611305d9136', '\xad24f3808d35f78f9b0ffca98e7e5ce0fa0020899360182553e1ad3d4b5a0136', '\xcd7cbae3835ab8cd8e29bd7cb7a41472e408e0d9ce297b0774ea5b8a82757eeb', 'null', false, '2026-11-30 01:03:29.03+00', 'bristol-harbour', false),
	('shop:demo', '\x3a9c8d0de0a30d318a3205ffefca0798dbabd82350a1e9dcd74ba323cb1558ab', '\xa3154614cd0010ac18323b3d7ac83ac9c6123420bb808cbc5b11b774caf4b5a2', 'BTSh5JWVj6FuRgFtJeVdEkP74OGheLi5d4KaBVPeD8PlljFjrnhGfGt1av1nqwcoWyaYeuz0fP1APTugdsoItsOIzVfCQeeBkEJ1DfdO8D8vT77sJTlKB41aO/94dhnBpMFVx9Gme3Dx5mRYSc9Uk5cVVMbUksJEHOyrG6vGJCNmJoALvD+v7EBwU0O6Kwwg6D6KUZN92mPzNbM7DlAyHHVeTKD/SOef3Zg6r4Lzzx5EiPO4oesYW/MeexQx/5EQYXI4ebrXV+zwuP4M+ZnANhTxlmIV3mUOzUKYaataP6GN9I2G4fgILojO7epcc4JmfJa+w5bxZn8OjQkyzMB7gUIrjytzzqBsJFggnC19TfA4QolVhmQy+xdswxoT8UvdiNAPYIAHuI73xZm+dkwyFpTN0JquSAD75GlBEJGcxb646ym6hRKFp1tWfZLRx+heAQazG032B9vptU7P2iKJrdw7+3x8vHOqy3VZdYQo27hLvlNIsk5xBTJoTMVQh2jUTn4LRNoJHgeMx/LHq3hcIKqhCagSYbuGLggj3bhWerfPtt3oqoLYH02LlzXsT0TZesDpS9MicHNJcUQGebcjOo8RXLIkWcp+rd/oXlX60k2h8qGucLH6', true, '2026-11-30 01:03:32.156+00', 'bristol-harbour', true),
	('customer:bristol-harbour/824af18b-f545-4af8-a765-6b9596ad802e', '\x421372ca99f980032ddf21aac6e0b656b5380a328d81609691303d58dcd3c3e0', '\x50d1045c8d839c0687b78076e8605212751edff1de23629a7eff83b0c975a2a8', 'null', false, '2026-11-30 01:03:32.207+00', 'bristol-harbour', false),
	('shop:demo', '\xa5c19815226e6945d601566a5b4e866a7522835797b6df60bf07e83a1bf21152', '\x13a7ef84fce2eb7578bfe669c66f65442cb4059dc915bc119b6bc10bb965a8ca', 'eLNyCKx8kiIoxeLNdmzcVfQvtvsNeG4ucpmozm2uBnIKFlmR2C6/CcxWTaA2inzHa0nHM//TWW566C8HtCMLFnW7mYyrKc1WqimwPuR9DH66TkGMjTeEvrzWS1xeh2cU+/9//nJCOJWhUf70fSxSxB1zthLb6ZnDscRswPtg468JTBMsU5cfGsFg5m7ScPzD1dESZdMZuhBAS9L7APHXUKZ/innKjPG3gdoooJ+IZBnTS8Gv9Vr99VufArnELoleBYyNAQJ3NAKSRC2dfMsVs/S7S4cu9S1adFutvcnBxSAPWyvUosRwQeLJWPUGYrQir1Af4kx27cLHdBqapykFjOUkpQRWQnce7Ti4Pbbv0qSFmc7gX5SiGyKtFMZg9nQIny6ptnvFD7SL2rRi94cW1RqDtIyL203682AzNRDQ9qJzPPZl7uoc2LdHDvYDLCBTF2cQbh7nX596xhsyh1oQIiH+r0W50OyJ6zktBzjDn60OdZgQ8dV3g44MIhiP13pW9Y9XzLY02Klhqoy/tXkXAk6RIdVXlPNgoOQFUroWZhzP6RvfEAYvi9LFYY0jtMqNc9L+4pPEW4hR0kKFX2/1l+GyLt3/yWAI5DGhDRZKpACnc1JRW6fd', true, '2026-11-30 01:03:36.477+00', 'lyon-confluence', true),
	('customer:lyon-confluence/9d162a90-6198-41c9-b61d-c2c87c98e992', '\xb2a202269364bd703250cc1815311cfaa311e92ba20b53e5187badb16dfa8ebc', '\x7b062f8f64578378db5482d1e450c28c58e1e18258e24833bbba5a11e3b36945', 'null', false, '2026-11-30 01:03:36.513+00', 'lyon-confluence', false),
	('shop:demo', '\x201058f5561f3e84c5d44d43eae8fb2719774fa6cf6503a5c743970b565c0bdc', '\x155d36376bb657483115675ea68edc71d40ef28c622eb0f1af2e9e7a14460140', 'NxyGV8grMBbjZQnPxH7fKbRIwFg/dQESpmlnk2WQoEb4SUoM9DfXEaPSH7VHdewoTCI6vxIxYeRwxc0p8h1tWdre7FWbQxZm0lIRSAGZ5DNF3nZ1nmsazeIzEsbqqJiv8Jm8b/FNFtPPbQBiGtJYGmwXSfE3PMrMWgV1MzN9lXKtJ6UNWw9yq6pIXu2GJLE8X+D0iutMML9eLYqMWpYY+WoLptsW0xDc5bwHYTqFM9X/4SFIuhR6/6Uog5Lpogx1BsbKsphzQ24LPsKi0G9T0N9Of6l9nfjhU4cDmQ2qedM7hcni8pOU2vfYjmI2S0Fsb5raggDIJRRHJvJHh/wUTvvwsD/XuhIcwZi4nLwmRVXwTQp2/WB+FVTDFBIZiH+8WyB06Q6sKE5FjJZXieM4OX3taAV18H3YOS9k2732WfcQfe9dXfygHUJi0lMC/aUg1DLog0PB3ISCiYe+S7Ec4EOjMlHQ8meBLPP00FboDH95D0o35wBVFv0AvY6nuJg5ytqya1ET64fyheL2hUI1ak/Hg3d6hSmPVxCLSc7gEeDsmrhhrfx3OZmuW5tYbWHFlUZ2Y99GsBDRltd97DZnrOwz5nKYjAIZIi+7xgWSnKJsG59ylIdR47C0k0AgDKddtr6dQY6KzZMX5Z2PgVa/6y/kxWdz5eO+SDBeveQzP6eHnzgmQKYsWZbnsYvrGoxPxks18BSnnI/znNK2MGKk8q5vQQ9Zg1re', true, '2026-11-30 01:03:58.94+00', 'bristol-harbour', true),
	('customer:bristol-harbour/3363c309-b2df-468f-8e84-dfc1bf9fcb85', '\x1e43918d61ef8f1476c3a873a12c49722baf436d4c49fdbd75836f8e65c3ffe5', '\x911ea43a015cac865d7d58136d1c431afe0f8a453263100c3ab23a84e1a70898', 'null', false, '2026-11-30 01:03:59.014+00', 'bristol-harbour', false),
	('customer:lyon-confluence/88f59ace-6282-42d0-aa23-ca4db00a513f', '\x3dd06c4be16764bb3bba6a196e0cb264e5894fbe76d8dfccc2473e4069fafefa', '\xc0cc625f892e1d455ea1518ea9f7b200f1fdcdd45ee5c17467490e2dadb31379', 'null', false, '2026-11-30 01:03:59.063+00', 'lyon-confluence', false),
	('staff:baa6561c-1453-4050-aff6-f7cc633bc32b', '\x698455cc834e858039209bc4f1b973f8b7d76d39dd4b13423c4577e45992bb9e', '\xc36a540af3f5e9c7d4aaa7f8d3ee9b0257d22b3b9bb4f3e83b5e2a9ae39a0f43', '{"card":{"orderId":"2a498206-6040-8720-bbe3-a0ab58e76455","tripId":"dda00ad9-e17c-4c57-bcda-8611305d9136","storeId":"bristol-harbour","shortCode":"D766","customerName":"Ruth F.","language":"en","pickupType":"curbside","window":null,"itemsCount":28,"flags":[],"note":null,"order":{"state":"ready","version":2,"readyAt":"2026-11-30T01:02:18.586Z","claimedBy":{"staffId":"baa6561c-1453-4050-aff6-f7cc633bc32b","name":"Maya"},"claimedAt":"2026-11-30T01:04:04.859Z","handedOverAt":null,"proof":null,"recalls":0},"trip":{"state":"arrived","version":4,"sharing":"declined","startedAt":"2026-11-30T01:02:18.627Z","approachingAt":null,"departedAt":null,"declaredArrivalAt":"2026-11-30T01:03:18.627Z","firstSignAt":"2026-11-30T01:02:18.627Z"},"arrival":{"occurredAt":"2026-11-30T01:03:29.002Z","decidedAt":"2026-11-30T01:03:29.002Z","evidence":"tapped_unseen","confirmed":true,"reasons":null},"bay":"1","vehicle":{"model":null,"colour":"white"},"placement":"trunk","wait":null,"corrections":0}}', false, '2026-11-30 01:04:04.859+00', 'bristol-harbour', false),
	('staff:baa6561c-1453-4050-aff6-f7cc633bc32b', '\x35dd1c2fef2598e40c525ec5b7f32018d1aa84bdd1e0279013e9fc16ad0dc039', '\x6702fef4a4eb96563927cdcc5745c3e722f615eb3d7450844c0a48f2ba756756', '{"card":{"orderId":"2a498206-6040-8720-bbe3-a0ab58e76455","tripId":"dda00ad9-e17c-4c57-bcda-8611305d9136","storeId":"bristol-harbour","shortCode":"D766","customerName":"Ruth F.","language":"en","pickupType":"curbside","window":null,"itemsCount":28,"flags":[],"note":null,"order":{"state":"handed_over","version":3,"readyAt":"2026-11-30T01:02:18.586Z","claimedBy":{"staffId":"baa6561c-1453-4050-aff6-f7cc633bc32b","name":"Maya"},"claimedAt":"2026-11-30T01:04:04.859Z","handedOverAt":"2026-11-30T01:04:34.930Z","proof":"code","recalls":0},"trip":{"state":"completed","version":5,"sharing":"declined","startedAt":"2026-11-30T01:02:18.627Z","approachingAt":null,"departedAt":null,"declaredArrivalAt":"2026-11-30T01:03:18.627Z","firstSignAt":"2026-11-30T01:02:18.627Z"},"arrival":{"occurredAt":"2026-11-30T01:03:29.002Z","decidedAt":"2026-11-30T01:03:29.002Z","evidence":"tapped_unseen","confirmed":true,"reasons":null},"bay":"1","vehicle":{"model":null,"colour":"white"},"placement":"trunk","wait":{"totalMs":65928,"earlyMs":0,"shortNoticeMs":49625,"storeMs":16303},"corrections":0}}', false, '2026-11-30 01:04:34.93+00', 'bristol-harbour', false),
	('shop:demo', '\xe509bdfb131cb463a1f1a8f37c302d091667ed4d60c418359c4a229aa167c3d8', '\x5eb703b3d6cfa2deb488022c134db03bc7fa58100b4194c6f52ea47393dab2bd', 'JWb3u0HlaFnjMau45NLlV9+2HjCbuNPSInekTO3yoZ+Gd1MXlE+BrS/EsBJ8+a3d6FJ1bBd8KRDc32woHsmwVcfsCfChhA4eTbCiV3p9IeSd6uPdVdKDAaQM6z3rHULLVleG3tkCa9t4l6Mu2nqI5EZqc2ckxSjpIBtx2vmooWgPNcJwvPb8vsxPHxUn9fhYtxjQm4YdSQpcdhVVHnVtocqzNxLYGvZXwD01zDLYISwKlp1OArwfSgb6WMdHXZ+o9lWuB2oykQ+EsjbjOOJ7D1+7IpS8IpV+IfvFHFXABsAHMe53VW01OixNgNIwBRp7byLRaWuUycKWNIUL6w674E1WSwqYdwjbkdJZJNQJ+JtH5yTkP/XQ+xqbihhVYvzkg9CUBTDCmdJ7eMA9X0qmQyz2UcQ2qo08zuIs5ObQHR/aFVE47NS6QVdDtLvUz3GI6XkFqZN/d51I13qlER4fQXL/kR2SXodI3WfobKzL94jtO5A74ev9phF5zs3/wML6FrcDX34plTNN4keJA3ddTKw7+mOXkTpbp4Mx1RmM2bx7SdaI/fSW8+IR2ZNBT25ynPnFaDOQ/Y8XQ47f8VMBYGCm4mNS5WAsbWxlTA+1LMs4oGoGYyiqQBIVEzju16XF4czAIgMLAqUD', true, '2026-11-30 01:04:39.053+00', 'bristol-harbour', true),
	('customer:bristol-harbour/ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', '\x2c39077098e6088c5d69d080052068cf9cf3924804888f8abeb49d58bbbb46fb', '\xa5d4904c229c442ebe6b0154bd8591cdb62cc518ed129f4f6f791e8d94490fa1', 'null', false, '2026-11-30 01:04:39.171+00', 'bristol-harbour', false),
	('customer:lyon-confluence/67abdf2b-4710-4111-85a5-55d6941d3f82', '\xf871805a9db8b7243e7fdbdaeb8caa0e6e161df96f073cdb75e426fb4e50eaad', '\x7be6ec11953271b42e63b9b558dd653d0807babf968e8bf922aa50f2b59ff7d1', 'null', false, '2026-11-30 01:04:50.916+00', 'lyon-confluence', false),
	('shop:demo', '\xcada27f2b1d36ff2d00a105ec75cf740af1733ebdf36bba95a6253a12a4ea0b8', '\xfa93ebd7a13dc70d13f3faab7247d0fe4b2735f55ebee57a68c07bb2c3832336', '3+GLNudnVXRyTfeyBcj5ZUnMwG2Ih6VGGpUzP8MlLcJzwR8/YdPk5SA9+SkOC50RYsBJwx1FgbrWg7bLDSfzMXNLAVHSzUd6zaersXZQrLMTmBrwD/V6QXhwJ0U27X5++Lg6LyvjeOIDyilisgzUY8y1V1d30QOwV99rfCyMJGcL6E3yrVGnYoBkhN88bESPda/cvcx1I2NiRLlvcux2wz1u4cNzav2giwl+aCSro+gjjs40hVkFH/6CGny3Q+DDReJxDecRI7FjGCIrfCvAjQSlTps7RHZUcdy951iHdWdSVFR93oV5Hxum8xu85oNBjFWtRE4dRU8NEZGpLFeUxHMPp0mOg1o3M0MjtdYGPWO2qNTutU03VpYDSJFf5J5oU7yw49QFHtavsK0I842uNMnYMFerJhNr0SjOu3zDOYVvERXFcJSWF/bCq8opy+rmryVMSLH38P9DyOj5dYyQEjZ1FlwddKLGEoQl7dGA6vfsyZP+rDZVPAHok84ssG/XR9YWxPMW46kUiZJ8GcmADEGV/lPHVogdbl2VMGJgtIrnSnTfXbVRCXMGqc0N6QVkxz+sXlshttAovfPG73nlJS1pPBZsqvqWlkegnUK2m/TFW1uN7oNDKKoMePcqXLhpgfmBuOICq3lWL/O2pVemN+d1CgSJSCFYKOxYDlj15yHo0PYSg62aAQkAe7Tcx0ih70mKCawyLmGSiCfRvIKktEVtFzuJ28oI', true, '2026-11-30 01:04:51.122+00', 'lyon-confluence', true),
	('customer:lyon-confluence/0d15c3e1-903d-4e4c-ad9a-e5b425360977', '\x7c2c195f345fcbe219a9dca4c789cb3475ac835b9b7f4e0e9f31250bb551df7a', '\x02fdbe9a274947864699114359a7795f5e1b79bfffa1afa04e8c5949c7ae606d', 'null', false, '2026-11-30 01:04:51.199+00', 'lyon-confluence', false),
	('customer:bristol-harbour/63d36d4b-1ec0-42de-ac04-3388a4c83be0', '\xa48c877e3962c9012c77b8708f45aae655f929326729b606015e868a7deb4f5f', '\x219ab6af85c6311c6f95757ea90975e15f95783758a70564ed86422f1f43d9d1', 'null', false, '2026-11-30 01:04:54.833+00', 'bristol-harbour', false),
	('customer:bristol-harbour/fa10d59c-0998-43aa-b27f-0155f1e78b84', '\xc3ebab4fa2968df123c401bbf871ad1412c235cf31d8853ce7c2064901e04d5a', '\x206ed71bc14c81678165649dc252244c9eae8b2f7eab02866a2917d008c5ff20', 'null', false, '2026-11-30 01:04:59.782+00', 'bristol-harbour', false),
	('staff:baa6561c-1453-4050-aff6-f7cc633bc32b', '\x81119c212095d83c105c5f5ff5c242c7456a074bdef6061781d8b78e888e9bb4', '\x93fd1f4764c881e23202a436026c6b439ad70e0752e8099ad1a91257955e0c80', '{"card":{"orderId":"2a4982f2-fe18-88b9-99c4-ce8b93be40d1","tripId":"fa10d59c-0998-43aa-b27f-0155f1e78b84","storeId":"bristol-harbour","shortCode":"Y955","customerName":"Zara S.","language":"en","pickupType":"curbside","window":null,"itemsCount":15,"flags":[],"note":null,"order":{"state":"ready","version":2,"readyAt":"2026-11-30T01:02:24.594Z","claimedBy":{"staffId":"baa6561c-1453-4050-aff6-f7cc633bc32b","name":"Maya"},"claimedAt":"2026-11-30T01:05:23.087Z","handedOverAt":null,"proof":null,"recalls":0},"trip":{"state":"arrived","version":6,"sharing":"live","startedAt":"2026-11-30T01:02:24.723Z","approachingAt":"2026-11-30T01:02:50.772Z","departedAt":null,"declaredArrivalAt":null,"firstSignAt":"2026-11-30T01:02:24.723Z","expectedAt":"2026-11-30T01:04:55.062Z"},"arrival":{"occurredAt":"2026-11-30T01:03:57.764Z","decidedAt":"2026-11-30T01:04:07.784Z","evidence":"position_parked","confirmed":true,"reasons":{"fixes":6,"accuracyM":5,"certainty":1,"insideForS":53}},"bay":"2","vehicle":{"model":"Yaris","colour":"white"},"placement":"back_seat","wait":null,"corrections":0}}', false, '2026-11-30 01:05:23.087+00', 'bristol-harbour', false),
	('staff:baa6561c-1453-4050-aff6-f7cc633bc32b', '\x4ca62b5933f04984a15a574b02f1e695485e1c7ce907a8e34ac2c55483503b8c', '\xa9fe06ecd4813fa0327fbba647a7f9b1665067e91d2ac14dbd72a107e3921128', '{"card":{"orderId":"2a498277-1379-8bd6-b7bb-da7de155705f","tripId":"63d36d4b-1ec0-42de-ac04-3388a4c83be0","storeId":"bristol-harbour","shortCode":"A549","customerName":"Ruth C.","language":"en","pickupType":"curbside","window":null,"itemsCount":16,"flags":[],"note":null,"order":{"state":"ready","version":2,"readyAt":"2026-11-30T01:02:12.580Z","claimedBy":{"staffId":"baa6561c-1453-4050-aff6-f7cc633bc32b","name":"Maya"},"claimedAt":"2026-11-30T01:05:25.248Z","handedOverAt":null,"proof":null,"recalls":0},"trip":{"state":"arrived","version":6,"sharing":"live","startedAt":"2026-11-30T01:02:12.692Z","approachingAt":"2026-11-30T01:03:44.781Z","departedAt":null,"declaredArrivalAt":null,"firstSignAt":"2026-11-30T01:02:12.692Z","expectedAt":"2026-11-30T01:05:17.756Z"},"arrival":{"occurredAt":"2026-11-30T01:03:56.774Z","decidedAt":"2026-11-30T01:04:03.783Z","evidence":"position_parked","confirmed":true,"reasons":{"fixes":4,"accuracyM":11,"certainty":0.98,"insideForS":47}},"bay":"7","vehicle":{"model":"Zoe","colour":"white"},"placement":"back_seat","wait":null,"corrections":0}}', false, '2026-11-30 01:05:25.248+00', 'bristol-harbour', false),
	('staff:0df613aa-2af8-432e-a037-728ea63eb9a5', '\x771df418ef3ea63d92b7ebb36a3735f618fb07646ada94195580411b5c6bba24', '\xcba3354fe73ec4d59f10107b83b7a373e09692cf144ed11aba1b80b102953e83', '{"card":{"orderId":"ebb784c1-944e-87ed-9f78-472b1609295d","tripId":"67abdf2b-4710-4111-85a5-55d6941d3f82","storeId":"lyon-confluence","shortCode":"G849","customerName":"Nadia K.","language":"fr","pickupType":"curbside","window":null,"itemsCount":21,"flags":["cold"],"note":null,"order":{"state":"ready","version":2,"readyAt":"2026-11-30T01:02:24.784Z","claimedBy":{"staffId":"0df613aa-2af8-432e-a037-728ea63eb9a5","name":"Léa"},"claimedAt":"2026-11-30T01:05:46.322Z","handedOverAt":null,"proof":null,"recalls":0},"trip":{"state":"arrived","version":6,"sharing":"live","startedAt":"2026-11-30T01:02:24.821Z","approachingAt":"2026-11-30T01:03:41.859Z","departedAt":null,"declaredArrivalAt":null,"firstSignAt":"2026-11-30T01:02:24.821Z","expectedAt":"2026-11-30T01:05:17.957Z"},"arrival":{"occurredAt":"2026-11-30T01:03:49.858Z","decidedAt":"2026-11-30T01:03:58.181Z","evidence":"position_parked","confirmed":true,"reasons":{"fixes":5,"accuracyM":6,"certainty":1,"insideForS":50}},"bay":"1","vehicle":{"model":"Yaris","colour":"grey"},"placement":"trunk","wait":null,"corrections":0}}', false, '2026-11-30 01:05:46.322+00', 'lyon-confluence', false),
	('shop:demo', '\x15cf6e24c96c1535a051d4d6e8694904a4299b8a8b8286398641e21962567d5d', '\x6b472bd1f3411f64dc7acecd9e1b8bfa9a5519429b03c2ca695dde73e3db1f52', '{"id":"ebb78451-592a-8508-a0a6-625279ed7b02","storeId":"lyon-confluence","tripId":"9d162a90-6198-41c9-b61d-c2c87c98e992","reference":null,"shortCode":"K985","state":"ready","tripState":"started","pickupType":"curbside","window":null,"createdAt":"2026-11-30T01:03:36.477Z","readyAt":"2026-11-30T01:05:52.150Z","arrivedAt":null,"handedOverAt":null,"wait":null,"version":2}', false, '2026-11-30 01:05:52.15+00', 'lyon-confluence', true),
	('staff:0df613aa-2af8-432e-a037-728ea63eb9a5', '\x904eed47f5b039baaec93423eb1af6b75bcf60164ce96c0663710fce1d709a7c', '\x237f5bb997b10b10453deeda1a9daac6fe9e99bd9080b9a45caac1508a5671c0', '{"card":{"orderId":"ebb78466-4aeb-8b95-a91b-31b3ca35500d","tripId":"a5bf6882-dbdf-4f66-a58d-6880abe98dc7","storeId":"lyon-confluence","shortCode":"C887","customerName":"Manon C.","language":"fr","pickupType":"curbside","window":null,"itemsCount":14,"flags":[],"note":null,"order":{"state":"ready","version":2,"readyAt":"2026-11-30T01:02:18.790Z","claimedBy":{"staffId":"0df613aa-2af8-432e-a037-728ea63eb9a5","name":"Léa"},"claimedAt":"2026-11-30T01:05:52.994Z","handedOverAt":null,"proof":null,"recalls":0},"trip":{"state":"arrived","version":4,"sharing":"declined","startedAt":"2026-11-30T01:02:18.886Z","approachingAt":null,"departedAt":null,"declaredArrivalAt":"2026-11-30T01:03:18.886Z","firstSignAt":"2026-11-30T01:02:18.886Z"},"arrival":{"occurredAt":"2026-11-30T01:03:16.912Z","decidedAt":"2026-11-30T01:03:16.912Z","evidence":"tapped_unseen","confirmed":true,"reasons":null},"bay":"4","vehicle":{"model":"208","colour":"red"},"placement":"trunk","wait":null,"corrections":0}}', false, '2026-11-30 01:05:52.994+00', 'lyon-confluence', false),
	('shop:demo', '\x1f17fcdc33de2d7b9c7a1d2450046e911225a8747cc35e2c5d73b32430f795de', '\xbf51039f6acdf4bf22ae46fc10ef1fd1707c580d42677baa99026e39d9e2e60c', '{"id":"2a4982ee-6a2d-8a8c-84ea-00f9dc369f60","storeId":"bristol-harbour","tripId":"824af18b-f545-4af8-a765-6b9596ad802e","reference":null,"shortCode":"K333","state":"ready","tripState":"started","pickupType":"curbside","window":null,"createdAt":"2026-11-30T01:03:32.156Z","readyAt":"2026-11-30T01:05:55.485Z","arrivedAt":null,"handedOverAt":null,"wait":null,"version":2}', false, '2026-11-30 01:05:55.485+00', 'bristol-harbour', true),
	('shop:demo', '\xa5b9353e866bf5212767cd0210fcd90b2201fd4fb9e5fa23a89c9c21e90329ab', '\xb3473b300e4a12078f522446156c2a4f45f12ed68d1bd521885db299c9663db4', '{"id":"ebb78474-003e-8e74-a81f-62f5f751ffd3","storeId":"lyon-confluence","tripId":"88f59ace-6282-42d0-aa23-ca4db00a513f","reference":null,"shortCode":"N935","state":"canceled","tripState":"canceled","pickupType":"curbside","window":null,"createdAt":"2026-11-30T01:02:12.793Z","readyAt":"2026-11-30T01:02:12.793Z","arrivedAt":"2026-11-30T01:03:04.021Z","handedOverAt":null,"wait":null,"version":2}', false, '2026-11-30 01:06:54.741+00', 'lyon-confluence', true),
	('staff:baa6561c-1453-4050-aff6-f7cc633bc32b', '\x38535707ccb1130f245e1f8ff65b53de0fb68c94aab3cff83aafa2be9da78f3e', '\xf857b631f23259f4fee3ad05c7badd98af72403d7b2466afefde4cd341e576bb', '{"card":{"orderId":"2a4982f2-fe18-88b9-99c4-ce8b93be40d1","tripId":"fa10d59c-0998-43aa-b27f-0155f1e78b84","storeId":"bristol-harbour","shortCode":"Y955","customerName":"Zara S.","language":"en","pickupType":"curbside","window":null,"itemsCount":15,"flags":[],"note":null,"order":{"state":"handed_over","version":3,"readyAt":"2026-11-30T01:02:24.594Z","claimedBy":{"staffId":"baa6561c-1453-4050-aff6-f7cc633bc32b","name":"Maya"},"claimedAt":"2026-11-30T01:05:23.087Z","handedOverAt":"2026-11-30T01:05:58.892Z","proof":"code","recalls":0},"trip":{"state":"completed","version":7,"sharing":"stopped","startedAt":"2026-11-30T01:02:24.723Z","approachingAt":"2026-11-30T01:02:50.772Z","departedAt":null,"declaredArrivalAt":null,"firstSignAt":"2026-11-30T01:02:24.723Z","expectedAt":"2026-11-30T01:04:55.062Z"},"arrival":{"occurredAt":"2026-11-30T01:03:57.764Z","decidedAt":"2026-11-30T01:04:07.784Z","evidence":"position_parked","confirmed":true,"reasons":{"fixes":6,"accuracyM":5,"certainty":1,"insideForS":53}},"bay":"2","vehicle":{"model":"Yaris","colour":"white"},"placement":"back_seat","wait":{"totalMs":121128,"earlyMs":0,"shortNoticeMs":26959,"storeMs":94169},"corrections":0}}', false, '2026-11-30 01:05:58.892+00', 'bristol-harbour', false),
	('staff:baa6561c-1453-4050-aff6-f7cc633bc32b', '\xddc15e6dcaa7a061dd34de40af905abe6924dd3e4486b016b296bc87da8a58b3', '\xb4b8cb996dab5886f8b52a796d5a71b92e6bce6e43a9480da70232ce38ac3930', '{"card":{"orderId":"2a498277-1379-8bd6-b7bb-da7de155705f","tripId":"63d36d4b-1ec0-42de-ac04-3388a4c83be0","storeId":"bristol-harbour","shortCode":"A549","customerName":"Ruth C.","language":"en","pickupType":"curbside","window":null,"itemsCount":16,"flags":[],"note":null,"order":{"state":"handed_over","version":3,"readyAt":"2026-11-30T01:02:12.580Z","claimedBy":{"staffId":"baa6561c-1453-4050-aff6-f7cc633bc32b","name":"Maya"},"claimedAt":"2026-11-30T01:05:25.248Z","handedOverAt":"2026-11-30T01:06:00.191Z","proof":"code","recalls":0},"trip":{"state":"completed","version":7,"sharing":"stopped","startedAt":"2026-11-30T01:02:12.692Z","approachingAt":"2026-11-30T01:03:44.781Z","departedAt":null,"declaredArrivalAt":null,"firstSignAt":"2026-11-30T01:02:12.692Z","expectedAt":"2026-11-30T01:05:17.756Z"},"arrival":{"occurredAt":"2026-11-30T01:03:56.774Z","decidedAt":"2026-11-30T01:04:03.783Z","evidence":"position_parked","confirmed":true,"reasons":{"fixes":4,"accuracyM":11,"certainty":0.98,"insideForS":47}},"bay":"7","vehicle":{"model":"Zoe","colour":"white"},"placement":"back_seat","wait":{"totalMs":123417,"earlyMs":0,"shortNoticeMs":15918,"storeMs":107499},"corrections":0}}', false, '2026-11-30 01:06:00.191+00', 'bristol-harbour', false),
	('staff:0df613aa-2af8-432e-a037-728ea63eb9a5', '\xce24dacf1ac050160fa5acb0f95f7da203abbc262523f59f269ac5b3d189a8f2', '\x4bc391230850b7da91b7e2ff659186521054d40ad51f0e82eb01ebb56893ebd8', '{"card":{"orderId":"ebb78466-4aeb-8b95-a91b-31b3ca35500d","tripId":"a5bf6882-dbdf-4f66-a58d-6880abe98dc7","storeId":"lyon-confluence","shortCode":"C887","customerName":"Manon C.","language":"fr","pickupType":"curbside","window":null,"itemsCount":14,"flags":[],"note":null,"order":{"state":"handed_over","version":3,"readyAt":"2026-11-30T01:02:18.790Z","claimedBy":{"staffId":"0df613aa-2af8-432e-a037-728ea63eb9a5","name":"Léa"},"claimedAt":"2026-11-30T01:05:52.994Z","handedOverAt":"2026-11-30T01:06:23.983Z","proof":"code","recalls":0},"trip":{"state":"completed","version":5,"sharing":"declined","startedAt":"2026-11-30T01:02:18.886Z","approachingAt":null,"departedAt":null,"declaredArrivalAt":"2026-11-30T01:03:18.886Z","firstSignAt":"2026-11-30T01:02:18.886Z"},"arrival":{"occurredAt":"2026-11-30T01:03:16.912Z","decidedAt":"2026-11-30T01:03:16.912Z","evidence":"tapped_unseen","confirmed":true,"reasons":null},"bay":"4","vehicle":{"model":"208","colour":"red"},"placement":"trunk","wait":{"totalMs":187071,"earlyMs":0,"shortNoticeMs":61974,"storeMs":125097},"corrections":0}}', false, '2026-11-30 01:06:23.983+00', 'lyon-confluence', false),
	('staff:0df613aa-2af8-432e-a037-728ea63eb9a5', '\x51d7182274209e22d53b868633f5a065941c84d6311fdd47b3778055954e4b33', '\x7c85ac280dc8d64439ff739f3ac63d0014ca0b894c5afa7dad1aa054f13dc22e', '{"card":{"orderId":"ebb784c1-944e-87ed-9f78-472b1609295d","tripId":"67abdf2b-4710-4111-85a5-55d6941d3f82","storeId":"lyon-confluence","shortCode":"G849","customerName":"Nadia K.","language":"fr","pickupType":"curbside","window":null,"itemsCount":21,"flags":["cold"],"note":null,"order":{"state":"handed_over","version":3,"readyAt":"2026-11-30T01:02:24.784Z","claimedBy":{"staffId":"0df613aa-2af8-432e-a037-728ea63eb9a5","name":"Léa"},"claimedAt":"2026-11-30T01:05:46.322Z","handedOverAt":"2026-11-30T01:06:28.302Z","proof":"code","recalls":0},"trip":{"state":"completed","version":7,"sharing":"stopped","startedAt":"2026-11-30T01:02:24.821Z","approachingAt":"2026-11-30T01:03:41.859Z","departedAt":null,"declaredArrivalAt":null,"firstSignAt":"2026-11-30T01:02:24.821Z","expectedAt":"2026-11-30T01:05:17.957Z"},"arrival":{"occurredAt":"2026-11-30T01:03:49.858Z","decidedAt":"2026-11-30T01:03:58.181Z","evidence":"position_parked","confirmed":true,"reasons":{"fixes":5,"accuracyM":6,"certainty":1,"insideForS":50}},"bay":"1","vehicle":{"model":"Yaris","colour":"grey"},"placement":"trunk","wait":{"totalMs":158444,"earlyMs":0,"shortNoticeMs":34963,"storeMs":123481},"corrections":0}}', false, '2026-11-30 01:06:28.302+00', 'lyon-confluence', false),
	('shop:demo', '\xb72e6e286c1c184c046c62c900ede83793ce229a3bd7339d93ec6f114aa6f89e', '\xb1f182ebf8dd5f80870abb48434b0a751ccd29896950e01a48ebe0c286f0fe39', 'AJDQb3QTjY++mMfNLF7vI+f9R8ZTDvot6dWk9bAjpnKi4LoY+Wxdc365ku/W+qoyjI2AmLtt5Pn3tg6g0fDyWuHVftAkLY6siJJ6h8wEzq6UTgjyC5QmS2my/K5FD52XutO9goZ4tEmojdVFz74AyA5EEKYof5n3OQcYy1YlhpSQHAr/didfYgkCb0Vuf4gK8Rz+xPYehrxTayecEdShSzufNCLlftgjodX7aiwiWSDNxviqbGaYhAzKPMqsaZpAUpi62IFnWqH4wm1DJVA+Mxtm3H2jZ308T9BbjGjJo1gNW6ApkhrhPh1sCmhSo9GcCM48NImtj2zU8xzz3M0rZmYxBzih3VM5cweEmFI4d1boWh9n/i3RmwLF8X/MaTUGh8noZYhj/Bf6+3w/nuG4n2D2MC9NV1O4Yd7dmtIyBzqubNGATU5VgBDGofBChBCA6Fy+1JwTOdfFUPPcK58NGrVr8IiQPdwtHEX5A5bWSdbsU2KX5MVXCEJNKMo/f0uEr6Y4VMuWVc3mp2Sdx28RIKtPSK50mO+2NFhtWDwthchu0GkapWqzoKToZjJL4zq32bSuIoozCclb9CgBN4G/vNwuQbxLd7+9YeqXVI02gN019nRAN+Nm', true, '2026-11-30 01:06:39.571+00', 'bristol-harbour', true),
	('customer:bristol-harbour/9b459e6f-31b7-4197-9b39-66ceadb0e793', '\x06fe63499f8e39d45352241dd5c5180ae4027047f633be658a7c7dbe5cac098f', '\x3408cb140fae7ab1b7833de809a9d850eeea41c2f98d9f2ffebf59a0a2153c19', 'null', false, '2026-11-30 01:06:39.65+00', 'bristol-harbour', false),
	('customer:bristol-harbour/ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', '\xec1ff2a79dc3c798e4f08b0c65b26064a6eae64964254c385202e908330401e0', '\x12f1ae6b1ee778c3af561d28d51a2cdd28321d596178bbf9a90f2140136e47b3', 'null', false, '2026-11-30 01:06:45.261+00', 'bristol-harbour', false),
	('shop:demo', '\xb4a96e0399f033e8e3c86b96b72747652f13e3d204af243eff4f8d4b543dae88', '\x9ee159b21890de7fc081bddf68c1749cdc3a3d6b6ea391659cf1687ac047f46b', '{"id":"2a4982ea-248b-8081-988a-24c551da3d8a","storeId":"bristol-harbour","tripId":"3363c309-b2df-468f-8e84-dfc1bf9fcb85","reference":null,"shortCode":"W247","state":"canceled","tripState":"canceled","pickupType":"curbside","window":{"from":"2026-11-30T01:16:05.558Z","to":"2026-11-30T02:16:05.558Z"},"createdAt":"2026-11-30T01:03:58.940Z","readyAt":"2026-11-30T01:03:58.940Z","arrivedAt":null,"handedOverAt":null,"wait":null,"version":2}', false, '2026-11-30 01:06:54.669+00', 'bristol-harbour', true),
	('shop:demo', '\x33ca741bb8887db65116d8d93030f814d744e80c7333fbe5554796e6e47a2a9e', '\x6eec3b9ed3f262cdf22e0f05a9a47b98b77674e19c7e4b89b2b898bb8b967940', '{"id":"2a498268-7ea5-88ca-bc3a-073b0b55a0d3","storeId":"bristol-harbour","tripId":"ac666af4-4179-42ed-9a8c-cd0ee4b6fc38","reference":null,"shortCode":"T929","state":"canceled","tripState":"canceled","pickupType":"curbside","window":null,"createdAt":"2026-11-30T01:04:39.053Z","readyAt":"2026-11-30T01:04:39.053Z","arrivedAt":null,"handedOverAt":null,"wait":null,"version":2}', false, '2026-11-30 01:06:54.668+00', 'bristol-harbour', true),
	('shop:demo', '\x4c624b1ff0f101f361b53b2d7c68277e73650c7e5dd8b4167de3e8955bf47e54', '\x651874f72dcafdcc5a2e41fdf8e107ad71247b7bf4929d2b9cf3247578ad4983', '{"id":"2a4982fa-2ff5-84aa-8943-d466d6e7fd24","storeId":"bristol-harbour","tripId":"9b459e6f-31b7-4197-9b39-66ceadb0e793","reference":null,"shortCode":"W253","state":"canceled","tripState":"canceled","pickupType":"curbside","window":null,"createdAt":"2026-11-30T01:06:39.571Z","readyAt":null,"arrivedAt":null,"handedOverAt":null,"wait":null,"version":2}', false, '2026-11-30 01:06:54.737+00', 'bristol-harbour', true),
	('shop:demo', '\x2d3b5bc7d3488ff5eaf55e3cf265a25048793569e0855622aed9a6ae640bcfa7', '\xe9d9500d312dfd78dbe0e307461bbeb331d6e8a5cd2e7f8785aa8a9bcebd9189', '{"id":"ebb78408-125f-8bc2-a5a7-4202cb4dfd9f","storeId":"lyon-confluence","tripId":"0d15c3e1-903d-4e4c-ad9a-e5b425360977","reference":null,"shortCode":"T474","state":"canceled","tripState":"canceled","pickupType":"curbside","window":{"from":"2026-11-30T01:18:27.643Z","to":"2026-11-30T02:18:27.643Z"},"createdAt":"2026-11-30T01:04:51.122Z","readyAt":"2026-11-30T01:04:51.122Z","arrivedAt":null,"handedOverAt":null,"wait":null,"version":2}', false, '2026-11-30 01:06:54.743+00', 'lyon-confluence', true),
	('shop:demo', '\x3daa6a48689fc919461a7fa303243a90ded478f9073109ea8c838f591beda67a', '\x6402f87cf164b9d256ccf67376b9a9c26d7cfe662cd5a4c49c62989b3910097e', '{"id":"ebb78451-592a-8508-a0a6-625279ed7b02","storeId":"lyon-confluence","tripId":"9d162a90-6198-41c9-b61d-c2c87c98e992","reference":null,"shortCode":"K985","state":"canceled","tripState":"canceled","pickupType":"curbside","window":null,"createdAt":"2026-11-30T01:03:36.477Z","readyAt":"2026-11-30T01:05:52.150Z","arrivedAt":null,"handedOverAt":null,"wait":null,"version":3}', false, '2026-11-30 01:06:54.737+00', 'lyon-confluence', true),
	('shop:demo', '\xefce30999ea361ac2e0b5a6ce74c1ca165e07aab80db04a0931b76ab8cc669f7', '\x890c492ed9b077411e73ed7270a422c2e6ad3b0491de90a704dc95d0a19ca32e', '{"id":"2a4982ee-6a2d-8a8c-84ea-00f9dc369f60","storeId":"bristol-harbour","tripId":"824af18b-f545-4af8-a765-6b9596ad802e","reference":null,"shortCode":"K333","state":"canceled","tripState":"canceled","pickupType":"curbside","window":null,"createdAt":"2026-11-30T01:03:32.156Z","readyAt":"2026-11-30T01:05:55.485Z","arrivedAt":null,"handedOverAt":null,"wait":null,"version":3}', false, '2026-11-30 01:06:54.736+00', 'bristol-harbour', true);

INSERT INTO public.manager_session VALUES
	('\x3196fac4da9367477769d20ffabed36f0469d471a5c385bbd43f8d68e4620dcc', '25edf4a2-72d0-4c99-b6dd-2229a7bc4075', '2026-11-30 01:02:11.38+00', '2026-11-30 01:02:11.38+00', '2026-11-30 13:02:11.38+00', '2026-11-30 01:02:12.167+00', '2026-11-30 01:02:11.38+00', NULL, '', '127.0.0.x'),
	('\x2771c9a49aabe058045e2bcaf2b1b0217cb01baa9c5435f6cd6caac8b4acf65a', '25edf4a2-72d0-4c99-b6dd-2229a7bc4075', '2026-11-30 01:02:11.788+00', '2026-11-30 01:02:11.788+00', '2026-11-30 13:02:11.788+00', '2026-11-30 01:02:12.47+00', '2026-11-30 01:02:11.788+00', NULL, '', '127.0.0.x');

INSERT INTO public.order_service_migrations VALUES
	(1, 1764000000000, 'CreateStoreLog1764000000000'),
	(2, 1767225600000, 'StoresOrdersTrips1767225600000'),
	(3, 1767225660000, 'Access1767225660000'),
	(4, 1767225720000, 'Visitors1767225720000'),
	(5, 1767225780000, 'KnownAddresses1767225780000'),
	(6, 1767225840000, 'LeadFollows1767225840000'),
	(7, 1767225900000, 'EndedLinks1767225900000'),
	(8, 1767225960000, 'AnswersByStore1767225960000'),
	(9, 1767226020000, 'OrderMarks1767226020000'),
	(10, 1767226200000, 'LinksByWindow1767226200000'),
	(11, 1767226320000, 'ArrivalsAndEnds1767226320000'),
	(12, 1767226380000, 'AccountSafety1767226380000'),
	(13, 1767226390000, 'SecondFactors1767226390000'),
	(14, 1767226440000, 'VisitorsWithoutCards1767226440000'),
	(15, 1767226440001, 'OrdersOfShops1767226440001'),
	(16, 1767226560000, 'KnownTimeZones1767226560000'),
	(17, 1767226620000, 'PremisesAnywhere1767226620000'),
	(18, 1767226680000, 'DeviceTokens1767226680000'),
	(19, 1767226740000, 'WordsToCustomers1767226740000');

INSERT INTO public.pickup_order VALUES
	('lyon-confluence', 'ebb7840c-e3c8-8735-b835-0da44caead9f', 1, '3e6e1ebf-6339-4f8c-b734-c1458804771c', 'ready', 'demo', NULL, 'R272', 'JMW8', 'Camille M.', 'fr', 'curbside', NULL, NULL, 14, '{cold}', NULL, '2026-11-30 01:02:10.143+00', '2026-11-30 01:02:10.143+00', NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL),
	('bristol-harbour', '2a498294-5f34-85a5-9026-0b8c36af1252', 1, 'd9746cb3-ed81-4b4d-adb1-6b0f4d158950', 'ready', 'demo', NULL, 'T253', 'QMVQ', 'Alex R.', 'en', 'curbside', NULL, NULL, 11, '{cold}', NULL, '2026-11-30 01:02:10.195+00', '2026-11-30 01:02:10.195+00', NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL),
	('bristol-harbour', '2a498206-6040-8720-bbe3-a0ab58e76455', 3, 'dda00ad9-e17c-4c57-bcda-8611305d9136', 'handed_over', 'demo', NULL, 'D766', 'CCRM', 'Ruth F.', 'en', 'curbside', NULL, NULL, 28, '{}', NULL, '2026-11-30 01:02:18.586+00', '2026-11-30 01:02:18.586+00', 'baa6561c-1453-4050-aff6-f7cc633bc32b', 'Maya', '2026-11-30 01:04:04.859+00', '2026-11-30 01:04:34.93+00', 'code', 0, 0, NULL, NULL, NULL, 0, NULL),
	('bristol-harbour', '2a4982f2-fe18-88b9-99c4-ce8b93be40d1', 3, 'fa10d59c-0998-43aa-b27f-0155f1e78b84', 'handed_over', 'demo', NULL, 'Y955', '2VXW', 'Zara S.', 'en', 'curbside', NULL, NULL, 15, '{}', NULL, '2026-11-30 01:02:24.594+00', '2026-11-30 01:02:24.594+00', 'baa6561c-1453-4050-aff6-f7cc633bc32b', 'Maya', '2026-11-30 01:05:23.087+00', '2026-11-30 01:05:58.892+00', 'code', 0, 0, NULL, NULL, NULL, 0, NULL),
	('bristol-harbour', '2a498277-1379-8bd6-b7bb-da7de155705f', 3, '63d36d4b-1ec0-42de-ac04-3388a4c83be0', 'handed_over', 'demo', NULL, 'A549', 'MGCG', 'Ruth C.', 'en', 'curbside', NULL, NULL, 16, '{}', NULL, '2026-11-30 01:02:12.58+00', '2026-11-30 01:02:12.58+00', 'baa6561c-1453-4050-aff6-f7cc633bc32b', 'Maya', '2026-11-30 01:05:25.248+00', '2026-11-30 01:06:00.191+00', 'code', 0, 0, NULL, NULL, NULL, 0, NULL),
	('lyon-confluence', 'ebb78466-4aeb-8b95-a91b-31b3ca35500d', 3, 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', 'handed_over', 'demo', NULL, 'C887', 'Y2GR', 'Manon C.', 'fr', 'curbside', NULL, NULL, 14, '{}', NULL, '2026-11-30 01:02:18.79+00', '2026-11-30 01:02:18.79+00', '0df613aa-2af8-432e-a037-728ea63eb9a5', 'Léa', '2026-11-30 01:05:52.994+00', '2026-11-30 01:06:23.983+00', 'code', 0, 0, NULL, NULL, NULL, 0, NULL),
	('lyon-confluence', 'ebb784c1-944e-87ed-9f78-472b1609295d', 3, '67abdf2b-4710-4111-85a5-55d6941d3f82', 'handed_over', 'demo', NULL, 'G849', 'TJG9', 'Nadia K.', 'fr', 'curbside', NULL, NULL, 21, '{cold}', NULL, '2026-11-30 01:02:24.784+00', '2026-11-30 01:02:24.784+00', '0df613aa-2af8-432e-a037-728ea63eb9a5', 'Léa', '2026-11-30 01:05:46.322+00', '2026-11-30 01:06:28.302+00', 'code', 0, 0, NULL, NULL, NULL, 0, NULL),
	('bristol-harbour', '2a4982ea-248b-8081-988a-24c551da3d8a', 2, '3363c309-b2df-468f-8e84-dfc1bf9fcb85', 'canceled', 'demo', NULL, 'W247', '8CNS', 'Ella A.', 'en', 'curbside', '2026-11-30 01:16:05.558+00', '2026-11-30 02:16:05.558+00', 11, '{}', NULL, '2026-11-30 01:03:58.94+00', '2026-11-30 01:03:58.94+00', NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL),
	('bristol-harbour', '2a498268-7ea5-88ca-bc3a-073b0b55a0d3', 2, 'ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', 'canceled', 'demo', NULL, 'T929', '3R6M', 'Alex F.', 'en', 'curbside', NULL, NULL, 5, '{}', NULL, '2026-11-30 01:04:39.053+00', '2026-11-30 01:04:39.053+00', NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL),
	('bristol-harbour', '2a4982fa-2ff5-84aa-8943-d466d6e7fd24', 2, '9b459e6f-31b7-4197-9b39-66ceadb0e793', 'canceled', 'demo', NULL, 'W253', 'F7XA', 'Oliver N.', 'en', 'curbside', NULL, NULL, 24, '{cold}', NULL, '2026-11-30 01:06:39.571+00', NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL),
	('lyon-confluence', 'ebb78474-003e-8e74-a81f-62f5f751ffd3', 2, '88f59ace-6282-42d0-aa23-ca4db00a513f', 'canceled', 'demo', NULL, 'N935', 'H2RA', 'Nadia T.', 'fr', 'curbside', NULL, NULL, 20, '{}', NULL, '2026-11-30 01:02:12.793+00', '2026-11-30 01:02:12.793+00', NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL),
	('lyon-confluence', 'ebb78408-125f-8bc2-a5a7-4202cb4dfd9f', 2, '0d15c3e1-903d-4e4c-ad9a-e5b425360977', 'canceled', 'demo', NULL, 'T474', 'BNJF', 'Jules R.', 'fr', 'curbside', '2026-11-30 01:18:27.643+00', '2026-11-30 02:18:27.643+00', 9, '{}', NULL, '2026-11-30 01:04:51.122+00', '2026-11-30 01:04:51.122+00', NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL),
	('lyon-confluence', 'ebb78451-592a-8508-a0a6-625279ed7b02', 3, '9d162a90-6198-41c9-b61d-c2c87c98e992', 'canceled', 'demo', NULL, 'K985', '5PHT', 'Inès D.', 'fr', 'curbside', NULL, NULL, 19, '{heavy}', NULL, '2026-11-30 01:03:36.477+00', '2026-11-30 01:05:52.15+00', NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL),
	('bristol-harbour', '2a4982ee-6a2d-8a8c-84ea-00f9dc369f60', 3, '824af18b-f545-4af8-a765-6b9596ad802e', 'canceled', 'demo', NULL, 'K333', 'TZQY', 'Jack T.', 'en', 'curbside', NULL, NULL, 14, '{}', NULL, '2026-11-30 01:03:32.156+00', '2026-11-30 01:05:55.485+00', NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, NULL);

INSERT INTO public.shop_key VALUES
	('15ddb476-8613-4da6-be07-a607e8b046d9', 'demo', 'Demo', '\x4eefe35bafa0c9c36b75bec750ff81e522f4f57580a3192bec28ba2e8df84352', '{lyon-confluence,bristol-harbour}', '2026-11-30 01:02:07.527+00', NULL);

INSERT INTO public.sign_in_known_address VALUES
	('\x2cd33cea00fe982bcd7928c3cf4de6462e617668287e0a0fa091054935c6a9c9', '2026-11-30 01:02:11.379+00'),
	('\x59298edb42edd79a1391fef53e57caab7da32aebacd879e285ff5cefdb0cc8f1', '2026-11-30 01:02:11.766+00'),
	('\x2cad5cd2c56a74d3812516d2ac84f367bbfa48038149de95275e24cc9d98b600', '2026-11-30 01:02:11.772+00'),
	('\x09151e18676f49a20f03fe4e21a057dcaad1f4c6781676a7fa881df64a558cdc', '2026-11-30 01:02:12.455+00'),
	('\xbd0ee8e123eaa285bdbacfd8ba062d20d3a3767e42f98118a28e3b6883a27160', '2026-11-30 01:02:12.747+00'),
	('\xa15c9f518da60f6e69e3d5c2f986dc42fec4073cccab1817934a5ca28f03753d', '2026-11-30 01:02:12.763+00');

INSERT INTO public.sign_in_misses VALUES
	('\xbaa9a7766d1ca6ed3b146dc7595768f8116fb5683b33bd9cc7850d5bcb92ed06', 0, '2026-11-30 01:02:11.149+00'),
	('\xfcf0234d095dd596f705527a517b73a0999af40181552d8dce5e204f0d298bf5', 0, '2026-11-30 01:02:12.218+00'),
	('\x7e6d8ab7216f0f83c3baa686e8c5d15983eec0e4d544feac1b5bb8d1cfbb0ca6', 0, '2026-11-30 01:02:12.579+00');

INSERT INTO public.staff VALUES
	('25edf4a2-72d0-4c99-b6dd-2229a7bc4075', NULL, 'Demo', 'admin', NULL, 'demo-kxgg', '$argon2id$v=19$m=19456,t=2,p=1$leJ4IeucSs+Jv+duRf6fIQ$Xj6XksXo7J6fyQRnpWuWsyIWN0dCVaLFTCR2WaVFKB8', '2026-11-30 01:02:07.527+00', NULL),
	('0df613aa-2af8-432e-a037-728ea63eb9a5', 'lyon-confluence', 'Léa', 'staff', '$argon2id$v=19$m=19456,t=2,p=1$M7R9mUGFBmE1nLochX76xw$59TcbrYJ0/0BPglPSfgkiT9CYSjyfVyDrlDqOQMB6Xg', NULL, NULL, '2026-11-30 01:02:07.527+00', NULL),
	('db3be649-8cef-4672-8a35-6206d6a189e9', 'lyon-confluence', 'Karim', 'staff', '$argon2id$v=19$m=19456,t=2,p=1$F0q11mwUpGaWdduvhwrJxA$3wnmsQqOo9vb+tTTY5LE0++XX2hlVUpFn5dipCeUyv8', NULL, NULL, '2026-11-30 01:02:07.527+00', NULL),
	('baa6561c-1453-4050-aff6-f7cc633bc32b', 'bristol-harbour', 'Maya', 'staff', '$argon2id$v=19$m=19456,t=2,p=1$UDwbtJyABF76ZbbnLo4hPg$8j8HIBif9nSYhHGENjk7kdXk2iKmOKgvb97kEWIGoNY', NULL, NULL, '2026-11-30 01:02:07.527+00', NULL),
	('a0b37e4b-a619-4ce1-84d8-b7026013c1b1', 'bristol-harbour', 'Tom', 'staff', '$argon2id$v=19$m=19456,t=2,p=1$MpG4k1qRVFpPl4L+7/t2Pg$Aia+EUcAeZbgTvZTAG9VCCqt4RcQK16MeGNcxGcK4OE', NULL, NULL, '2026-11-30 01:02:07.527+00', NULL);

INSERT INTO public.staff_session VALUES
	('bristol-harbour', '\xde2bafd38c2c002128d7fabd6457486ed71fca2b0ed2dd91ae3d2806823b6124', 'baa6561c-1453-4050-aff6-f7cc633bc32b', 'cc0fb15f-8652-4141-9c92-136b6f98b91d', '2026-11-30 01:02:12.471+00', '2026-11-30 01:05:23.083+00', '2026-11-30 13:02:12.471+00', NULL),
	('lyon-confluence', '\x1170c004428a9729ac05037b94f62aeb9f4b308bac1dfefce95764ee8ea679f0', '0df613aa-2af8-432e-a037-728ea63eb9a5', 'd1f43cb9-b4e7-45a6-b378-9efa438c8428', '2026-11-30 01:02:12.768+00', '2026-11-30 01:05:46.32+00', '2026-11-30 13:02:12.768+00', NULL);

INSERT INTO public.store VALUES
	('lyon-confluence', 1, 'Les Halles du Confluent', '12 quai des Platanes, 69002 Lyon', '+33 4 00 00 00 12', 'Europe/Paris', '{fr,en}', '[[{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}]]', 120, 300, 120, '0103000020E610000001000000050000004DA1F31ABB441340095053CBD6DE46402EE23B31EB451340095053CBD6DE46402EE23B31EB451340897B2C7DE8DE46404DA1F31ABB441340897B2C7DE8DE46404DA1F31ABB441340095053CBD6DE4640', '0101000020E6100000BEC117265345134049F4328AE5DE4640', '{"en": "Drive in from the quay and park in a numbered bay, in front of the green door. Stay in your car.", "fr": "Entrez par le quai et garez-vous sur une place numérotée, devant la porte verte. Restez dans votre voiture."}', '2026-11-30 01:02:07.312+00', '2026-11-30 01:02:07.312+00', false, NULL, '\xf921a470b06d4df092acc78eb2ff51f026101cc7b04f4e21a7fc2c7ad106afeb'),
	('bristol-harbour', 1, 'Harbour Larder', '4 Cooper’s Wharf, Bristol BS1', '+44 117 496 0012', 'Europe/London', '{en,fr}', '[[{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}], [{"to": "24:00", "from": "00:00"}]]', 120, 300, 120, '0103000020E61000000100000005000000E7E104A6D3DA04C068E89FE062B94940147B681F2BD804C068E89FE062B94940147B681F2BD804C0E813799274B94940E7E104A6D3DA04C0E813799274B94940E7E104A6D3DA04C068E89FE062B94940', '0101000020E61000007DAEB6627FD904C0A88C7F9F71B94940', '{"en": "Drive in along the wharf and park in a numbered bay, under the blue canopy. Stay in your car.", "fr": "Entrez par le quai et garez-vous sur une place numérotée, sous l’auvent bleu. Restez dans votre voiture."}', '2026-11-30 01:02:07.508+00', '2026-11-30 01:02:07.508+00', false, NULL, '\x8a11cac888f44b44aebb3022fddb9fa562b5a66904524c2c94debcbec383bda0');

INSERT INTO public.store_event VALUES
	('lyon-confluence', 1, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_placed', 1, 'ebb7840c-e3c8-8735-b835-0da44caead9f', 2, '3e6e1ebf-6339-4f8c-b734-c1458804771c', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:10.143Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "3e6e1ebf-6339-4f8c-b734-c1458804771c", "window": null, "arrival": null, "orderId": "ebb7840c-e3c8-8735-b835-0da44caead9f", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "R272", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Camille M."}}', '2026-11-30 01:02:10.143+00', '2026-11-30 01:02:10.143+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '85bab129-a2e5-44cf-9bcd-24c27d0da0d3'),
	('bristol-harbour', 1, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_placed', 1, '2a498294-5f34-85a5-9026-0b8c36af1252', 2, 'd9746cb3-ed81-4b4d-adb1-6b0f4d158950', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:10.195Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "d9746cb3-ed81-4b4d-adb1-6b0f4d158950", "window": null, "arrival": null, "orderId": "2a498294-5f34-85a5-9026-0b8c36af1252", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "T253", "itemsCount": 11, "pickupType": "curbside", "corrections": 0, "customerName": "Alex R."}}', '2026-11-30 01:02:10.195+00', '2026-11-30 01:02:10.195+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'f9533f27-1aa8-4232-bd55-601d9ea76ad4'),
	('bristol-harbour', 2, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_placed', 1, '2a498277-1379-8bd6-b7bb-da7de155705f', 2, '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.580Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "63d36d4b-1ec0-42de-ac04-3388a4c83be0", "window": null, "arrival": null, "orderId": "2a498277-1379-8bd6-b7bb-da7de155705f", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "A549", "itemsCount": 16, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth C."}}', '2026-11-30 01:02:12.58+00', '2026-11-30 01:02:12.58+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'd6e05624-4ba1-42ff-ab65-be11f16d02ff'),
	('bristol-harbour', 3, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_started', 1, '2a498277-1379-8bd6-b7bb-da7de155705f', 3, '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:02:12.692Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:12.692Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.580Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "63d36d4b-1ec0-42de-ac04-3388a4c83be0", "window": null, "arrival": null, "orderId": "2a498277-1379-8bd6-b7bb-da7de155705f", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "A549", "itemsCount": 16, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth C."}}', '2026-11-30 01:02:12.692+00', '2026-11-30 01:02:12.692+00', '{"id": null, "kind": "customer", "name": null}', '55da20d4-4eb7-4dd0-abac-644e0bc319d0'),
	('lyon-confluence', 2, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_placed', 1, 'ebb78474-003e-8e74-a81f-62f5f751ffd3', 2, '88f59ace-6282-42d0-aa23-ca4db00a513f', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.793Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "88f59ace-6282-42d0-aa23-ca4db00a513f", "window": null, "arrival": null, "orderId": "ebb78474-003e-8e74-a81f-62f5f751ffd3", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "N935", "itemsCount": 20, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia T."}}', '2026-11-30 01:02:12.793+00', '2026-11-30 01:02:12.793+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '8b4f4d06-7952-4c75-9966-32331b5d6607'),
	('lyon-confluence', 3, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_started', 1, 'ebb78474-003e-8e74-a81f-62f5f751ffd3', 3, '88f59ace-6282-42d0-aa23-ca4db00a513f', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:02:12.866Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:12.866Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.793Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "88f59ace-6282-42d0-aa23-ca4db00a513f", "window": null, "arrival": null, "orderId": "ebb78474-003e-8e74-a81f-62f5f751ffd3", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "N935", "itemsCount": 20, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia T."}}', '2026-11-30 01:02:12.866+00', '2026-11-30 01:02:12.866+00', '{"id": null, "kind": "customer", "name": null}', '893acfc4-4187-4f32-8277-4f567616cb7e'),
	('bristol-harbour', 4, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_placed', 1, '2a498206-6040-8720-bbe3-a0ab58e76455', 2, 'dda00ad9-e17c-4c57-bcda-8611305d9136', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.586Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "dda00ad9-e17c-4c57-bcda-8611305d9136", "window": null, "arrival": null, "orderId": "2a498206-6040-8720-bbe3-a0ab58e76455", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "D766", "itemsCount": 28, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth F."}}', '2026-11-30 01:02:18.586+00', '2026-11-30 01:02:18.586+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'c4d85e4d-85cb-4c64-b3c7-1803a71f1766'),
	('bristol-harbour', 5, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_started', 1, '2a498206-6040-8720-bbe3-a0ab58e76455', 3, 'dda00ad9-e17c-4c57-bcda-8611305d9136', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "declined", "version": 2, "startedAt": "2026-11-30T01:02:18.627Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.627Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.627Z"}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.586Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "dda00ad9-e17c-4c57-bcda-8611305d9136", "window": null, "arrival": null, "orderId": "2a498206-6040-8720-bbe3-a0ab58e76455", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "D766", "itemsCount": 28, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth F."}}', '2026-11-30 01:02:18.627+00', '2026-11-30 01:02:18.627+00', '{"id": null, "kind": "customer", "name": null}', '936727ed-0989-403f-9ca0-97694db56538'),
	('bristol-harbour', 6, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_placed', 1, '2a4982f2-fe18-88b9-99c4-ce8b93be40d1', 2, 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.594Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "fa10d59c-0998-43aa-b27f-0155f1e78b84", "window": null, "arrival": null, "orderId": "2a4982f2-fe18-88b9-99c4-ce8b93be40d1", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "Y955", "itemsCount": 15, "pickupType": "curbside", "corrections": 0, "customerName": "Zara S."}}', '2026-11-30 01:02:24.594+00', '2026-11-30 01:02:24.594+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '0d9b80e9-195d-41a3-b174-669ffc5a1cc1'),
	('bristol-harbour', 7, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_started', 1, '2a4982f2-fe18-88b9-99c4-ce8b93be40d1', 3, 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:02:24.723Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:24.723Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.594Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "fa10d59c-0998-43aa-b27f-0155f1e78b84", "window": null, "arrival": null, "orderId": "2a4982f2-fe18-88b9-99c4-ce8b93be40d1", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "Y955", "itemsCount": 15, "pickupType": "curbside", "corrections": 0, "customerName": "Zara S."}}', '2026-11-30 01:02:24.723+00', '2026-11-30 01:02:24.723+00', '{"id": null, "kind": "customer", "name": null}', '76407a3a-90da-41b7-a285-587ebf3ca4df'),
	('lyon-confluence', 6, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_placed', 1, 'ebb784c1-944e-87ed-9f78-472b1609295d', 2, '67abdf2b-4710-4111-85a5-55d6941d3f82', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.784Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "67abdf2b-4710-4111-85a5-55d6941d3f82", "window": null, "arrival": null, "orderId": "ebb784c1-944e-87ed-9f78-472b1609295d", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "G849", "itemsCount": 21, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia K."}}', '2026-11-30 01:02:24.784+00', '2026-11-30 01:02:24.784+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'a6ab32a3-d7e2-4076-9b82-bfeb8866862c'),
	('lyon-confluence', 7, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_started', 1, 'ebb784c1-944e-87ed-9f78-472b1609295d', 3, '67abdf2b-4710-4111-85a5-55d6941d3f82', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:02:24.821Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:24.821Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.784Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "67abdf2b-4710-4111-85a5-55d6941d3f82", "window": null, "arrival": null, "orderId": "ebb784c1-944e-87ed-9f78-472b1609295d", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "G849", "itemsCount": 21, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia K."}}', '2026-11-30 01:02:24.821+00', '2026-11-30 01:02:24.821+00', '{"id": null, "kind": "customer", "name": null}', 'fdb9e13c-654f-4132-974f-869f66aa76e6'),
	('lyon-confluence', 8, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_approaching', 1, 'ebb78474-003e-8e74-a81f-62f5f751ffd3', 4, '88f59ace-6282-42d0-aa23-ca4db00a513f', '{"card": {"bay": null, "note": null, "trip": {"state": "approaching", "sharing": "live", "version": 3, "startedAt": "2026-11-30T01:02:12.866Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:38.543Z", "firstSignAt": "2026-11-30T01:02:12.866Z", "approachingAt": "2026-11-30T01:02:40.051Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.793Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "88f59ace-6282-42d0-aa23-ca4db00a513f", "window": null, "arrival": null, "orderId": "ebb78474-003e-8e74-a81f-62f5f751ffd3", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "N935", "itemsCount": 20, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia T."}}', '2026-11-30 01:02:40.051+00', '2026-11-30 01:02:40.053+00', '{"id": null, "kind": "position", "name": null}', '468eef10-28e2-4069-a121-c06f035313cd'),
	('bristol-harbour', 8, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_approaching', 1, '2a4982f2-fe18-88b9-99c4-ce8b93be40d1', 4, 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '{"card": {"bay": null, "note": null, "trip": {"state": "approaching", "sharing": "live", "version": 3, "startedAt": "2026-11-30T01:02:24.723Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:55.062Z", "firstSignAt": "2026-11-30T01:02:24.723Z", "approachingAt": "2026-11-30T01:02:50.772Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.594Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "fa10d59c-0998-43aa-b27f-0155f1e78b84", "window": null, "arrival": null, "orderId": "2a4982f2-fe18-88b9-99c4-ce8b93be40d1", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "Y955", "itemsCount": 15, "pickupType": "curbside", "corrections": 0, "customerName": "Zara S."}}', '2026-11-30 01:02:50.772+00', '2026-11-30 01:02:50.773+00', '{"id": null, "kind": "position", "name": null}', '311ea8f8-1e6b-4fc8-99fa-c7cb937e496a'),
	('lyon-confluence', 4, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_placed', 1, 'ebb78466-4aeb-8b95-a91b-31b3ca35500d', 2, 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.790Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "a5bf6882-dbdf-4f66-a58d-6880abe98dc7", "window": null, "arrival": null, "orderId": "ebb78466-4aeb-8b95-a91b-31b3ca35500d", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "C887", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Manon C."}}', '2026-11-30 01:02:18.79+00', '2026-11-30 01:02:18.79+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '5e0c5b1d-cb62-4caa-a60b-197d42575fc4'),
	('lyon-confluence', 5, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_started', 1, 'ebb78466-4aeb-8b95-a91b-31b3ca35500d', 3, 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "declined", "version": 2, "startedAt": "2026-11-30T01:02:18.886Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.886Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.886Z"}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.790Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "a5bf6882-dbdf-4f66-a58d-6880abe98dc7", "window": null, "arrival": null, "orderId": "ebb78466-4aeb-8b95-a91b-31b3ca35500d", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "C887", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Manon C."}}', '2026-11-30 01:02:18.886+00', '2026-11-30 01:02:18.886+00', '{"id": null, "kind": "customer", "name": null}', '19e0b0c0-1d91-4fca-9276-4f4121138994'),
	('lyon-confluence', 9, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_arrived', 1, 'ebb78474-003e-8e74-a81f-62f5f751ffd3', 5, '88f59ace-6282-42d0-aa23-ca4db00a513f', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 4, "startedAt": "2026-11-30T01:02:12.866Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:38.543Z", "firstSignAt": "2026-11-30T01:02:12.866Z", "approachingAt": "2026-11-30T01:02:40.051Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.793Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "88f59ace-6282-42d0-aa23-ca4db00a513f", "window": null, "arrival": {"reasons": {"fixes": 2, "accuracyM": 5, "certainty": 1, "insideForS": 7}, "evidence": "position_inside", "confirmed": true, "decidedAt": "2026-11-30T01:03:11.031Z", "occurredAt": "2026-11-30T01:03:04.021Z"}, "orderId": "ebb78474-003e-8e74-a81f-62f5f751ffd3", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "N935", "itemsCount": 20, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia T."}}', '2026-11-30 01:03:04.021+00', '2026-11-30 01:03:11.031+00', '{"id": null, "kind": "position", "name": null}', '9b5e0278-8e65-4eb0-9649-8f19ae9f785a'),
	('lyon-confluence', 10, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_arrived', 1, 'ebb78466-4aeb-8b95-a91b-31b3ca35500d', 4, 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "declined", "version": 3, "startedAt": "2026-11-30T01:02:18.886Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.886Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.886Z"}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.790Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "a5bf6882-dbdf-4f66-a58d-6880abe98dc7", "window": null, "arrival": {"reasons": null, "evidence": "tapped_unseen", "confirmed": true, "decidedAt": "2026-11-30T01:03:16.912Z", "occurredAt": "2026-11-30T01:03:16.912Z"}, "orderId": "ebb78466-4aeb-8b95-a91b-31b3ca35500d", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "C887", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Manon C."}}', '2026-11-30 01:03:16.912+00', '2026-11-30 01:03:16.912+00', '{"id": null, "kind": "customer", "name": null}', '0fd0cdda-8ec2-468d-8de7-6007a7b75fa6'),
	('lyon-confluence', 11, '5edb9bc7-b589-4ece-8828-03c81f668483', 'details_changed', 1, 'ebb78466-4aeb-8b95-a91b-31b3ca35500d', 5, 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '{"card": {"bay": "4", "note": null, "trip": {"state": "arrived", "sharing": "declined", "version": 4, "startedAt": "2026-11-30T01:02:18.886Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.886Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.886Z"}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.790Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "a5bf6882-dbdf-4f66-a58d-6880abe98dc7", "window": null, "arrival": {"reasons": null, "evidence": "tapped_unseen", "confirmed": true, "decidedAt": "2026-11-30T01:03:16.912Z", "occurredAt": "2026-11-30T01:03:16.912Z"}, "orderId": "ebb78466-4aeb-8b95-a91b-31b3ca35500d", "storeId": "lyon-confluence", "vehicle": {"model": "208", "colour": "red"}, "language": "fr", "placement": "trunk", "shortCode": "C887", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Manon C."}}', '2026-11-30 01:03:16.95+00', '2026-11-30 01:03:16.95+00', '{"id": null, "kind": "customer", "name": null}', 'bcd12ba1-d0a6-4110-9bee-4da9159b1b66'),
	('bristol-harbour', 9, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_arrived', 1, '2a498206-6040-8720-bbe3-a0ab58e76455', 4, 'dda00ad9-e17c-4c57-bcda-8611305d9136', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "declined", "version": 3, "startedAt": "2026-11-30T01:02:18.627Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.627Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.627Z"}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.586Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "dda00ad9-e17c-4c57-bcda-8611305d9136", "window": null, "arrival": {"reasons": null, "evidence": "tapped_unseen", "confirmed": true, "decidedAt": "2026-11-30T01:03:29.002Z", "occurredAt": "2026-11-30T01:03:29.002Z"}, "orderId": "2a498206-6040-8720-bbe3-a0ab58e76455", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "D766", "itemsCount": 28, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth F."}}', '2026-11-30 01:03:29.002+00', '2026-11-30 01:03:29.002+00', '{"id": null, "kind": "customer", "name": null}', '4cf85450-fdfe-441c-85f1-8a1ac052bee8'),
	('bristol-harbour', 10, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'details_changed', 1, '2a498206-6040-8720-bbe3-a0ab58e76455', 5, 'dda00ad9-e17c-4c57-bcda-8611305d9136', '{"card": {"bay": "1", "note": null, "trip": {"state": "arrived", "sharing": "declined", "version": 4, "startedAt": "2026-11-30T01:02:18.627Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.627Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.627Z"}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.586Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "dda00ad9-e17c-4c57-bcda-8611305d9136", "window": null, "arrival": {"reasons": null, "evidence": "tapped_unseen", "confirmed": true, "decidedAt": "2026-11-30T01:03:29.002Z", "occurredAt": "2026-11-30T01:03:29.002Z"}, "orderId": "2a498206-6040-8720-bbe3-a0ab58e76455", "storeId": "bristol-harbour", "vehicle": {"model": null, "colour": "white"}, "language": "en", "placement": "trunk", "shortCode": "D766", "itemsCount": 28, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth F."}}', '2026-11-30 01:03:29.03+00', '2026-11-30 01:03:29.03+00', '{"id": null, "kind": "customer", "name": null}', 'aa281890-0982-4c41-928b-199e8000cb4d'),
	('bristol-harbour', 11, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_placed', 1, '2a4982ee-6a2d-8a8c-84ea-00f9dc369f60', 2, '824af18b-f545-4af8-a765-6b9596ad802e', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "preparing", "readyAt": null, "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "824af18b-f545-4af8-a765-6b9596ad802e", "window": null, "arrival": null, "orderId": "2a4982ee-6a2d-8a8c-84ea-00f9dc369f60", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "K333", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Jack T."}}', '2026-11-30 01:03:32.156+00', '2026-11-30 01:03:32.156+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '2c8c552e-7d0a-4868-9990-0618bf1c3c45'),
	('bristol-harbour', 12, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_started', 1, '2a4982ee-6a2d-8a8c-84ea-00f9dc369f60', 3, '824af18b-f545-4af8-a765-6b9596ad802e', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:03:32.207Z", "departedAt": null, "firstSignAt": "2026-11-30T01:03:32.207Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "preparing", "readyAt": null, "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "824af18b-f545-4af8-a765-6b9596ad802e", "window": null, "arrival": null, "orderId": "2a4982ee-6a2d-8a8c-84ea-00f9dc369f60", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "K333", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Jack T."}}', '2026-11-30 01:03:32.207+00', '2026-11-30 01:03:32.207+00', '{"id": null, "kind": "customer", "name": null}', '800041c5-3298-4708-a97d-c620002d5333'),
	('lyon-confluence', 12, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_placed', 1, 'ebb78451-592a-8508-a0a6-625279ed7b02', 2, '9d162a90-6198-41c9-b61d-c2c87c98e992', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["heavy"], "order": {"proof": null, "state": "preparing", "readyAt": null, "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "9d162a90-6198-41c9-b61d-c2c87c98e992", "window": null, "arrival": null, "orderId": "ebb78451-592a-8508-a0a6-625279ed7b02", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "K985", "itemsCount": 19, "pickupType": "curbside", "corrections": 0, "customerName": "Inès D."}}', '2026-11-30 01:03:36.477+00', '2026-11-30 01:03:36.477+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'e4476230-425f-4604-b0fb-e8474aef71bb'),
	('lyon-confluence', 13, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_started', 1, 'ebb78451-592a-8508-a0a6-625279ed7b02', 3, '9d162a90-6198-41c9-b61d-c2c87c98e992', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:03:36.513Z", "departedAt": null, "firstSignAt": "2026-11-30T01:03:36.513Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["heavy"], "order": {"proof": null, "state": "preparing", "readyAt": null, "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "9d162a90-6198-41c9-b61d-c2c87c98e992", "window": null, "arrival": null, "orderId": "ebb78451-592a-8508-a0a6-625279ed7b02", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "K985", "itemsCount": 19, "pickupType": "curbside", "corrections": 0, "customerName": "Inès D."}}', '2026-11-30 01:03:36.513+00', '2026-11-30 01:03:36.513+00', '{"id": null, "kind": "customer", "name": null}', '0bc4a03a-7f9e-4e1c-9683-6d02e5a1815b'),
	('lyon-confluence', 14, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_approaching', 1, 'ebb784c1-944e-87ed-9f78-472b1609295d', 4, '67abdf2b-4710-4111-85a5-55d6941d3f82', '{"card": {"bay": null, "note": null, "trip": {"state": "approaching", "sharing": "live", "version": 3, "startedAt": "2026-11-30T01:02:24.821Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.957Z", "firstSignAt": "2026-11-30T01:02:24.821Z", "approachingAt": "2026-11-30T01:03:41.859Z", "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.784Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "67abdf2b-4710-4111-85a5-55d6941d3f82", "window": null, "arrival": null, "orderId": "ebb784c1-944e-87ed-9f78-472b1609295d", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "G849", "itemsCount": 21, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia K."}}', '2026-11-30 01:03:41.859+00', '2026-11-30 01:03:41.86+00', '{"id": null, "kind": "position", "name": null}', 'ad57eb9b-3b4b-4c80-85d4-2ae5d173983a'),
	('bristol-harbour', 13, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_approaching', 1, '2a498277-1379-8bd6-b7bb-da7de155705f', 4, '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '{"card": {"bay": null, "note": null, "trip": {"state": "approaching", "sharing": "live", "version": 3, "startedAt": "2026-11-30T01:02:12.692Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.756Z", "firstSignAt": "2026-11-30T01:02:12.692Z", "approachingAt": "2026-11-30T01:03:44.781Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.580Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "63d36d4b-1ec0-42de-ac04-3388a4c83be0", "window": null, "arrival": null, "orderId": "2a498277-1379-8bd6-b7bb-da7de155705f", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "A549", "itemsCount": 16, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth C."}}', '2026-11-30 01:03:44.781+00', '2026-11-30 01:03:44.79+00', '{"id": null, "kind": "position", "name": null}', 'bd265b49-60df-4f42-ae7e-d6a7c1b8d43b'),
	('lyon-confluence', 15, '5edb9bc7-b589-4ece-8828-03c81f668483', 'arrival_corrected', 1, 'ebb78474-003e-8e74-a81f-62f5f751ffd3', 6, '88f59ace-6282-42d0-aa23-ca4db00a513f', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 5, "startedAt": "2026-11-30T01:02:12.866Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:38.543Z", "firstSignAt": "2026-11-30T01:02:12.866Z", "approachingAt": "2026-11-30T01:02:40.051Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.793Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "88f59ace-6282-42d0-aa23-ca4db00a513f", "window": null, "arrival": {"reasons": {"fixes": 4, "accuracyM": 11, "certainty": 0.98, "insideForS": 47}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:03:11.031Z", "occurredAt": "2026-11-30T01:03:04.021Z"}, "orderId": "ebb78474-003e-8e74-a81f-62f5f751ffd3", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "N935", "itemsCount": 20, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia T."}}', '2026-11-30 01:03:04.021+00', '2026-11-30 01:03:51.023+00', '{"id": null, "kind": "position", "name": null}', 'b0d29dac-0f2a-4350-814e-3528d5d795aa'),
	('lyon-confluence', 16, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_arrived', 1, 'ebb784c1-944e-87ed-9f78-472b1609295d', 5, '67abdf2b-4710-4111-85a5-55d6941d3f82', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 4, "startedAt": "2026-11-30T01:02:24.821Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.957Z", "firstSignAt": "2026-11-30T01:02:24.821Z", "approachingAt": "2026-11-30T01:03:41.859Z", "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.784Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "67abdf2b-4710-4111-85a5-55d6941d3f82", "window": null, "arrival": {"reasons": {"fixes": 2, "accuracyM": 5, "certainty": 0.98, "insideForS": 8}, "evidence": "position_inside", "confirmed": true, "decidedAt": "2026-11-30T01:03:58.181Z", "occurredAt": "2026-11-30T01:03:49.858Z"}, "orderId": "ebb784c1-944e-87ed-9f78-472b1609295d", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "G849", "itemsCount": 21, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia K."}}', '2026-11-30 01:03:49.858+00', '2026-11-30 01:03:58.181+00', '{"id": null, "kind": "position", "name": null}', NULL),
	('bristol-harbour', 14, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_placed', 1, '2a4982ea-248b-8081-988a-24c551da3d8a', 2, '3363c309-b2df-468f-8e84-dfc1bf9fcb85', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:03:58.940Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "3363c309-b2df-468f-8e84-dfc1bf9fcb85", "window": {"to": "2026-11-30T02:16:05.558Z", "from": "2026-11-30T01:16:05.558Z"}, "arrival": null, "orderId": "2a4982ea-248b-8081-988a-24c551da3d8a", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "W247", "itemsCount": 11, "pickupType": "curbside", "corrections": 0, "customerName": "Ella A."}}', '2026-11-30 01:03:58.94+00', '2026-11-30 01:03:58.94+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '1205f678-133b-4927-afd6-1ad33ba94a02'),
	('bristol-harbour', 15, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_started', 1, '2a4982ea-248b-8081-988a-24c551da3d8a', 3, '3363c309-b2df-468f-8e84-dfc1bf9fcb85', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:03:59.014Z", "departedAt": null, "firstSignAt": "2026-11-30T01:03:59.014Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:03:58.940Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "3363c309-b2df-468f-8e84-dfc1bf9fcb85", "window": {"to": "2026-11-30T02:16:05.558Z", "from": "2026-11-30T01:16:05.558Z"}, "arrival": null, "orderId": "2a4982ea-248b-8081-988a-24c551da3d8a", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "W247", "itemsCount": 11, "pickupType": "curbside", "corrections": 0, "customerName": "Ella A."}}', '2026-11-30 01:03:59.014+00', '2026-11-30 01:03:59.014+00', '{"id": null, "kind": "customer", "name": null}', 'd685499f-633c-4ee3-82b3-7935d1c88208'),
	('lyon-confluence', 17, '5edb9bc7-b589-4ece-8828-03c81f668483', 'details_changed', 1, 'ebb78474-003e-8e74-a81f-62f5f751ffd3', 7, '88f59ace-6282-42d0-aa23-ca4db00a513f', '{"card": {"bay": "4", "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 6, "startedAt": "2026-11-30T01:02:12.866Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:38.543Z", "firstSignAt": "2026-11-30T01:02:12.866Z", "approachingAt": "2026-11-30T01:02:40.051Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.793Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "88f59ace-6282-42d0-aa23-ca4db00a513f", "window": null, "arrival": {"reasons": {"fixes": 4, "accuracyM": 11, "certainty": 0.98, "insideForS": 47}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:03:11.031Z", "occurredAt": "2026-11-30T01:03:04.021Z"}, "orderId": "ebb78474-003e-8e74-a81f-62f5f751ffd3", "storeId": "lyon-confluence", "vehicle": {"model": "208", "colour": "red"}, "language": "fr", "placement": "trunk", "shortCode": "N935", "itemsCount": 20, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia T."}}', '2026-11-30 01:03:59.063+00', '2026-11-30 01:03:59.063+00', '{"id": null, "kind": "customer", "name": null}', '8795c25f-ad8f-451f-8fc4-97fec0b52e52'),
	('bristol-harbour', 16, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_arrived', 1, '2a498277-1379-8bd6-b7bb-da7de155705f', 5, '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 4, "startedAt": "2026-11-30T01:02:12.692Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.756Z", "firstSignAt": "2026-11-30T01:02:12.692Z", "approachingAt": "2026-11-30T01:03:44.781Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.580Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "63d36d4b-1ec0-42de-ac04-3388a4c83be0", "window": null, "arrival": {"reasons": {"fixes": 2, "accuracyM": 5, "certainty": 0.99, "insideForS": 7}, "evidence": "position_inside", "confirmed": true, "decidedAt": "2026-11-30T01:04:03.783Z", "occurredAt": "2026-11-30T01:03:56.774Z"}, "orderId": "2a498277-1379-8bd6-b7bb-da7de155705f", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "A549", "itemsCount": 16, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth C."}}', '2026-11-30 01:03:56.774+00', '2026-11-30 01:04:03.783+00', '{"id": null, "kind": "position", "name": null}', '81b0b482-bc75-49a8-802d-661b7aca11d2'),
	('bristol-harbour', 17, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_claimed', 1, '2a498206-6040-8720-bbe3-a0ab58e76455', 6, 'dda00ad9-e17c-4c57-bcda-8611305d9136', '{"card": {"bay": "1", "note": null, "trip": {"state": "arrived", "sharing": "declined", "version": 4, "startedAt": "2026-11-30T01:02:18.627Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.627Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.627Z"}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.586Z", "recalls": 0, "version": 2, "claimedAt": "2026-11-30T01:04:04.859Z", "claimedBy": {"name": "Maya", "staffId": "baa6561c-1453-4050-aff6-f7cc633bc32b"}, "handedOverAt": null}, "tripId": "dda00ad9-e17c-4c57-bcda-8611305d9136", "window": null, "arrival": {"reasons": null, "evidence": "tapped_unseen", "confirmed": true, "decidedAt": "2026-11-30T01:03:29.002Z", "occurredAt": "2026-11-30T01:03:29.002Z"}, "orderId": "2a498206-6040-8720-bbe3-a0ab58e76455", "storeId": "bristol-harbour", "vehicle": {"model": null, "colour": "white"}, "language": "en", "placement": "trunk", "shortCode": "D766", "itemsCount": 28, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth F."}}', '2026-11-30 01:04:04.859+00', '2026-11-30 01:04:04.859+00', '{"id": "baa6561c-1453-4050-aff6-f7cc633bc32b", "kind": "staff", "name": "Maya"}', 'cb540576-22ea-444d-bcff-3f4536f2e027'),
	('bristol-harbour', 18, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_arrived', 1, '2a4982f2-fe18-88b9-99c4-ce8b93be40d1', 5, 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 4, "startedAt": "2026-11-30T01:02:24.723Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:55.062Z", "firstSignAt": "2026-11-30T01:02:24.723Z", "approachingAt": "2026-11-30T01:02:50.772Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.594Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "fa10d59c-0998-43aa-b27f-0155f1e78b84", "window": null, "arrival": {"reasons": {"fixes": 3, "accuracyM": 8, "certainty": 0.88, "insideForS": 10}, "evidence": "position_inside", "confirmed": true, "decidedAt": "2026-11-30T01:04:07.784Z", "occurredAt": "2026-11-30T01:03:57.764Z"}, "orderId": "2a4982f2-fe18-88b9-99c4-ce8b93be40d1", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "Y955", "itemsCount": 15, "pickupType": "curbside", "corrections": 0, "customerName": "Zara S."}}', '2026-11-30 01:03:57.764+00', '2026-11-30 01:04:07.784+00', '{"id": null, "kind": "position", "name": null}', 'dce07a78-bbc4-4fc0-bfb4-8ab5b67c2200'),
	('bristol-harbour', 19, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_handed_over', 1, '2a498206-6040-8720-bbe3-a0ab58e76455', 8, 'dda00ad9-e17c-4c57-bcda-8611305d9136', '{"card": {"bay": "1", "note": null, "trip": {"state": "completed", "sharing": "declined", "version": 5, "startedAt": "2026-11-30T01:02:18.627Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.627Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.627Z"}, "wait": {"earlyMs": 0, "storeMs": 16303, "totalMs": 65928, "shortNoticeMs": 49625}, "flags": [], "order": {"proof": "code", "state": "handed_over", "readyAt": "2026-11-30T01:02:18.586Z", "recalls": 0, "version": 3, "claimedAt": "2026-11-30T01:04:04.859Z", "claimedBy": {"name": "Maya", "staffId": "baa6561c-1453-4050-aff6-f7cc633bc32b"}, "handedOverAt": "2026-11-30T01:04:34.930Z"}, "tripId": "dda00ad9-e17c-4c57-bcda-8611305d9136", "window": null, "arrival": {"reasons": null, "evidence": "tapped_unseen", "confirmed": true, "decidedAt": "2026-11-30T01:03:29.002Z", "occurredAt": "2026-11-30T01:03:29.002Z"}, "orderId": "2a498206-6040-8720-bbe3-a0ab58e76455", "storeId": "bristol-harbour", "vehicle": {"model": null, "colour": "white"}, "language": "en", "placement": "trunk", "shortCode": "D766", "itemsCount": 28, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth F."}}', '2026-11-30 01:04:34.93+00', '2026-11-30 01:04:34.93+00', '{"id": "baa6561c-1453-4050-aff6-f7cc633bc32b", "kind": "staff", "name": "Maya"}', '7a397110-a11f-484d-bf93-4686b0b439ad'),
	('bristol-harbour', 20, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_placed', 1, '2a498268-7ea5-88ca-bc3a-073b0b55a0d3', 2, 'ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:04:39.053Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "ac666af4-4179-42ed-9a8c-cd0ee4b6fc38", "window": null, "arrival": null, "orderId": "2a498268-7ea5-88ca-bc3a-073b0b55a0d3", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "T929", "itemsCount": 5, "pickupType": "curbside", "corrections": 0, "customerName": "Alex F."}}', '2026-11-30 01:04:39.053+00', '2026-11-30 01:04:39.053+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '86dc9f97-0738-4f5e-bad5-650fdf1166d7'),
	('bristol-harbour', 21, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_started', 1, '2a498268-7ea5-88ca-bc3a-073b0b55a0d3', 3, 'ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:04:39.171Z", "departedAt": null, "firstSignAt": "2026-11-30T01:04:39.171Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:04:39.053Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "ac666af4-4179-42ed-9a8c-cd0ee4b6fc38", "window": null, "arrival": null, "orderId": "2a498268-7ea5-88ca-bc3a-073b0b55a0d3", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "T929", "itemsCount": 5, "pickupType": "curbside", "corrections": 0, "customerName": "Alex F."}}', '2026-11-30 01:04:39.171+00', '2026-11-30 01:04:39.171+00', '{"id": null, "kind": "customer", "name": null}', 'e8203db9-0775-489e-8632-52570c22159b'),
	('lyon-confluence', 21, '5edb9bc7-b589-4ece-8828-03c81f668483', 'trip_started', 1, 'ebb78408-125f-8bc2-a5a7-4202cb4dfd9f', 3, '0d15c3e1-903d-4e4c-ad9a-e5b425360977', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:04:51.199Z", "departedAt": null, "firstSignAt": "2026-11-30T01:04:51.199Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:04:51.122Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "0d15c3e1-903d-4e4c-ad9a-e5b425360977", "window": {"to": "2026-11-30T02:18:27.643Z", "from": "2026-11-30T01:18:27.643Z"}, "arrival": null, "orderId": "ebb78408-125f-8bc2-a5a7-4202cb4dfd9f", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "T474", "itemsCount": 9, "pickupType": "curbside", "corrections": 0, "customerName": "Jules R."}}', '2026-11-30 01:04:51.199+00', '2026-11-30 01:04:51.199+00', '{"id": null, "kind": "customer", "name": null}', 'ca1f6326-01c9-4d11-9611-bb001317a823'),
	('lyon-confluence', 18, '5edb9bc7-b589-4ece-8828-03c81f668483', 'arrival_corrected', 1, 'ebb784c1-944e-87ed-9f78-472b1609295d', 6, '67abdf2b-4710-4111-85a5-55d6941d3f82', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 5, "startedAt": "2026-11-30T01:02:24.821Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.957Z", "firstSignAt": "2026-11-30T01:02:24.821Z", "approachingAt": "2026-11-30T01:03:41.859Z", "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.784Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "67abdf2b-4710-4111-85a5-55d6941d3f82", "window": null, "arrival": {"reasons": {"fixes": 5, "accuracyM": 6, "certainty": 1, "insideForS": 50}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:03:58.181Z", "occurredAt": "2026-11-30T01:03:49.858Z"}, "orderId": "ebb784c1-944e-87ed-9f78-472b1609295d", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "G849", "itemsCount": 21, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia K."}}', '2026-11-30 01:03:49.858+00', '2026-11-30 01:04:39.859+00', '{"id": null, "kind": "position", "name": null}', 'bd09ddde-eb39-4226-b847-82d6d5415424'),
	('bristol-harbour', 22, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'arrival_corrected', 1, '2a498277-1379-8bd6-b7bb-da7de155705f', 6, '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 5, "startedAt": "2026-11-30T01:02:12.692Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.756Z", "firstSignAt": "2026-11-30T01:02:12.692Z", "approachingAt": "2026-11-30T01:03:44.781Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.580Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "63d36d4b-1ec0-42de-ac04-3388a4c83be0", "window": null, "arrival": {"reasons": {"fixes": 4, "accuracyM": 11, "certainty": 0.98, "insideForS": 47}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:04:03.783Z", "occurredAt": "2026-11-30T01:03:56.774Z"}, "orderId": "2a498277-1379-8bd6-b7bb-da7de155705f", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "A549", "itemsCount": 16, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth C."}}', '2026-11-30 01:03:56.774+00', '2026-11-30 01:04:43.777+00', '{"id": null, "kind": "position", "name": null}', 'f79d973d-0104-4011-bee4-38baab6fccc8'),
	('bristol-harbour', 23, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'arrival_corrected', 1, '2a4982f2-fe18-88b9-99c4-ce8b93be40d1', 6, 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '{"card": {"bay": null, "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 5, "startedAt": "2026-11-30T01:02:24.723Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:55.062Z", "firstSignAt": "2026-11-30T01:02:24.723Z", "approachingAt": "2026-11-30T01:02:50.772Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.594Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "fa10d59c-0998-43aa-b27f-0155f1e78b84", "window": null, "arrival": {"reasons": {"fixes": 6, "accuracyM": 5, "certainty": 1, "insideForS": 53}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:04:07.784Z", "occurredAt": "2026-11-30T01:03:57.764Z"}, "orderId": "2a4982f2-fe18-88b9-99c4-ce8b93be40d1", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "Y955", "itemsCount": 15, "pickupType": "curbside", "corrections": 0, "customerName": "Zara S."}}', '2026-11-30 01:03:57.764+00', '2026-11-30 01:04:50.771+00', '{"id": null, "kind": "position", "name": null}', '1423e221-9118-4f53-915f-a91711f02d2f'),
	('lyon-confluence', 19, '5edb9bc7-b589-4ece-8828-03c81f668483', 'details_changed', 1, 'ebb784c1-944e-87ed-9f78-472b1609295d', 7, '67abdf2b-4710-4111-85a5-55d6941d3f82', '{"card": {"bay": "1", "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 6, "startedAt": "2026-11-30T01:02:24.821Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.957Z", "firstSignAt": "2026-11-30T01:02:24.821Z", "approachingAt": "2026-11-30T01:03:41.859Z", "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.784Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "67abdf2b-4710-4111-85a5-55d6941d3f82", "window": null, "arrival": {"reasons": {"fixes": 5, "accuracyM": 6, "certainty": 1, "insideForS": 50}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:03:58.181Z", "occurredAt": "2026-11-30T01:03:49.858Z"}, "orderId": "ebb784c1-944e-87ed-9f78-472b1609295d", "storeId": "lyon-confluence", "vehicle": {"model": "Yaris", "colour": "grey"}, "language": "fr", "placement": "trunk", "shortCode": "G849", "itemsCount": 21, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia K."}}', '2026-11-30 01:04:50.916+00', '2026-11-30 01:04:50.916+00', '{"id": null, "kind": "customer", "name": null}', 'a910002b-2931-49c9-a77b-89073149c92d'),
	('lyon-confluence', 20, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_placed', 1, 'ebb78408-125f-8bc2-a5a7-4202cb4dfd9f', 2, '0d15c3e1-903d-4e4c-ad9a-e5b425360977', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:04:51.122Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "0d15c3e1-903d-4e4c-ad9a-e5b425360977", "window": {"to": "2026-11-30T02:18:27.643Z", "from": "2026-11-30T01:18:27.643Z"}, "arrival": null, "orderId": "ebb78408-125f-8bc2-a5a7-4202cb4dfd9f", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "T474", "itemsCount": 9, "pickupType": "curbside", "corrections": 0, "customerName": "Jules R."}}', '2026-11-30 01:04:51.122+00', '2026-11-30 01:04:51.122+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '929ccd4b-d3fd-4196-a479-302eb4e562e9'),
	('bristol-harbour', 24, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'details_changed', 1, '2a498277-1379-8bd6-b7bb-da7de155705f', 7, '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '{"card": {"bay": "7", "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 6, "startedAt": "2026-11-30T01:02:12.692Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.756Z", "firstSignAt": "2026-11-30T01:02:12.692Z", "approachingAt": "2026-11-30T01:03:44.781Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.580Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "63d36d4b-1ec0-42de-ac04-3388a4c83be0", "window": null, "arrival": {"reasons": {"fixes": 4, "accuracyM": 11, "certainty": 0.98, "insideForS": 47}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:04:03.783Z", "occurredAt": "2026-11-30T01:03:56.774Z"}, "orderId": "2a498277-1379-8bd6-b7bb-da7de155705f", "storeId": "bristol-harbour", "vehicle": {"model": "Zoe", "colour": "white"}, "language": "en", "placement": "back_seat", "shortCode": "A549", "itemsCount": 16, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth C."}}', '2026-11-30 01:04:54.833+00', '2026-11-30 01:04:54.833+00', '{"id": null, "kind": "customer", "name": null}', '836fa207-e244-4445-be58-5c16b68fd94e'),
	('bristol-harbour', 25, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'details_changed', 1, '2a4982f2-fe18-88b9-99c4-ce8b93be40d1', 7, 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '{"card": {"bay": "2", "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 6, "startedAt": "2026-11-30T01:02:24.723Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:55.062Z", "firstSignAt": "2026-11-30T01:02:24.723Z", "approachingAt": "2026-11-30T01:02:50.772Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.594Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "fa10d59c-0998-43aa-b27f-0155f1e78b84", "window": null, "arrival": {"reasons": {"fixes": 6, "accuracyM": 5, "certainty": 1, "insideForS": 53}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:04:07.784Z", "occurredAt": "2026-11-30T01:03:57.764Z"}, "orderId": "2a4982f2-fe18-88b9-99c4-ce8b93be40d1", "storeId": "bristol-harbour", "vehicle": {"model": "Yaris", "colour": "white"}, "language": "en", "placement": "back_seat", "shortCode": "Y955", "itemsCount": 15, "pickupType": "curbside", "corrections": 0, "customerName": "Zara S."}}', '2026-11-30 01:04:59.782+00', '2026-11-30 01:04:59.782+00', '{"id": null, "kind": "customer", "name": null}', 'd7f29636-7226-432a-9534-7b10d75b355b'),
	('bristol-harbour', 26, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_claimed', 1, '2a4982f2-fe18-88b9-99c4-ce8b93be40d1', 8, 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '{"card": {"bay": "2", "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 6, "startedAt": "2026-11-30T01:02:24.723Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:55.062Z", "firstSignAt": "2026-11-30T01:02:24.723Z", "approachingAt": "2026-11-30T01:02:50.772Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.594Z", "recalls": 0, "version": 2, "claimedAt": "2026-11-30T01:05:23.087Z", "claimedBy": {"name": "Maya", "staffId": "baa6561c-1453-4050-aff6-f7cc633bc32b"}, "handedOverAt": null}, "tripId": "fa10d59c-0998-43aa-b27f-0155f1e78b84", "window": null, "arrival": {"reasons": {"fixes": 6, "accuracyM": 5, "certainty": 1, "insideForS": 53}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:04:07.784Z", "occurredAt": "2026-11-30T01:03:57.764Z"}, "orderId": "2a4982f2-fe18-88b9-99c4-ce8b93be40d1", "storeId": "bristol-harbour", "vehicle": {"model": "Yaris", "colour": "white"}, "language": "en", "placement": "back_seat", "shortCode": "Y955", "itemsCount": 15, "pickupType": "curbside", "corrections": 0, "customerName": "Zara S."}}', '2026-11-30 01:05:23.087+00', '2026-11-30 01:05:23.087+00', '{"id": "baa6561c-1453-4050-aff6-f7cc633bc32b", "kind": "staff", "name": "Maya"}', 'aa3b1fe3-8a61-4706-8861-40d3f0f39173'),
	('bristol-harbour', 27, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_claimed', 1, '2a498277-1379-8bd6-b7bb-da7de155705f', 8, '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '{"card": {"bay": "7", "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 6, "startedAt": "2026-11-30T01:02:12.692Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.756Z", "firstSignAt": "2026-11-30T01:02:12.692Z", "approachingAt": "2026-11-30T01:03:44.781Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:12.580Z", "recalls": 0, "version": 2, "claimedAt": "2026-11-30T01:05:25.248Z", "claimedBy": {"name": "Maya", "staffId": "baa6561c-1453-4050-aff6-f7cc633bc32b"}, "handedOverAt": null}, "tripId": "63d36d4b-1ec0-42de-ac04-3388a4c83be0", "window": null, "arrival": {"reasons": {"fixes": 4, "accuracyM": 11, "certainty": 0.98, "insideForS": 47}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:04:03.783Z", "occurredAt": "2026-11-30T01:03:56.774Z"}, "orderId": "2a498277-1379-8bd6-b7bb-da7de155705f", "storeId": "bristol-harbour", "vehicle": {"model": "Zoe", "colour": "white"}, "language": "en", "placement": "back_seat", "shortCode": "A549", "itemsCount": 16, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth C."}}', '2026-11-30 01:05:25.248+00', '2026-11-30 01:05:25.248+00', '{"id": "baa6561c-1453-4050-aff6-f7cc633bc32b", "kind": "staff", "name": "Maya"}', 'd962407b-1987-47c5-a2a4-0af1392ab930'),
	('lyon-confluence', 22, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_claimed', 1, 'ebb784c1-944e-87ed-9f78-472b1609295d', 8, '67abdf2b-4710-4111-85a5-55d6941d3f82', '{"card": {"bay": "1", "note": null, "trip": {"state": "arrived", "sharing": "live", "version": 6, "startedAt": "2026-11-30T01:02:24.821Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.957Z", "firstSignAt": "2026-11-30T01:02:24.821Z", "approachingAt": "2026-11-30T01:03:41.859Z", "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:24.784Z", "recalls": 0, "version": 2, "claimedAt": "2026-11-30T01:05:46.322Z", "claimedBy": {"name": "Léa", "staffId": "0df613aa-2af8-432e-a037-728ea63eb9a5"}, "handedOverAt": null}, "tripId": "67abdf2b-4710-4111-85a5-55d6941d3f82", "window": null, "arrival": {"reasons": {"fixes": 5, "accuracyM": 6, "certainty": 1, "insideForS": 50}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:03:58.181Z", "occurredAt": "2026-11-30T01:03:49.858Z"}, "orderId": "ebb784c1-944e-87ed-9f78-472b1609295d", "storeId": "lyon-confluence", "vehicle": {"model": "Yaris", "colour": "grey"}, "language": "fr", "placement": "trunk", "shortCode": "G849", "itemsCount": 21, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia K."}}', '2026-11-30 01:05:46.322+00', '2026-11-30 01:05:46.322+00', '{"id": "0df613aa-2af8-432e-a037-728ea63eb9a5", "kind": "staff", "name": "Léa"}', '713b8afd-af9f-47ed-b86a-ac6a64cf5028'),
	('lyon-confluence', 23, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_ready', 1, 'ebb78451-592a-8508-a0a6-625279ed7b02', 4, '9d162a90-6198-41c9-b61d-c2c87c98e992', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:03:36.513Z", "departedAt": null, "firstSignAt": "2026-11-30T01:03:36.513Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["heavy"], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:05:52.150Z", "recalls": 0, "version": 2, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "9d162a90-6198-41c9-b61d-c2c87c98e992", "window": null, "arrival": null, "orderId": "ebb78451-592a-8508-a0a6-625279ed7b02", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "K985", "itemsCount": 19, "pickupType": "curbside", "corrections": 0, "customerName": "Inès D."}}', '2026-11-30 01:05:52.15+00', '2026-11-30 01:05:52.15+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'fd8fdf26-7ef8-4111-bb20-f6c7d5d53068'),
	('lyon-confluence', 24, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_claimed', 1, 'ebb78466-4aeb-8b95-a91b-31b3ca35500d', 6, 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '{"card": {"bay": "4", "note": null, "trip": {"state": "arrived", "sharing": "declined", "version": 4, "startedAt": "2026-11-30T01:02:18.886Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.886Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.886Z"}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:02:18.790Z", "recalls": 0, "version": 2, "claimedAt": "2026-11-30T01:05:52.994Z", "claimedBy": {"name": "Léa", "staffId": "0df613aa-2af8-432e-a037-728ea63eb9a5"}, "handedOverAt": null}, "tripId": "a5bf6882-dbdf-4f66-a58d-6880abe98dc7", "window": null, "arrival": {"reasons": null, "evidence": "tapped_unseen", "confirmed": true, "decidedAt": "2026-11-30T01:03:16.912Z", "occurredAt": "2026-11-30T01:03:16.912Z"}, "orderId": "ebb78466-4aeb-8b95-a91b-31b3ca35500d", "storeId": "lyon-confluence", "vehicle": {"model": "208", "colour": "red"}, "language": "fr", "placement": "trunk", "shortCode": "C887", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Manon C."}}', '2026-11-30 01:05:52.994+00', '2026-11-30 01:05:52.994+00', '{"id": "0df613aa-2af8-432e-a037-728ea63eb9a5", "kind": "staff", "name": "Léa"}', '4eee53a1-73a7-46b2-8aa8-15090e444dfd'),
	('bristol-harbour', 28, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_ready', 1, '2a4982ee-6a2d-8a8c-84ea-00f9dc369f60', 4, '824af18b-f545-4af8-a765-6b9596ad802e', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:03:32.207Z", "departedAt": null, "firstSignAt": "2026-11-30T01:03:32.207Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:05:55.485Z", "recalls": 0, "version": 2, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "824af18b-f545-4af8-a765-6b9596ad802e", "window": null, "arrival": null, "orderId": "2a4982ee-6a2d-8a8c-84ea-00f9dc369f60", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "K333", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Jack T."}}', '2026-11-30 01:05:55.485+00', '2026-11-30 01:05:55.485+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'f590f2cd-8111-4b6f-8bed-8ad813de60e6'),
	('bristol-harbour', 29, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_handed_over', 1, '2a4982f2-fe18-88b9-99c4-ce8b93be40d1', 10, 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '{"card": {"bay": "2", "note": null, "trip": {"state": "completed", "sharing": "stopped", "version": 7, "startedAt": "2026-11-30T01:02:24.723Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:55.062Z", "firstSignAt": "2026-11-30T01:02:24.723Z", "approachingAt": "2026-11-30T01:02:50.772Z", "declaredArrivalAt": null}, "wait": {"earlyMs": 0, "storeMs": 94169, "totalMs": 121128, "shortNoticeMs": 26959}, "flags": [], "order": {"proof": "code", "state": "handed_over", "readyAt": "2026-11-30T01:02:24.594Z", "recalls": 0, "version": 3, "claimedAt": "2026-11-30T01:05:23.087Z", "claimedBy": {"name": "Maya", "staffId": "baa6561c-1453-4050-aff6-f7cc633bc32b"}, "handedOverAt": "2026-11-30T01:05:58.892Z"}, "tripId": "fa10d59c-0998-43aa-b27f-0155f1e78b84", "window": null, "arrival": {"reasons": {"fixes": 6, "accuracyM": 5, "certainty": 1, "insideForS": 53}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:04:07.784Z", "occurredAt": "2026-11-30T01:03:57.764Z"}, "orderId": "2a4982f2-fe18-88b9-99c4-ce8b93be40d1", "storeId": "bristol-harbour", "vehicle": {"model": "Yaris", "colour": "white"}, "language": "en", "placement": "back_seat", "shortCode": "Y955", "itemsCount": 15, "pickupType": "curbside", "corrections": 0, "customerName": "Zara S."}}', '2026-11-30 01:05:58.892+00', '2026-11-30 01:05:58.892+00', '{"id": "baa6561c-1453-4050-aff6-f7cc633bc32b", "kind": "staff", "name": "Maya"}', 'b32f62be-d1b4-4818-a8ba-c1ee481bafff'),
	('bristol-harbour', 30, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_handed_over', 1, '2a498277-1379-8bd6-b7bb-da7de155705f', 10, '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '{"card": {"bay": "7", "note": null, "trip": {"state": "completed", "sharing": "stopped", "version": 7, "startedAt": "2026-11-30T01:02:12.692Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.756Z", "firstSignAt": "2026-11-30T01:02:12.692Z", "approachingAt": "2026-11-30T01:03:44.781Z", "declaredArrivalAt": null}, "wait": {"earlyMs": 0, "storeMs": 107499, "totalMs": 123417, "shortNoticeMs": 15918}, "flags": [], "order": {"proof": "code", "state": "handed_over", "readyAt": "2026-11-30T01:02:12.580Z", "recalls": 0, "version": 3, "claimedAt": "2026-11-30T01:05:25.248Z", "claimedBy": {"name": "Maya", "staffId": "baa6561c-1453-4050-aff6-f7cc633bc32b"}, "handedOverAt": "2026-11-30T01:06:00.191Z"}, "tripId": "63d36d4b-1ec0-42de-ac04-3388a4c83be0", "window": null, "arrival": {"reasons": {"fixes": 4, "accuracyM": 11, "certainty": 0.98, "insideForS": 47}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:04:03.783Z", "occurredAt": "2026-11-30T01:03:56.774Z"}, "orderId": "2a498277-1379-8bd6-b7bb-da7de155705f", "storeId": "bristol-harbour", "vehicle": {"model": "Zoe", "colour": "white"}, "language": "en", "placement": "back_seat", "shortCode": "A549", "itemsCount": 16, "pickupType": "curbside", "corrections": 0, "customerName": "Ruth C."}}', '2026-11-30 01:06:00.191+00', '2026-11-30 01:06:00.191+00', '{"id": "baa6561c-1453-4050-aff6-f7cc633bc32b", "kind": "staff", "name": "Maya"}', '93c85ebb-5fcd-446d-b1a7-e5d5d03197aa'),
	('lyon-confluence', 25, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_handed_over', 1, 'ebb78466-4aeb-8b95-a91b-31b3ca35500d', 8, 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', '{"card": {"bay": "4", "note": null, "trip": {"state": "completed", "sharing": "declined", "version": 5, "startedAt": "2026-11-30T01:02:18.886Z", "departedAt": null, "firstSignAt": "2026-11-30T01:02:18.886Z", "approachingAt": null, "declaredArrivalAt": "2026-11-30T01:03:18.886Z"}, "wait": {"earlyMs": 0, "storeMs": 125097, "totalMs": 187071, "shortNoticeMs": 61974}, "flags": [], "order": {"proof": "code", "state": "handed_over", "readyAt": "2026-11-30T01:02:18.790Z", "recalls": 0, "version": 3, "claimedAt": "2026-11-30T01:05:52.994Z", "claimedBy": {"name": "Léa", "staffId": "0df613aa-2af8-432e-a037-728ea63eb9a5"}, "handedOverAt": "2026-11-30T01:06:23.983Z"}, "tripId": "a5bf6882-dbdf-4f66-a58d-6880abe98dc7", "window": null, "arrival": {"reasons": null, "evidence": "tapped_unseen", "confirmed": true, "decidedAt": "2026-11-30T01:03:16.912Z", "occurredAt": "2026-11-30T01:03:16.912Z"}, "orderId": "ebb78466-4aeb-8b95-a91b-31b3ca35500d", "storeId": "lyon-confluence", "vehicle": {"model": "208", "colour": "red"}, "language": "fr", "placement": "trunk", "shortCode": "C887", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Manon C."}}', '2026-11-30 01:06:23.983+00', '2026-11-30 01:06:23.983+00', '{"id": "0df613aa-2af8-432e-a037-728ea63eb9a5", "kind": "staff", "name": "Léa"}', '9911c6cb-733c-486f-88f6-6b59ed7de95d'),
	('lyon-confluence', 26, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_handed_over', 1, 'ebb784c1-944e-87ed-9f78-472b1609295d', 10, '67abdf2b-4710-4111-85a5-55d6941d3f82', '{"card": {"bay": "1", "note": null, "trip": {"state": "completed", "sharing": "stopped", "version": 7, "startedAt": "2026-11-30T01:02:24.821Z", "departedAt": null, "expectedAt": "2026-11-30T01:05:17.957Z", "firstSignAt": "2026-11-30T01:02:24.821Z", "approachingAt": "2026-11-30T01:03:41.859Z", "declaredArrivalAt": null}, "wait": {"earlyMs": 0, "storeMs": 123481, "totalMs": 158444, "shortNoticeMs": 34963}, "flags": ["cold"], "order": {"proof": "code", "state": "handed_over", "readyAt": "2026-11-30T01:02:24.784Z", "recalls": 0, "version": 3, "claimedAt": "2026-11-30T01:05:46.322Z", "claimedBy": {"name": "Léa", "staffId": "0df613aa-2af8-432e-a037-728ea63eb9a5"}, "handedOverAt": "2026-11-30T01:06:28.302Z"}, "tripId": "67abdf2b-4710-4111-85a5-55d6941d3f82", "window": null, "arrival": {"reasons": {"fixes": 5, "accuracyM": 6, "certainty": 1, "insideForS": 50}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:03:58.181Z", "occurredAt": "2026-11-30T01:03:49.858Z"}, "orderId": "ebb784c1-944e-87ed-9f78-472b1609295d", "storeId": "lyon-confluence", "vehicle": {"model": "Yaris", "colour": "grey"}, "language": "fr", "placement": "trunk", "shortCode": "G849", "itemsCount": 21, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia K."}}', '2026-11-30 01:06:28.302+00', '2026-11-30 01:06:28.302+00', '{"id": "0df613aa-2af8-432e-a037-728ea63eb9a5", "kind": "staff", "name": "Léa"}', 'bd420fbd-22ad-4f3b-9331-b5c587a5aeb0'),
	('bristol-harbour', 31, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_placed', 1, '2a4982fa-2ff5-84aa-8943-d466d6e7fd24', 2, '9b459e6f-31b7-4197-9b39-66ceadb0e793', '{"card": {"bay": null, "note": null, "trip": {"state": "pending", "sharing": "none", "version": 1, "startedAt": null, "departedAt": null, "firstSignAt": null, "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "preparing", "readyAt": null, "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "9b459e6f-31b7-4197-9b39-66ceadb0e793", "window": null, "arrival": null, "orderId": "2a4982fa-2ff5-84aa-8943-d466d6e7fd24", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "W253", "itemsCount": 24, "pickupType": "curbside", "corrections": 0, "customerName": "Oliver N."}}', '2026-11-30 01:06:39.571+00', '2026-11-30 01:06:39.571+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'c737b210-f000-4f78-81cc-ea38d986fe2c'),
	('bristol-harbour', 32, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_started', 1, '2a4982fa-2ff5-84aa-8943-d466d6e7fd24', 3, '9b459e6f-31b7-4197-9b39-66ceadb0e793', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "live", "version": 2, "startedAt": "2026-11-30T01:06:39.650Z", "departedAt": null, "firstSignAt": "2026-11-30T01:06:39.650Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "preparing", "readyAt": null, "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "9b459e6f-31b7-4197-9b39-66ceadb0e793", "window": null, "arrival": null, "orderId": "2a4982fa-2ff5-84aa-8943-d466d6e7fd24", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "W253", "itemsCount": 24, "pickupType": "curbside", "corrections": 0, "customerName": "Oliver N."}}', '2026-11-30 01:06:39.65+00', '2026-11-30 01:06:39.65+00', '{"id": null, "kind": "customer", "name": null}', '93a65bdb-b0d9-4662-9947-f17c34a7cb66'),
	('bristol-harbour', 33, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'trip_approaching', 1, '2a4982fa-2ff5-84aa-8943-d466d6e7fd24', 4, '9b459e6f-31b7-4197-9b39-66ceadb0e793', '{"card": {"bay": null, "note": null, "trip": {"state": "approaching", "sharing": "live", "version": 3, "startedAt": "2026-11-30T01:06:39.650Z", "departedAt": null, "expectedAt": "2026-11-30T01:08:18.972Z", "firstSignAt": "2026-11-30T01:06:39.650Z", "approachingAt": "2026-11-30T01:06:44.687Z", "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "preparing", "readyAt": null, "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "9b459e6f-31b7-4197-9b39-66ceadb0e793", "window": null, "arrival": null, "orderId": "2a4982fa-2ff5-84aa-8943-d466d6e7fd24", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "W253", "itemsCount": 24, "pickupType": "curbside", "corrections": 0, "customerName": "Oliver N."}}', '2026-11-30 01:06:44.687+00', '2026-11-30 01:06:44.691+00', '{"id": null, "kind": "position", "name": null}', '78f792bb-9c86-4fb4-897f-227547ee7d79'),
	('bristol-harbour', 34, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'sharing_stopped', 1, '2a498268-7ea5-88ca-bc3a-073b0b55a0d3', 4, 'ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', '{"card": {"bay": null, "note": null, "trip": {"state": "started", "sharing": "stopped", "version": 3, "startedAt": "2026-11-30T01:04:39.171Z", "departedAt": null, "firstSignAt": "2026-11-30T01:04:39.171Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "ready", "readyAt": "2026-11-30T01:04:39.053Z", "recalls": 0, "version": 1, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "ac666af4-4179-42ed-9a8c-cd0ee4b6fc38", "window": null, "arrival": null, "orderId": "2a498268-7ea5-88ca-bc3a-073b0b55a0d3", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "T929", "itemsCount": 5, "pickupType": "curbside", "corrections": 0, "customerName": "Alex F."}}', '2026-11-30 01:06:45.261+00', '2026-11-30 01:06:45.261+00', '{"id": null, "kind": "customer", "name": null}', '5f2a01d1-656f-44e1-a0c5-916ffa790093'),
	('bristol-harbour', 35, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_canceled', 1, '2a498268-7ea5-88ca-bc3a-073b0b55a0d3', 6, 'ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', '{"card": {"bay": null, "note": null, "trip": {"state": "canceled", "sharing": "stopped", "version": 4, "startedAt": "2026-11-30T01:04:39.171Z", "departedAt": null, "firstSignAt": "2026-11-30T01:04:39.171Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "canceled", "readyAt": "2026-11-30T01:04:39.053Z", "recalls": 0, "version": 2, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "ac666af4-4179-42ed-9a8c-cd0ee4b6fc38", "window": null, "arrival": null, "orderId": "2a498268-7ea5-88ca-bc3a-073b0b55a0d3", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "T929", "itemsCount": 5, "pickupType": "curbside", "corrections": 0, "customerName": "Alex F."}}', '2026-11-30 01:06:54.668+00', '2026-11-30 01:06:54.668+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '40f1fa42-ebde-48bb-b1b9-01eaac70e06a'),
	('bristol-harbour', 36, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_canceled', 1, '2a4982ea-248b-8081-988a-24c551da3d8a', 5, '3363c309-b2df-468f-8e84-dfc1bf9fcb85', '{"card": {"bay": null, "note": null, "trip": {"state": "canceled", "sharing": "stopped", "version": 3, "startedAt": "2026-11-30T01:03:59.014Z", "departedAt": null, "firstSignAt": "2026-11-30T01:03:59.014Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "canceled", "readyAt": "2026-11-30T01:03:58.940Z", "recalls": 0, "version": 2, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "3363c309-b2df-468f-8e84-dfc1bf9fcb85", "window": {"to": "2026-11-30T02:16:05.558Z", "from": "2026-11-30T01:16:05.558Z"}, "arrival": null, "orderId": "2a4982ea-248b-8081-988a-24c551da3d8a", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "W247", "itemsCount": 11, "pickupType": "curbside", "corrections": 0, "customerName": "Ella A."}}', '2026-11-30 01:06:54.669+00', '2026-11-30 01:06:54.669+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'dd9d12a1-a18a-4c39-9ba0-fd726d2ede47'),
	('bristol-harbour', 37, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_canceled', 1, '2a4982fa-2ff5-84aa-8943-d466d6e7fd24', 6, '9b459e6f-31b7-4197-9b39-66ceadb0e793', '{"card": {"bay": null, "note": null, "trip": {"state": "canceled", "sharing": "stopped", "version": 4, "startedAt": "2026-11-30T01:06:39.650Z", "departedAt": null, "expectedAt": "2026-11-30T01:08:18.972Z", "firstSignAt": "2026-11-30T01:06:39.650Z", "approachingAt": "2026-11-30T01:06:44.687Z", "declaredArrivalAt": null}, "wait": null, "flags": ["cold"], "order": {"proof": null, "state": "canceled", "readyAt": null, "recalls": 0, "version": 2, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "9b459e6f-31b7-4197-9b39-66ceadb0e793", "window": null, "arrival": null, "orderId": "2a4982fa-2ff5-84aa-8943-d466d6e7fd24", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "W253", "itemsCount": 24, "pickupType": "curbside", "corrections": 0, "customerName": "Oliver N."}}', '2026-11-30 01:06:54.737+00', '2026-11-30 01:06:54.737+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'a1ee2d2e-16ae-42d8-bad4-688dcb9d25ff'),
	('lyon-confluence', 27, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_canceled', 1, 'ebb78474-003e-8e74-a81f-62f5f751ffd3', 9, '88f59ace-6282-42d0-aa23-ca4db00a513f', '{"card": {"bay": "4", "note": null, "trip": {"state": "canceled", "sharing": "stopped", "version": 7, "startedAt": "2026-11-30T01:02:12.866Z", "departedAt": null, "expectedAt": "2026-11-30T01:04:38.543Z", "firstSignAt": "2026-11-30T01:02:12.866Z", "approachingAt": "2026-11-30T01:02:40.051Z", "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "canceled", "readyAt": "2026-11-30T01:02:12.793Z", "recalls": 0, "version": 2, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "88f59ace-6282-42d0-aa23-ca4db00a513f", "window": null, "arrival": {"reasons": {"fixes": 4, "accuracyM": 11, "certainty": 0.98, "insideForS": 47}, "evidence": "position_parked", "confirmed": true, "decidedAt": "2026-11-30T01:03:11.031Z", "occurredAt": "2026-11-30T01:03:04.021Z"}, "orderId": "ebb78474-003e-8e74-a81f-62f5f751ffd3", "storeId": "lyon-confluence", "vehicle": {"model": "208", "colour": "red"}, "language": "fr", "placement": "trunk", "shortCode": "N935", "itemsCount": 20, "pickupType": "curbside", "corrections": 0, "customerName": "Nadia T."}}', '2026-11-30 01:06:54.741+00', '2026-11-30 01:06:54.741+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'd63ce54f-a310-4de7-baf8-6e6c4125f2ee'),
	('lyon-confluence', 28, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_canceled', 1, 'ebb78408-125f-8bc2-a5a7-4202cb4dfd9f', 5, '0d15c3e1-903d-4e4c-ad9a-e5b425360977', '{"card": {"bay": null, "note": null, "trip": {"state": "canceled", "sharing": "stopped", "version": 3, "startedAt": "2026-11-30T01:04:51.199Z", "departedAt": null, "firstSignAt": "2026-11-30T01:04:51.199Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "canceled", "readyAt": "2026-11-30T01:04:51.122Z", "recalls": 0, "version": 2, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "0d15c3e1-903d-4e4c-ad9a-e5b425360977", "window": {"to": "2026-11-30T02:18:27.643Z", "from": "2026-11-30T01:18:27.643Z"}, "arrival": null, "orderId": "ebb78408-125f-8bc2-a5a7-4202cb4dfd9f", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "T474", "itemsCount": 9, "pickupType": "curbside", "corrections": 0, "customerName": "Jules R."}}', '2026-11-30 01:06:54.743+00', '2026-11-30 01:06:54.743+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'def1d35a-7801-4328-930a-97e35cee0abc'),
	('lyon-confluence', 29, '5edb9bc7-b589-4ece-8828-03c81f668483', 'order_canceled', 1, 'ebb78451-592a-8508-a0a6-625279ed7b02', 6, '9d162a90-6198-41c9-b61d-c2c87c98e992', '{"card": {"bay": null, "note": null, "trip": {"state": "canceled", "sharing": "stopped", "version": 3, "startedAt": "2026-11-30T01:03:36.513Z", "departedAt": null, "firstSignAt": "2026-11-30T01:03:36.513Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": ["heavy"], "order": {"proof": null, "state": "canceled", "readyAt": "2026-11-30T01:05:52.150Z", "recalls": 0, "version": 3, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "9d162a90-6198-41c9-b61d-c2c87c98e992", "window": null, "arrival": null, "orderId": "ebb78451-592a-8508-a0a6-625279ed7b02", "storeId": "lyon-confluence", "vehicle": null, "language": "fr", "placement": null, "shortCode": "K985", "itemsCount": 19, "pickupType": "curbside", "corrections": 0, "customerName": "Inès D."}}', '2026-11-30 01:06:54.737+00', '2026-11-30 01:06:54.737+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', '84b74eff-2335-4ecd-b55b-c0284754b73d'),
	('bristol-harbour', 38, 'f3156c9d-44b2-48d2-8723-370e49963e9a', 'order_canceled', 1, '2a4982ee-6a2d-8a8c-84ea-00f9dc369f60', 6, '824af18b-f545-4af8-a765-6b9596ad802e', '{"card": {"bay": null, "note": null, "trip": {"state": "canceled", "sharing": "stopped", "version": 3, "startedAt": "2026-11-30T01:03:32.207Z", "departedAt": null, "firstSignAt": "2026-11-30T01:03:32.207Z", "approachingAt": null, "declaredArrivalAt": null}, "wait": null, "flags": [], "order": {"proof": null, "state": "canceled", "readyAt": "2026-11-30T01:05:55.485Z", "recalls": 0, "version": 3, "claimedAt": null, "claimedBy": null, "handedOverAt": null}, "tripId": "824af18b-f545-4af8-a765-6b9596ad802e", "window": null, "arrival": null, "orderId": "2a4982ee-6a2d-8a8c-84ea-00f9dc369f60", "storeId": "bristol-harbour", "vehicle": null, "language": "en", "placement": null, "shortCode": "K333", "itemsCount": 14, "pickupType": "curbside", "corrections": 0, "customerName": "Jack T."}}', '2026-11-30 01:06:54.736+00', '2026-11-30 01:06:54.736+00', '{"id": "demo", "kind": "shop", "name": "Demo"}', 'f9e1301b-8bb3-4d48-937a-d0b6b5aee69e');

INSERT INTO public.store_stream VALUES
	('lyon-confluence', '5edb9bc7-b589-4ece-8828-03c81f668483', 29, 0),
	('bristol-harbour', 'f3156c9d-44b2-48d2-8723-370e49963e9a', 38, 0);

INSERT INTO public.trip VALUES
	('lyon-confluence', '3e6e1ebf-6339-4f8c-b734-c1458804771c', 1, 'pending', 'none', '2026-11-30 01:02:10.143+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('bristol-harbour', 'd9746cb3-ed81-4b4d-adb1-6b0f4d158950', 1, 'pending', 'none', '2026-11-30 01:02:10.195+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('bristol-harbour', 'fa10d59c-0998-43aa-b27f-0155f1e78b84', 7, 'completed', 'stopped', '2026-11-30 01:02:24.594+00', '2026-11-30 01:02:24.723+00', '2026-11-30 01:02:50.772+00', NULL, '2026-11-30 01:02:24.723+00', NULL, '2026-11-30 01:03:57.764+00', '2026-11-30 01:04:07.784+00', 'position_parked', true, '{"fixes": 6, "accuracyM": 5, "certainty": 1, "insideForS": 53}', '2', '{"model": "Yaris", "colour": "white"}', 'back_seat', 0, '2026-11-30 01:05:58.892+00', '2026-11-30 01:05:58.892+00', NULL, NULL, NULL, '2026-11-30 01:04:55.062+00', NULL, NULL, NULL, NULL),
	('bristol-harbour', 'dda00ad9-e17c-4c57-bcda-8611305d9136', 5, 'completed', 'declined', '2026-11-30 01:02:18.586+00', '2026-11-30 01:02:18.627+00', NULL, NULL, '2026-11-30 01:02:18.627+00', '2026-11-30 01:03:18.627+00', '2026-11-30 01:03:29.002+00', '2026-11-30 01:03:29.002+00', 'tapped_unseen', true, NULL, '1', '{"model": null, "colour": "white"}', 'trunk', 0, NULL, '2026-11-30 01:04:34.93+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('bristol-harbour', '63d36d4b-1ec0-42de-ac04-3388a4c83be0', 7, 'completed', 'stopped', '2026-11-30 01:02:12.58+00', '2026-11-30 01:02:12.692+00', '2026-11-30 01:03:44.781+00', NULL, '2026-11-30 01:02:12.692+00', NULL, '2026-11-30 01:03:56.774+00', '2026-11-30 01:04:03.783+00', 'position_parked', true, '{"fixes": 4, "accuracyM": 11, "certainty": 0.98, "insideForS": 47}', '7', '{"model": "Zoe", "colour": "white"}', 'back_seat', 0, '2026-11-30 01:06:00.191+00', '2026-11-30 01:06:00.191+00', NULL, NULL, NULL, '2026-11-30 01:05:17.756+00', NULL, NULL, NULL, NULL),
	('lyon-confluence', 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', 5, 'completed', 'declined', '2026-11-30 01:02:18.79+00', '2026-11-30 01:02:18.886+00', NULL, NULL, '2026-11-30 01:02:18.886+00', '2026-11-30 01:03:18.886+00', '2026-11-30 01:03:16.912+00', '2026-11-30 01:03:16.912+00', 'tapped_unseen', true, NULL, '4', '{"model": "208", "colour": "red"}', 'trunk', 0, NULL, '2026-11-30 01:06:23.983+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('lyon-confluence', '67abdf2b-4710-4111-85a5-55d6941d3f82', 7, 'completed', 'stopped', '2026-11-30 01:02:24.784+00', '2026-11-30 01:02:24.821+00', '2026-11-30 01:03:41.859+00', NULL, '2026-11-30 01:02:24.821+00', NULL, '2026-11-30 01:03:49.858+00', '2026-11-30 01:03:58.181+00', 'position_parked', true, '{"fixes": 5, "accuracyM": 6, "certainty": 1, "insideForS": 50}', '1', '{"model": "Yaris", "colour": "grey"}', 'trunk', 0, '2026-11-30 01:06:28.302+00', '2026-11-30 01:06:28.302+00', NULL, NULL, NULL, '2026-11-30 01:05:17.957+00', NULL, NULL, NULL, NULL),
	('bristol-harbour', '3363c309-b2df-468f-8e84-dfc1bf9fcb85', 3, 'canceled', 'stopped', '2026-11-30 01:03:58.94+00', '2026-11-30 01:03:59.014+00', NULL, NULL, '2026-11-30 01:03:59.014+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '2026-11-30 01:06:54.669+00', '2026-11-30 01:06:54.669+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('bristol-harbour', 'ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', 4, 'canceled', 'stopped', '2026-11-30 01:04:39.053+00', '2026-11-30 01:04:39.171+00', NULL, NULL, '2026-11-30 01:04:39.171+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '2026-11-30 01:06:45.261+00', '2026-11-30 01:06:54.668+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('bristol-harbour', '9b459e6f-31b7-4197-9b39-66ceadb0e793', 4, 'canceled', 'stopped', '2026-11-30 01:06:39.571+00', '2026-11-30 01:06:39.65+00', '2026-11-30 01:06:44.687+00', NULL, '2026-11-30 01:06:39.65+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '2026-11-30 01:06:54.737+00', '2026-11-30 01:06:54.737+00', NULL, NULL, NULL, '2026-11-30 01:08:18.972+00', NULL, NULL, NULL, NULL),
	('lyon-confluence', '88f59ace-6282-42d0-aa23-ca4db00a513f', 7, 'canceled', 'stopped', '2026-11-30 01:02:12.793+00', '2026-11-30 01:02:12.866+00', '2026-11-30 01:02:40.051+00', NULL, '2026-11-30 01:02:12.866+00', NULL, '2026-11-30 01:03:04.021+00', '2026-11-30 01:03:11.031+00', 'position_parked', true, '{"fixes": 4, "accuracyM": 11, "certainty": 0.98, "insideForS": 47}', '4', '{"model": "208", "colour": "red"}', 'trunk', 0, '2026-11-30 01:06:54.741+00', '2026-11-30 01:06:54.741+00', NULL, NULL, NULL, '2026-11-30 01:04:38.543+00', NULL, NULL, NULL, NULL),
	('lyon-confluence', '0d15c3e1-903d-4e4c-ad9a-e5b425360977', 3, 'canceled', 'stopped', '2026-11-30 01:04:51.122+00', '2026-11-30 01:04:51.199+00', NULL, NULL, '2026-11-30 01:04:51.199+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '2026-11-30 01:06:54.743+00', '2026-11-30 01:06:54.743+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('lyon-confluence', '9d162a90-6198-41c9-b61d-c2c87c98e992', 3, 'canceled', 'stopped', '2026-11-30 01:03:36.477+00', '2026-11-30 01:03:36.513+00', NULL, NULL, '2026-11-30 01:03:36.513+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '2026-11-30 01:06:54.737+00', '2026-11-30 01:06:54.737+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
	('bristol-harbour', '824af18b-f545-4af8-a765-6b9596ad802e', 3, 'canceled', 'stopped', '2026-11-30 01:03:32.156+00', '2026-11-30 01:03:32.207+00', NULL, NULL, '2026-11-30 01:03:32.207+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, '2026-11-30 01:06:54.736+00', '2026-11-30 01:06:54.736+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

INSERT INTO public.trip_event_applied VALUES
	('lyon-confluence', '88f59ace-6282-42d0-aa23-ca4db00a513f:1', '88f59ace-6282-42d0-aa23-ca4db00a513f', '2026-11-30 01:02:40.053+00'),
	('bristol-harbour', 'fa10d59c-0998-43aa-b27f-0155f1e78b84:1', 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '2026-11-30 01:02:50.773+00'),
	('lyon-confluence', '88f59ace-6282-42d0-aa23-ca4db00a513f:2', '88f59ace-6282-42d0-aa23-ca4db00a513f', '2026-11-30 01:03:11.031+00'),
	('lyon-confluence', '67abdf2b-4710-4111-85a5-55d6941d3f82:1', '67abdf2b-4710-4111-85a5-55d6941d3f82', '2026-11-30 01:03:41.86+00'),
	('bristol-harbour', '63d36d4b-1ec0-42de-ac04-3388a4c83be0:1', '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '2026-11-30 01:03:44.79+00'),
	('lyon-confluence', '88f59ace-6282-42d0-aa23-ca4db00a513f:3', '88f59ace-6282-42d0-aa23-ca4db00a513f', '2026-11-30 01:03:51.023+00'),
	('lyon-confluence', '67abdf2b-4710-4111-85a5-55d6941d3f82:2', '67abdf2b-4710-4111-85a5-55d6941d3f82', '2026-11-30 01:03:58.181+00'),
	('bristol-harbour', '63d36d4b-1ec0-42de-ac04-3388a4c83be0:2', '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '2026-11-30 01:04:03.783+00'),
	('bristol-harbour', 'fa10d59c-0998-43aa-b27f-0155f1e78b84:2', 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '2026-11-30 01:04:07.784+00'),
	('lyon-confluence', '67abdf2b-4710-4111-85a5-55d6941d3f82:3', '67abdf2b-4710-4111-85a5-55d6941d3f82', '2026-11-30 01:04:39.859+00'),
	('bristol-harbour', '63d36d4b-1ec0-42de-ac04-3388a4c83be0:3', '63d36d4b-1ec0-42de-ac04-3388a4c83be0', '2026-11-30 01:04:43.777+00'),
	('bristol-harbour', 'fa10d59c-0998-43aa-b27f-0155f1e78b84:3', 'fa10d59c-0998-43aa-b27f-0155f1e78b84', '2026-11-30 01:04:50.771+00'),
	('bristol-harbour', '9b459e6f-31b7-4197-9b39-66ceadb0e793:1', '9b459e6f-31b7-4197-9b39-66ceadb0e793', '2026-11-30 01:06:44.691+00');

INSERT INTO public.trip_link VALUES
	('lyon-confluence', '\xadce21a32d9983d3c61af5230a9d9e9d48230636e9be2805d34773416bd3f0cd', '3e6e1ebf-6339-4f8c-b734-c1458804771c', 'customer', '2026-11-30 01:02:10.143+00', '2026-12-07 01:02:10.143+00', NULL),
	('bristol-harbour', '\x776653ebd420d9e5d2c35d4c89171129320013a9e4095aae0b27994c25d6d280', 'd9746cb3-ed81-4b4d-adb1-6b0f4d158950', 'customer', '2026-11-30 01:02:10.195+00', '2026-12-07 01:02:10.195+00', NULL),
	('bristol-harbour', '\xb6a487a91d010df41431e9ba80022d18bc9b71912a2b476ac58630dfac6962ed', 'dda00ad9-e17c-4c57-bcda-8611305d9136', 'customer', '2026-11-30 01:02:18.586+00', '2026-11-30 03:04:34.93+00', NULL),
	('bristol-harbour', '\x82396155a9a918097378512d73149c86fb52e1def5d7006c46f9f392279f7da0', 'fa10d59c-0998-43aa-b27f-0155f1e78b84', 'customer', '2026-11-30 01:02:24.594+00', '2026-11-30 03:05:58.892+00', NULL),
	('bristol-harbour', '\x571bf8148f2c16f5b84c74b9ffeb8ea274561347becb0b9fa8f011bf3f56d9f6', '63d36d4b-1ec0-42de-ac04-3388a4c83be0', 'customer', '2026-11-30 01:02:12.58+00', '2026-11-30 03:06:00.191+00', NULL),
	('lyon-confluence', '\xb36c30dc29f91e397c062da06c036dd2bf879d9908d0e9816a652694e64a0a36', 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', 'customer', '2026-11-30 01:02:18.79+00', '2026-11-30 03:06:23.983+00', NULL),
	('lyon-confluence', '\xcd003ff3e854e51bd589598ce4941857badae4719a7e0a1287c5a5333293f856', '67abdf2b-4710-4111-85a5-55d6941d3f82', 'customer', '2026-11-30 01:02:24.784+00', '2026-11-30 03:06:28.302+00', NULL),
	('bristol-harbour', '\x19cf968d431e78ef2d243be25aaf955038ab13f1fb1e491600220f4a9e444ad6', '3363c309-b2df-468f-8e84-dfc1bf9fcb85', 'customer', '2026-11-30 01:03:58.94+00', '2026-11-30 03:06:54.669+00', NULL),
	('bristol-harbour', '\xb09128ed832a50e0e28759cd4e8205567b213ef68536413084e96b23719750e9', 'ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', 'customer', '2026-11-30 01:04:39.053+00', '2026-11-30 03:06:54.668+00', NULL),
	('bristol-harbour', '\x2ea7c53822b537d812663f395ea5bd81d169a0fbe4100d97e893064cab15e97e', '9b459e6f-31b7-4197-9b39-66ceadb0e793', 'customer', '2026-11-30 01:06:39.571+00', '2026-11-30 03:06:54.737+00', NULL),
	('lyon-confluence', '\xb8a28933a3b940c499b875c8ced34af0a229e83e11a558cd0a572a1ea5f6358d', '88f59ace-6282-42d0-aa23-ca4db00a513f', 'customer', '2026-11-30 01:02:12.793+00', '2026-11-30 03:06:54.741+00', NULL),
	('lyon-confluence', '\xe500d35d9cdfd784a7476dc89675323a5723cbc5891c6a1868f6e75f2595e6cf', '0d15c3e1-903d-4e4c-ad9a-e5b425360977', 'customer', '2026-11-30 01:04:51.122+00', '2026-11-30 03:06:54.743+00', NULL),
	('lyon-confluence', '\x8785847cdc40106eadf8d304ccb3c387b390e8a1c06e10061f53791470577f7f', '9d162a90-6198-41c9-b61d-c2c87c98e992', 'customer', '2026-11-30 01:03:36.477+00', '2026-11-30 03:06:54.737+00', NULL),
	('bristol-harbour', '\x59eb8e27820255efa2f2acbb69209e554cb2667ffd04b0d8d99206412df0fd7f', '824af18b-f545-4af8-a765-6b9596ad802e', 'customer', '2026-11-30 01:03:32.156+00', '2026-11-30 03:06:54.736+00', NULL);

INSERT INTO public.visitor VALUES
	('elsewhere', 'ebb7840c-e3c8-8735-b835-0da44caead9f', '3e6e1ebf-6339-4f8c-b734-c1458804771c', 'lyon-confluence', 'Les Halles du Confluent', 'R272', 'Camille M.', '2026-11-30 01:06:57.743832+00'),
	('elsewhere', '2a498294-5f34-85a5-9026-0b8c36af1252', 'd9746cb3-ed81-4b4d-adb1-6b0f4d158950', 'bristol-harbour', 'Harbour Larder', 'T253', 'Alex R.', '2026-11-30 01:06:57.743832+00');

SELECT pg_catalog.setval('public.order_service_migrations_id_seq', 19, true);

ALTER TABLE ONLY public.account_notice
    ADD CONSTRAINT account_notice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bay
    ADD CONSTRAINT bay_pkey PRIMARY KEY (store_id, label);

ALTER TABLE ONLY public.bay_sign
    ADD CONSTRAINT bay_sign_pkey PRIMARY KEY (store_id, label);

ALTER TABLE ONLY public.customer_session
    ADD CONSTRAINT customer_session_pkey PRIMARY KEY (store_id, token_hash);

ALTER TABLE ONLY public.device
    ADD CONSTRAINT device_pkey PRIMARY KEY (store_id, id);

ALTER TABLE ONLY public.device_token
    ADD CONSTRAINT device_token_pkey PRIMARY KEY (store_id, token_hash);

ALTER TABLE ONLY public.enrol_code
    ADD CONSTRAINT enrol_code_pkey PRIMARY KEY (store_id, code_hash);

ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (store_id, scope, key_hash);

ALTER TABLE ONLY public.manager_session
    ADD CONSTRAINT manager_session_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.order_service_migrations
    ADD CONSTRAINT order_service_migrations_name_key UNIQUE (name);

ALTER TABLE ONLY public.order_service_migrations
    ADD CONSTRAINT order_service_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_credential_id_key UNIQUE (credential_id);

ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.pickup_order
    ADD CONSTRAINT pickup_order_pkey PRIMARY KEY (store_id, id);

ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_pkey PRIMARY KEY (staff_id, code_hash);

ALTER TABLE ONLY public.shop_key
    ADD CONSTRAINT shop_key_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sign_in_known_address
    ADD CONSTRAINT sign_in_known_address_pkey PRIMARY KEY (subject_hash);

ALTER TABLE ONLY public.sign_in_misses
    ADD CONSTRAINT sign_in_misses_pkey PRIMARY KEY (subject_hash);

ALTER TABLE ONLY public.staff
    ADD CONSTRAINT staff_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.staff_session
    ADD CONSTRAINT staff_session_pkey PRIMARY KEY (store_id, token_hash);

ALTER TABLE ONLY public.store_event
    ADD CONSTRAINT store_event_pkey PRIMARY KEY (store_id, seq);

ALTER TABLE ONLY public.store
    ADD CONSTRAINT store_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.store_stream
    ADD CONSTRAINT store_stream_pkey PRIMARY KEY (store_id);

ALTER TABLE ONLY public.totp
    ADD CONSTRAINT totp_pkey PRIMARY KEY (staff_id);

ALTER TABLE ONLY public.trip_event_applied
    ADD CONSTRAINT trip_event_applied_pkey PRIMARY KEY (store_id, event_id);

ALTER TABLE ONLY public.trip_link
    ADD CONSTRAINT trip_link_pkey PRIMARY KEY (store_id, token_hash);

ALTER TABLE ONLY public.trip
    ADD CONSTRAINT trip_pkey PRIMARY KEY (store_id, id);

ALTER TABLE ONLY public.visitor
    ADD CONSTRAINT visitor_pkey PRIMARY KEY (store_id, order_id);

ALTER TABLE ONLY public.web_authn_challenge
    ADD CONSTRAINT web_authn_challenge_pkey PRIMARY KEY (challenge_hash);

CREATE INDEX account_notice_by_age ON public.account_notice USING btree (occurred_at);

CREATE INDEX account_notice_of ON public.account_notice USING btree (staff_id, occurred_at);

CREATE INDEX bay_position ON public.bay USING gist ("position");

CREATE INDEX customer_session_by_age ON public.customer_session USING btree (expires_at);

CREATE INDEX customer_session_of_trip ON public.customer_session USING btree (store_id, trip_id);

CREATE INDEX device_by_hash ON public.device USING btree (store_id, token_hash);

CREATE INDEX device_token_by_age ON public.device_token USING btree (replaced_at) WHERE (replaced_at IS NOT NULL);

CREATE UNIQUE INDEX device_token_of ON public.device_token USING btree (store_id, device_id, generation);

CREATE INDEX enrol_code_by_hash ON public.enrol_code USING btree (code_hash);

CREATE INDEX idempotency_key_by_age ON public.idempotency_key USING btree (created_at);

CREATE INDEX idempotency_key_of_several ON public.idempotency_key USING btree (scope, key_hash) WHERE several_stores;

CREATE INDEX manager_session_by_age ON public.manager_session USING btree (expires_at);

CREATE INDEX manager_session_of ON public.manager_session USING btree (staff_id) WHERE (ended_at IS NULL);

CREATE INDEX passkey_of ON public.passkey USING btree (staff_id);

CREATE INDEX pickup_order_by_id ON public.pickup_order USING btree (id);

CREATE INDEX pickup_order_by_reference ON public.pickup_order USING btree (store_id, shop_id, reference) WHERE (reference IS NOT NULL);

CREATE INDEX pickup_order_handed_over ON public.pickup_order USING btree (store_id, handed_over_at) WHERE (handed_over_at IS NOT NULL);

CREATE INDEX pickup_order_not_collected ON public.pickup_order USING btree (store_id, created_at) WHERE (state = 'not_collected'::text);

CREATE INDEX pickup_order_of_trip ON public.pickup_order USING btree (store_id, trip_id);

CREATE UNIQUE INDEX pickup_order_short_code ON public.pickup_order USING btree (store_id, short_code) WHERE (state = ANY (ARRAY['placed'::text, 'preparing'::text, 'ready'::text]));

CREATE UNIQUE INDEX shop_key_by_hash ON public.shop_key USING btree (token_hash);

CREATE INDEX sign_in_known_address_by_age ON public.sign_in_known_address USING btree (last_at);

CREATE INDEX sign_in_misses_by_age ON public.sign_in_misses USING btree (last_at);

CREATE UNIQUE INDEX staff_login ON public.staff USING btree (login);

CREATE INDEX staff_of_store ON public.staff USING btree (store_id);

CREATE INDEX staff_session_by_age ON public.staff_session USING btree (expires_at);

CREATE INDEX staff_session_of ON public.staff_session USING btree (store_id, staff_id) WHERE (ended_at IS NULL);

CREATE INDEX staff_session_on_device ON public.staff_session USING btree (store_id, device_id) WHERE (ended_at IS NULL);

CREATE INDEX store_by_mark ON public.store USING btree (SUBSTRING(sha256((id)::bytea) FROM 1 FOR 3));

CREATE INDEX store_event_by_entity ON public.store_event USING btree (store_id, entity_id, seq DESC);

CREATE INDEX store_event_by_time ON public.store_event USING btree (store_id, recorded_at);

CREATE INDEX store_event_by_trip ON public.store_event USING btree (store_id, trip_id, seq DESC);

CREATE INDEX store_premises ON public.store USING gist (premises);

CREATE INDEX trip_event_applied_by_age ON public.trip_event_applied USING btree (applied_at);

CREATE INDEX trip_left_open ON public.trip USING btree (store_id, left_open_at) WHERE (left_open_at IS NOT NULL);

CREATE INDEX trip_link_by_age ON public.trip_link USING btree (expires_at);

CREATE INDEX trip_link_by_hash ON public.trip_link USING btree (token_hash);

CREATE INDEX trip_link_by_revocation ON public.trip_link USING btree (revoked_at) WHERE (revoked_at IS NOT NULL);

CREATE INDEX trip_link_of_trip ON public.trip_link USING btree (store_id, trip_id);

CREATE INDEX trip_open ON public.trip USING btree (store_id, state) WHERE (closed_at IS NULL);

CREATE INDEX web_authn_challenge_by_age ON public.web_authn_challenge USING btree (expires_at);

CREATE TRIGGER pickup_order_steps BEFORE UPDATE OF state ON public.pickup_order FOR EACH ROW EXECUTE FUNCTION public.refuse_illegal_step('placed>preparing,placed>ready,preparing>ready,placed>handed_over,preparing>handed_over,ready>handed_over,not_collected>handed_over,not_collected>ready,not_collected>placed,handed_over>ready,placed>canceled,preparing>canceled,ready>canceled,not_collected>canceled,placed>not_collected,preparing>not_collected,ready>not_collected');

CREATE TRIGGER trip_steps BEFORE UPDATE OF state ON public.trip FOR EACH ROW EXECUTE FUNCTION public.refuse_illegal_step('pending>started,left_open>started,started>approaching,pending>arrived,started>arrived,approaching>arrived,departed>arrived,left_open>arrived,arrived>started,arrived>pending,left_open>pending,departed>started,arrived>departed,arrived>left_open,started>pending,approaching>pending,departed>pending,pending>completed,started>completed,approaching>completed,arrived>completed,departed>completed,left_open>completed,expired>completed,completed>arrived,completed>started,completed>pending,expired>pending,pending>canceled,started>canceled,approaching>canceled,arrived>canceled,departed>canceled,left_open>canceled,pending>expired,started>expired,approaching>expired,departed>expired,left_open>expired');

ALTER TABLE ONLY public.account_notice
    ADD CONSTRAINT account_notice_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id);

ALTER TABLE ONLY public.bay_sign
    ADD CONSTRAINT bay_sign_store_id_fkey FOREIGN KEY (store_id) REFERENCES public.store(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.bay
    ADD CONSTRAINT bay_store_id_fkey FOREIGN KEY (store_id) REFERENCES public.store(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.device_token
    ADD CONSTRAINT device_token_store_id_device_id_fkey FOREIGN KEY (store_id, device_id) REFERENCES public.device(store_id, id);

ALTER TABLE ONLY public.manager_session
    ADD CONSTRAINT manager_session_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id);

ALTER TABLE ONLY public.passkey
    ADD CONSTRAINT passkey_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id);

ALTER TABLE ONLY public.pickup_order
    ADD CONSTRAINT pickup_order_store_id_trip_id_fkey FOREIGN KEY (store_id, trip_id) REFERENCES public.trip(store_id, id);

ALTER TABLE ONLY public.recovery_code
    ADD CONSTRAINT recovery_code_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id);

ALTER TABLE ONLY public.staff_session
    ADD CONSTRAINT staff_session_store_id_device_id_fkey FOREIGN KEY (store_id, device_id) REFERENCES public.device(store_id, id);

ALTER TABLE ONLY public.totp
    ADD CONSTRAINT totp_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES public.staff(id);

ALTER TABLE ONLY public.trip
    ADD CONSTRAINT trip_store_id_fkey FOREIGN KEY (store_id) REFERENCES public.store(id);

\unrestrict DYtEoebM0V2rmfFp73plcv3hQnmhu8ldJv5L8t143ZGIPDMMXLUL0RUgIcHqsIo

