import { createHash } from 'node:crypto';
import type { MigrationSet } from '@curbline/database';

/** Twelve letters that change whenever a migration, its owner or its order changes. */
export function migrationsKey(sets: readonly MigrationSet[], salt = ''): string {
  const hash = createHash('sha256').update(salt);
  for (const { owner, tableName, migrations } of sets) {
    hash.update(`\n${owner} ${tableName}`);
    for (const migration of migrations) hash.update(`\n${migration.name} ${migration.toString()}`);
  }
  return hash.digest('hex').slice(0, 12);
}
