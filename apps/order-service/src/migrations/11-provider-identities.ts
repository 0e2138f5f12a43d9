/** Whose account somebody at an identity provider signs in to. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ProviderIdentities1767226980000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE provider_identity (
  issuer text NOT NULL,
  subject text NOT NULL,
  staff_id uuid NOT NULL,
  bound_at timestamptz NOT NULL,
  CONSTRAINT provider_identity_pkey PRIMARY KEY (issuer, subject),
  CONSTRAINT provider_identity_staff_id_fkey FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE CASCADE,
  CONSTRAINT provider_identity_of UNIQUE (staff_id, issuer)
);
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
