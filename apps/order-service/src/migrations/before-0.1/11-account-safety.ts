/**
 * When a manager last proved who they are in a session, from which browser the session came, and what a person
 * is told about changes to their own account. Sessions from before have proved nothing lately: they are asked.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountSafety1767226380000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE manager_session
  ADD COLUMN confirmed_at timestamptz,
  ADD COLUMN second_factor_at timestamptz,
  ADD COLUMN device_words text NOT NULL DEFAULT '',
  ADD COLUMN network text NOT NULL DEFAULT '';

CREATE TABLE account_notice (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff (id),
  kind text NOT NULL,
  by_staff_id uuid,
  by_name text,
  occurred_at timestamptz NOT NULL,
  seen_at timestamptz
);
CREATE INDEX account_notice_of ON account_notice (staff_id, occurred_at);
CREATE INDEX account_notice_by_age ON account_notice (occurred_at);`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
