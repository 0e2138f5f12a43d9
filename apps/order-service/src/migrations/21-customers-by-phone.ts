/** Whose phone a text message comes from: what is under way first, then the newest. And the bays that it may name. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CustomersByPhone1767227100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
CREATE VIEW customer_by_phone_view AS
SELECT contact.phone_hash, contact.store_id, contact.order_id, contact.trip_id, contact.language,
  contact.created_at AS ordered_at, trip.closed_at
FROM contact JOIN trip ON trip.store_id = contact.store_id AND trip.id = contact.trip_id;

CREATE VIEW bay_label_view AS SELECT store_id, ordinal, label FROM bay;
`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
