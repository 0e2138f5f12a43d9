/**
 * The tokens of screens take turns. `device.token_hash` is the one that is current; `device_token` has the hashes of
 * those that were and of the next ones. Screens from before keep their token until they ask who they are.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeviceTokens1767226680000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE device
  ADD COLUMN generation integer NOT NULL DEFAULT 0,
  ADD COLUMN rotation_key bytea,
  ADD COLUMN rotated_at timestamptz;

CREATE TABLE device_token (
  store_id text NOT NULL,
  token_hash bytea NOT NULL,
  device_id uuid NOT NULL,
  generation integer NOT NULL,
  issued_at timestamptz,
  replaced_at timestamptz,
  PRIMARY KEY (store_id, token_hash),
  FOREIGN KEY (store_id, device_id) REFERENCES device (store_id, id)
);
CREATE UNIQUE INDEX device_token_of ON device_token (store_id, device_id, generation);
CREATE INDEX device_token_by_age ON device_token (replaced_at) WHERE replaced_at IS NOT NULL;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
