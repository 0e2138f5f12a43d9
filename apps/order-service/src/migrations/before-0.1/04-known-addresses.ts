/** Where a manager has signed in from before, as a hash of login and address; see `password-attempts.ts`. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class KnownAddresses1767225780000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE sign_in_known_address (
  subject_hash bytea PRIMARY KEY,
  last_at timestamptz NOT NULL
);
CREATE INDEX sign_in_known_address_by_age ON sign_in_known_address (last_at);`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
