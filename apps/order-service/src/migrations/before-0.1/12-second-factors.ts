/**
 * Passkeys, codes of an authenticator app and recovery codes of managers. Of a passkey the public half is here; the
 * app's secret is sealed with a key that is not in the database; recovery codes are hashes.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SecondFactors1767226390000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE passkey (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff (id),
  credential_id bytea NOT NULL UNIQUE,
  public_key bytea NOT NULL,
  sign_count bigint NOT NULL,
  transports text[] NOT NULL,
  name text NOT NULL,
  created_at timestamptz NOT NULL,
  last_used_at timestamptz
);
CREATE INDEX passkey_of ON passkey (staff_id);

CREATE TABLE totp (
  staff_id uuid PRIMARY KEY REFERENCES staff (id),
  sealed_secret text,
  confirmed_at timestamptz,
  last_step bigint NOT NULL,
  pending_secret text,
  CHECK ((sealed_secret IS NULL) = (confirmed_at IS NULL))
);

CREATE TABLE recovery_code (
  staff_id uuid NOT NULL REFERENCES staff (id),
  code_hash bytea NOT NULL,
  made_at timestamptz NOT NULL,
  used_at timestamptz,
  PRIMARY KEY (staff_id, code_hash)
);

CREATE TABLE web_authn_challenge (
  challenge_hash bytea PRIMARY KEY,
  purpose text NOT NULL,
  session_hash bytea,
  expires_at timestamptz NOT NULL
);
CREATE INDEX web_authn_challenge_by_age ON web_authn_challenge (expires_at);`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
