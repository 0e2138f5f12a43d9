/** What a copy of a person's data has of messages and of push; the owner of orders reads it. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class WhatPersonsAreTold1767227090000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE VIEW personal_message_view AS
SELECT store_id, order_id, id, kind, channel, language, state, reason, provider, attempts, created_at, changed_at, sealed
FROM delivery WHERE order_id IS NOT NULL;

CREATE VIEW personal_push_view AS
SELECT store_id, trip_id, id, created_at FROM push_subscription WHERE trip_id IS NOT NULL;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
