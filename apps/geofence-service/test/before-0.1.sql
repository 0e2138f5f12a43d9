
\restrict ICkdzbztUwG4ORkB3TyNCVayTaeg9JxLKoZeITPOC1pqcFw56wOvSkPn9U0WvBW

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

SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.approach_model (
    store_id text NOT NULL,
    model jsonb
);

CREATE TABLE public.geofence_service_migrations (
    id integer NOT NULL,
    "timestamp" bigint NOT NULL,
    name character varying NOT NULL
);

CREATE SEQUENCE public.geofence_service_migrations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.geofence_service_migrations_id_seq OWNED BY public.geofence_service_migrations.id;

CREATE TABLE public.sealed_track (
    store_id text NOT NULL,
    trip_id uuid NOT NULL,
    version integer NOT NULL,
    sealed bytea NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT sealed_track_version_check CHECK ((version > 0))
);
ALTER TABLE ONLY public.sealed_track ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE public.stand_grid (
    store_id text NOT NULL,
    grid jsonb
);

CREATE TABLE public.trip_receipt (
    store_id text NOT NULL,
    trip_id uuid NOT NULL,
    fixes_received integer DEFAULT 0 NOT NULL,
    last_event integer DEFAULT 0 NOT NULL,
    erased_at timestamp with time zone,
    CONSTRAINT trip_receipt_fixes_received_check CHECK ((fixes_received >= 0)),
    CONSTRAINT trip_receipt_last_event_check CHECK ((last_event >= 0))
);

CREATE TABLE public.trip_track (
    store_id text NOT NULL,
    trip_id uuid NOT NULL,
    version integer NOT NULL,
    state jsonb NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT trip_track_version_check CHECK ((version > 0))
);

ALTER TABLE ONLY public.geofence_service_migrations ALTER COLUMN id SET DEFAULT nextval('public.geofence_service_migrations_id_seq'::regclass);

INSERT INTO public.approach_model VALUES
	('lyon-confluence', '{"cells": {"6": [1, 2, 3, 16]}, "width": 1.1, "version": 1}'),
	('bristol-harbour', '{"cells": {"6": [1, 2, 3, 16]}, "width": 1.1, "version": 1}');

INSERT INTO public.geofence_service_migrations VALUES
	(1, 1764000000100, 'CreateTracks1764000000100'),
	(2, 1764000000200, 'CreateStandGrid1764000000200'),
	(3, 1764000000300, 'CreateApproachModel1764000000300'),
	(4, 1767226260000, 'CreateSealedTracks1767226260000'),
	(5, 1767226260001, 'KeepStandsByThrees1767226260001'),
	(6, 1767226800000, 'KeepApproachesByThrees1767226800000');

