/** Discreet stores: nobody but their customers and staff learns who collects what there. Those who write to customers read it by their view. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DiscreetStores1767227171000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
ALTER TABLE store ADD COLUMN discreet boolean NOT NULL DEFAULT false;

CREATE OR REPLACE VIEW store_messages_view AS
SELECT id AS store_id, name, languages, phone, country, time_zone, hours, hours_exceptions, messages, discreet FROM store;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
