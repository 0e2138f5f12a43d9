CREATE TABLE approach_model (
  store_id text NOT NULL,
  model jsonb,
  CONSTRAINT approach_model_pkey PRIMARY KEY (store_id)
);

CREATE TABLE sealed_track (
  store_id text NOT NULL,
  trip_id uuid NOT NULL,
  version integer NOT NULL,
  sealed bytea NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT sealed_track_pkey PRIMARY KEY (store_id, trip_id),
  CONSTRAINT sealed_track_version_check CHECK ((version > 0))
);

ALTER TABLE sealed_track ALTER COLUMN sealed SET STORAGE EXTERNAL;

CREATE TABLE stand_grid (
  store_id text NOT NULL,
  grid jsonb,
  CONSTRAINT stand_grid_pkey PRIMARY KEY (store_id)
);

CREATE TABLE trip_receipt (
  store_id text NOT NULL,
  trip_id uuid NOT NULL,
  fixes_received integer NOT NULL DEFAULT 0,
  last_event integer NOT NULL DEFAULT 0,
  erased_at timestamp with time zone,
  CONSTRAINT trip_receipt_pkey PRIMARY KEY (store_id, trip_id),
  CONSTRAINT trip_receipt_fixes_received_check CHECK ((fixes_received >= 0)),
  CONSTRAINT trip_receipt_last_event_check CHECK ((last_event >= 0))
);

CREATE TABLE trip_track (
  store_id text NOT NULL,
  trip_id uuid NOT NULL,
  version integer NOT NULL,
  state jsonb NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT trip_track_pkey PRIMARY KEY (store_id, trip_id),
  CONSTRAINT trip_track_version_check CHECK ((version > 0))
);

CREATE VIEW parking_heat_map_view AS
 SELECT store_id,
    grid
   FROM stand_grid;

CREATE VIEW trip_receipt_view AS
 SELECT store_id,
    trip_id,
    fixes_received,
    erased_at
   FROM trip_receipt;