INSERT INTO public.sealed_track VALUES
	('bristol-harbour', '824af18b-f545-4af8-a765-6b9596ad802e', 9, '\x0112c00c9ba5dae735b88e4b83d179739f7efcc0e470168788ae106550a5644fa2417587d4ba1a4b8a4e98c9c626c060e27825c18bb9e03ae3ae1cfbc8e370dc72135d2c4145c329d40268080ff38e2891b49714801d8a740406c0fe89283e386c7497c214f3f62ae1bb9f35709414e139c45f72132bf666a47f073a17955e3e4a335e53ea808850f225b84a98bb852be8ca041a90efc1adf1760c680878c1118b3681b0d6a640d97660e3d764e13c43bcafcd0815123d1c7d963fd5c18b3e4f8d6fce8b3ba7c70ad5e72581a3873912a647428ec68f03298bc9cc514e80ff071459d9ecee1022dc0b7e100bf418ec95abbf36f718b4f12e2483169645fe7e77b7a59ca5442195424d1257f2169b055574001c1d3df0ffe1c569f5f3810e217f14bc10c5ee05a6836bee3aca84f97f7e61466aa7758b1b4543051d99b3d50b1adb124eb0c1809f60859a86a4ec8ed3ad3034e505b47300671145ffe1858399cb6db7e401e386e0f5f84bc8f7499443c6269fe29ec9202b098c872ebc45124a20dd16f34e8dc6e7015e7b199c3ce5ff326324fe73fc362371af9d152dae780ec5599777df07a0c3c0f2cf3afb0f636317faed6af3a1f91542d1f2e8010972ce2d36a5b994490de0b0f4673a5b612d49bf85e10d3c0f9a080a9e794bbdca508ef7f72f93537f96013a503a0488eeb8870877c7df155fbed16c54dea6e1dc23c5b0fa703d9fdb6a3ab7835e10f6a37dafdb5a84900107f85f4dfcaa20113029faa4ac897392ec6fb29d27ae54a0ed86e1f3a740a43ed64633df914229fc6e0bdfce65132ddbecd763ff26b53cb912727d935b3fccdbc52fc3d43e9ff1f56f1125113199310cd6e8a5ac448407c6f3ef445e2bc1be31a3ccffdf07fd8b9dd2fb02dc743d91b2f10bd5946f05869a949fb671c32a5b8c1803095b39025ca8d9e415c1ac01491ef74263cc7e06635f6a2395551ba759b350f085e722a26dfd863f512bce77c7c0ad16f2e48a5a4fa21d432246435e644843d3be76255a13219841b499c62b238f03a73a0add194fd9bea908af5146e9ba2998bd0f1392a3b96573f702595d4b7ee3a9d69090b597885e73b8c6858314389d587de568776574898ee8716bb5a9fcedce2509784540d66d412843dd956c6c1b39f73095b6d76140bf824e3dbfd8190a8dfe3ea642dc593452d7f5283a1fb63a24fd7f6ecdfbb7b26ccef478bd62bed5d4d3c62d2b813232d87c4687f7422939ad3648567e4ff4108895d9b12bf5b9ffe94d0c9a81864bee25e0f3946c16537c3bb1a9eac022689b16ba1fa728229b841fb9e4e45dda19b840df4fc3ddcb8efbb62eeb189108e6323722cc07613bc598230a7f3ec17d49b9472fa27871ee5c144e977aeb991343a0cb3e1265bd6d78573ffee629c8011316ba281a9ca4bb4d8e6320631c7b47111bd170224a8f4a07773379d82519197a666f9d667a81c43429673cb407d8887ee2da84425f8f263b7831b193ce520ba2380a317948176095dff7b125693222c6c547104231a4ebeb35c562ffcbc16e2f4e607aeb434b70a1b69eada88a2ad556ea088a222522d7d913267f66166b5b94a92b280db127a5ea73083b54d0a53c26d7369270c1568f940204d9d105a0faf6b9aabf824836582e34c72ba6a7fda3205718a110fa253f27045237da72623ccd29d1d8529b7f252064bb5bcbcd42983ad84368e8e06089c518efe7e8287724cc631aaa0267d3b60f75ff27ee65ed7be9bb122552335f8961de66e5d9e15c7e738e4fae59ff7cb439ef8ad2db7457b9f36cd98aec66faa12a856652607f626f0b4184ae90960893633b16a2d4597ab6f52c5692f3c8a4ec0e787e5fcd0046b9aca0f77ab734f16c1917ef2cf54ed5178c2a81b9573ee3f62293b82b24bb36826f1208b7ac5755116cde6f5f4838a290cbd43185dc95f7f48ea15781a0fc1442b659eb5b4e40c5924fef19d9ceeea5812532aa1b0a100476d7fc992153a4eac8bbefe73ad37f89f03ab3f75d75dd893a0177fae9790354bfb8a639328df9ab07f2a5ab7bc4d65d3d484e9db5eed037da25bae5cee8cbfecdb6019db160a96808eb64e27efd04e2cebf12ee017e5529f589d771e2967ff98dc150cc8f6aa18cfe3858c49406bc4d64e70cca463e77a218f48e6b66a4cf44ec719804deadbd5c451436a25babe69be7b2c774b7ea250dbb562d47226db06282f30e8ab4ee3492669c2e2617566c6ce18c6200c0e5c3ba549277e842ae52ccd095344179badf80df31907b956963b80f3a418dcefd79bdb9672674a2e84c88f5c1428dc70d491dec8c407ba7976c023e83f5712cd0cc237ae20bc1ad23c640f95e781d7f64db9f4a66649775ba6eec79afadce8874fb6a718caa730cb4611b2b844184657db47bbf892513ef80b25ed6ff3886e5c688da41ca23c3c8c3f6bf', '2026-11-30 01:06:54.555+00'),
	('lyon-confluence', '9d162a90-6198-41c9-b61d-c2c87c98e992', 9, '\x011b8f811f8934eb9ea8aa6e4671bdfd063b47b4b810292801ba3b75efa34c5df1a1ccd30a6480be8a830ad6d51a0a369bec1120b865e98ed703c75c1ec588330939f89c4d359607a8ef07b3a11d3597eaa3d02cfe2f25e0134b7251553b31802dba98b4b87206cdf6d9d2da533b7a2e5e2eb131dac3ff25ad65d3a0bc3594d256c5fbb3d5d107cd2b9d1bda0a14e2215589cbc9e7cda75970f709ca0fd555fc44956fe11010d65629b823b9d0d312f600b8c4ecd8da4d7ceb3f1dca5d1af067a75224a6dee806210fcee410de122890b5cea11798c57f186673c18b9aac19606c38a6e9b3c8b4018d09cfc81be1facb3ab079e6070b4558ae0406f4d8f154d88f4d72c20ba2b1d06e7cfb8b3e0e92192ef42d7d469ba3891b1643ced52531e7d37371a1d3ba8e1a2f4f73e998777cad4cd948712bacf711565f620b6174b62d8a5f695fdaa5efd3f0e7b8af58a89d0f954c645d286d78004617b31023f1d1d59521387bb82f742ade514214321faac7731d9cf060bc453a3c4fa32ba02a88eac4a548fefc889a5a42ba300383bc9ea68d3c9dc65cf29c070715fc56165ac3554ea8503df0072f937abad43e4dce573b140169a1e5423191d87cae49a843dfbe11278dc3fbe74adf100454a69172d6d7916b2f3681d5856ffe2a2f14c6d0641e1ed81356537172c9e87013d8579db4e8ad19fd98ad8e357e30ac148fc21208ba594a0a5e618b4a00b20aae0f3bf83890267503767040a5ed2ff178033c123bde3680069238a641a6cc9c4d4dcf6abb88cb1ac60ce37dca767ac48e113572634f50e3c88f589a19f75ed1016ac7cb89693bbd8fdc0b4f74b393b4bd954544a71cc82aa1663b7d19964bfbb8ae77b3536f7442443d8fc54481ee9d621b0c90bf2957b25791b7b3d8fae1e63a9ff5ab18529b4e3325c8034531672b05a22db7ec97381de98beb5b0d152743f0c859c192502c5d3b4d381281422250f0ec104daaeea633639db24014df5ab9bd136f81aabe7ef74224bdfee968159d9ff0fb1d7a3dca8457f58049ffbd75158093a9b84fe0217b816f53315aed69c618e930e25c5e3fd66bcf99370c9bb51bc8789907614a0d5ed61cd88d673a158e068f401e4a59222db6738df0d0d93bccf46d299174e6b5f49cb1c93dc2249865632b85a2d6777002ed7e02cc62eec9a8a53c7bf53113eb6d7322400117c60f54187ba32acc58f099dab950d1193389e092105a7723feb6aae9fad9c299e58858c35524c2c7c779505a0a6a5b35c51fb1ffa0350f0e1082876b4ed969b43d30374080f90cd4af29adf61762df5fe860f0e15a6f318834dee7d5736e25879d8b164c6e1d7a11b0d1fc9e4151946c37f895f818943236c4ef87384b5fea21fa844d09c289d3ccbae28e1fbdf3adcbe966c975571eace5720f14e97a27821ba07b0ffc6f114951532fa47ba178db1ac9b3001a0c18c059e25e22554a58ecb9ac5dcfdb4c4d4de3a6eee462907fc7da36abeb1e200b052cbefc09596716bf8399a170087de67683ae7c9fc303d9bf71717ed96dfb77e77dbc109e2bb08796692f61111aea2839111191d88f850ca3c069041c4e7664cb585ff352334f2ec751a7c34f1b579602c2f4df6f42ac86f35fd5baceccfd25feb34dc66aa9f691250b710338fe82cf0c057ddae9670eae2fc7a6e37af6a997985c1b86840157558036744fbca4222c3c9667ccb979fe4ec1fbac401fb72472eb365be54c52830fdef7d244b60afd98d2976587cf2ea3b6c5247a0e3fc54969b3af4de1ce3073471840c9c3ebb9487c826cc1194178726d5c4d33ab20ea713f4c739c4f38fd775ba8bd7cb649db1a8cf1ca34976205ee192fc76f79858e0013a7862850ea6e013c82c7669edf34bb8a587aad008ceb1b72ece8acd077256b6722abfcff31273f2a3b7d51fcaabe3f04a56c8b9a6293b1cdfdb526a792be50c432b0fad43a892d54e5a24d9973bb902084351c2b39dc59b96fd784a14c9c48dc7aadfbc167d148b5423e61d387c3df61ae9ce65f6b938f7847b92b814976c81fbdfa40b9677dc11bc8a45091f8c9055c461f5b2f1decee456de810f362e7d8ef86a460bfb4e6d5e514b9a79c9d14546ddab2db35f0c911f1c5be7c640561bbc1954a63ee3e6ecf9303be572ecc16bd40af9c53d07a6bcd52ebec200a584d66036203884572c0ba3a20b185ec4f79ce0f06cc016490dae325a080b53213d96067cd10dd46964f7df6778146a1591be64969602244980a6a127391bd27b0dd9830c46039f0174b76e607966b6454b25f3c26d47f40d71a09be4683c41a32ac271b1024415a32d19fb5823011c8aad17e46b90a90301c807c99c206915210c2ee1925cc73ad2392027c406f79b1e82249e31b84807e192bfa3d9f03ce080a85f8338eb8f9415984ea5412c28b1ce5bf0036', '2026-11-30 01:06:54.589+00'),
	('somewhere', 'e6994f98-b121-4b34-b5f0-259d54924896', 3, '\x00ff10', '2026-11-30 01:06:57.749726+00');

