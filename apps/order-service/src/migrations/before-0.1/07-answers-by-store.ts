/**
 * Kept answers lie with their store, like all else that a command writes (docs/adr/0017). Those that are
 * there go to the store of who asked; a caller of several stores has theirs with the chain, where they are
 * found all the same.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AnswersByStore1767225960000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // No default: a process of the version before fails here, and its effect with it, rather than keep an
    // answer where nobody looks for it.
    await runner.query(`
ALTER TABLE idempotency_key ADD COLUMN store_id text, ADD COLUMN several_stores boolean;

UPDATE idempotency_key SET several_stores = false, store_id = split_part(split_part(scope, ':', 2), '/', 1)
WHERE scope LIKE 'customer:%' OR scope LIKE 'device:%';

UPDATE idempotency_key SET several_stores = (staff.role = 'admin'), store_id = COALESCE(staff.store_id, '')
FROM staff WHERE scope = 'staff:' || staff.id;

UPDATE idempotency_key SET several_stores = true, store_id = '' WHERE store_id IS NULL;

ALTER TABLE idempotency_key
  ALTER COLUMN store_id SET NOT NULL,
  ALTER COLUMN several_stores SET NOT NULL,
  DROP CONSTRAINT idempotency_key_pkey,
  ADD PRIMARY KEY (store_id, scope, key_hash);
CREATE INDEX idempotency_key_of_several ON idempotency_key (scope, key_hash) WHERE several_stores;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead');
  }
}
