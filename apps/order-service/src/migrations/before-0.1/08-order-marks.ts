/** Stores by the mark that the ids of their orders carry, see `orders/order-ids.ts`. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrderMarks1767226020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX store_by_mark ON store ((substring(sha256(id::bytea) FOR 3)))');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