INSERT INTO public.stand_grid VALUES
	('lyon-confluence', '{"cells": [[1, 0, 3], [2, 1, 5]], "version": 1}'),
	('bristol-harbour', '{"cells": [[1, 0, 3], [2, 1, 5]], "version": 1}');

INSERT INTO public.trip_receipt VALUES
	('bristol-harbour', '824af18b-f545-4af8-a765-6b9596ad802e', 0, 0, NULL),
	('lyon-confluence', '9d162a90-6198-41c9-b61d-c2c87c98e992', 0, 0, NULL),
	('bristol-harbour', 'dda00ad9-e17c-4c57-bcda-8611305d9136', 0, 1, '2026-11-30 01:04:34.962+00'),
	('bristol-harbour', 'fa10d59c-0998-43aa-b27f-0155f1e78b84', 16, 3, '2026-11-30 01:05:58.916+00'),
	('bristol-harbour', '63d36d4b-1ec0-42de-ac04-3388a4c83be0', 12, 3, '2026-11-30 01:06:00.218+00'),
	('lyon-confluence', 'a5bf6882-dbdf-4f66-a58d-6880abe98dc7', 0, 1, '2026-11-30 01:06:24.11+00'),
	('lyon-confluence', '67abdf2b-4710-4111-85a5-55d6941d3f82', 12, 3, '2026-11-30 01:06:28.355+00'),
	('bristol-harbour', 'ac666af4-4179-42ed-9a8c-cd0ee4b6fc38', 5, 0, '2026-11-30 01:06:45.347+00'),
	('bristol-harbour', '3363c309-b2df-468f-8e84-dfc1bf9fcb85', 8, 0, '2026-11-30 01:06:54.743+00'),
	('bristol-harbour', '9b459e6f-31b7-4197-9b39-66ceadb0e793', 3, 1, '2026-11-30 01:06:54.842+00'),
	('lyon-confluence', '88f59ace-6282-42d0-aa23-ca4db00a513f', 11, 3, '2026-11-30 01:06:54.844+00'),
	('lyon-confluence', '0d15c3e1-903d-4e4c-ad9a-e5b425360977', 6, 0, '2026-11-30 01:06:54.847+00');

SELECT pg_catalog.setval('public.geofence_service_migrations_id_seq', 6, true);

ALTER TABLE ONLY public.approach_model
    ADD CONSTRAINT approach_model_pkey PRIMARY KEY (store_id);

ALTER TABLE ONLY public.geofence_service_migrations
    ADD CONSTRAINT geofence_service_migrations_name_key UNIQUE (name);

ALTER TABLE ONLY public.geofence_service_migrations
    ADD CONSTRAINT geofence_service_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sealed_track
    ADD CONSTRAINT sealed_track_pkey PRIMARY KEY (store_id, trip_id);

ALTER TABLE ONLY public.stand_grid
    ADD CONSTRAINT stand_grid_pkey PRIMARY KEY (store_id);

ALTER TABLE ONLY public.trip_receipt
    ADD CONSTRAINT trip_receipt_pkey PRIMARY KEY (store_id, trip_id);

ALTER TABLE ONLY public.trip_track
    ADD CONSTRAINT trip_track_pkey PRIMARY KEY (store_id, trip_id);

\unrestrict ICkdzbztUwG4ORkB3TyNCVayTaeg9JxLKoZeITPOC1pqcFw56wOvSkPn9U0WvBW

