/** Who changed what in a store or in the chain, when, and from where: written with the change itself. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Audit1767226930000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY,
  store_id text,
  occurred_at timestamptz NOT NULL,
  by_staff_id uuid NOT NULL,
  by_name text NOT NULL,
  address_hash text,
  action text NOT NULL,
  subject text NOT NULL,
  changes jsonb NOT NULL,
  CONSTRAINT audit_entry_pkey PRIMARY KEY (id)
);

CREATE INDEX audit_entry_of_store ON audit_entry (store_id, id);

CREATE INDEX audit_entry_by_age ON audit_entry (occurred_at);
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
