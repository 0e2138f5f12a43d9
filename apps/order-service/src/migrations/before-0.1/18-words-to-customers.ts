/**
 * What staff tell a customer while the order is fetched: when a late order will be ready, and short messages. Rows
 * from before have neither.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PICKUP_ORDER = `
  ALTER TABLE pickup_order ADD COLUMN expected_ready_at timestamptz`;

const TRIP = `
  ALTER TABLE trip
    ADD COLUMN message text CHECK (message IN ('come_to_entrance', 'hazard_lights', 'on_our_way', 'call_us')),
    ADD COLUMN message_sent_at timestamptz,
    ADD CONSTRAINT trip_message_sent_check CHECK ((message IS NULL) = (message_sent_at IS NULL))`;

export class WordsToCustomers1767226740000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [PICKUP_ORDER, TRIP]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
