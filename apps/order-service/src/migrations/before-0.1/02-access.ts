/**
 * Who may come in: people, devices, shops, customers' links, and their sessions. Secrets are here only
 * as hashes: SHA-256 of random tokens, argon2id of PINs, passwords and typed codes.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People are few and some belong to all stores, so this is no table by store. */
const PEOPLE = `
CREATE TABLE staff (
  id uuid PRIMARY KEY,
  store_id text,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('staff', 'manager', 'admin')),
  pin_hash text,
  login text,
  password_hash text,
  created_at timestamptz NOT NULL,
  disabled_at timestamptz,
  CHECK (store_id IS NOT NULL OR role = 'admin'),
  CHECK ((login IS NULL) = (password_hash IS NULL)),
  CHECK (login = lower(login))
);
CREATE UNIQUE INDEX staff_login ON staff (login);
CREATE INDEX staff_of_store ON staff (store_id);

CREATE TABLE manager_session (
  token_hash bytea PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff (id),
  created_at timestamptz NOT NULL,
  last_acted_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX manager_session_of ON manager_session (staff_id) WHERE ended_at IS NULL;
CREATE INDEX manager_session_by_age ON manager_session (expires_at);

CREATE TABLE shop_key (
  id uuid PRIMARY KEY,
  shop_id text NOT NULL,
  name text NOT NULL,
  token_hash bytea NOT NULL,
  store_ids text[],
  created_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE UNIQUE INDEX shop_key_by_hash ON shop_key (token_hash);
`;

const DEVICES = `
CREATE TABLE device (
  store_id text NOT NULL,
  id uuid NOT NULL,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('handheld', 'wall')),
  token_hash bytea NOT NULL,
  enrolled_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (store_id, id)
);
CREATE INDEX device_by_hash ON device (store_id, token_hash);

CREATE TABLE enrol_code (
  store_id text NOT NULL,
  code_hash bytea NOT NULL,
  kind text NOT NULL CHECK (kind IN ('handheld', 'wall')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (store_id, code_hash)
);
CREATE INDEX enrol_code_by_hash ON enrol_code (code_hash);

CREATE TABLE staff_session (
  store_id text NOT NULL,
  token_hash bytea NOT NULL,
  staff_id uuid NOT NULL,
  device_id uuid NOT NULL,
  created_at timestamptz NOT NULL,
  last_acted_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (store_id, token_hash),
  FOREIGN KEY (store_id, device_id) REFERENCES device (store_id, id)
);
CREATE INDEX staff_session_on_device ON staff_session (store_id, device_id) WHERE ended_at IS NULL;
CREATE INDEX staff_session_of ON staff_session (store_id, staff_id) WHERE ended_at IS NULL;
CREATE INDEX staff_session_by_age ON staff_session (expires_at);
`;

const LINKS = `
CREATE TABLE trip_link (
  store_id text NOT NULL,
  token_hash bytea NOT NULL,
  trip_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('customer', 'substitute')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz,
  PRIMARY KEY (store_id, token_hash)
);
CREATE INDEX trip_link_by_hash ON trip_link (token_hash);
CREATE INDEX trip_link_of_trip ON trip_link (store_id, trip_id);
CREATE INDEX trip_link_by_age ON trip_link (expires_at);

CREATE TABLE customer_session (
  store_id text NOT NULL,
  token_hash bytea NOT NULL,
  trip_id uuid NOT NULL,
  link_hash bytea NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (store_id, token_hash)
);
CREATE INDEX customer_session_by_age ON customer_session (expires_at);
`;

/**
 * Misses in a row by what was tried: a hash of the person's id or of the login typed, so that a name
 * that nobody has is slowed down exactly like one that somebody has.
 */
const MISSES = `
CREATE TABLE sign_in_misses (
  subject_hash bytea PRIMARY KEY,
  misses integer NOT NULL,
  last_at timestamptz NOT NULL
);
CREATE INDEX sign_in_misses_by_age ON sign_in_misses (last_at);
`;

export class Access1767225660000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [PEOPLE, DEVICES, LINKS, MISSES]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
