/** The links that were revoked, by time: whoever lets phones in without a look-up asks for the latest. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EndedLinks1767225900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE INDEX trip_link_by_revocation ON trip_link (revoked_at) WHERE revoked_at IS NOT NULL',
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
