/** @curbline/database: opening, migrating and changing the database, embedded or Postgres. */
export { compareAndSet, pipelineCompareAndSet } from './compare-and-set.js';
export { entityOf, pipelineInsert, rowOf } from './entity-rows.js';
export { DatabaseUnavailable, type UnavailableReason } from './database-unavailable.js';
export { embeddedFiles } from './embedded/data-folder.js';
export { embeddedVersion } from './embedded/embedded-version.js';
export { geography } from './geography.js';
export {
  migrate,
  pendingMigrations,
  type AppliedMigration,
  type Migration,
  type MigrationSet,
  type SquashedSteps,
} from './migrate.js';
export type { EmbeddedInstance } from './embedded/open-embedded.js';
export { openDatabase, type Database, type OpenDatabaseOptions } from './open-database.js';
export { isUniqueViolation, sqlStateOf } from './sql-state.js';
export { schemaText } from './schema-text.js';
export { detached, inTransaction, pipeline, readSnapshot, type TransactionOptions } from './transactions.js';
