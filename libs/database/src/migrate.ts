/**
 * Forward-only migrations, run before the program starts. Each app owns its tables, so it has its own list of migrations
 * and its own table of applied ones. The one-process program and the separate services use the same tables, so a database
 * can move from one layout to the other.
 *
 * Services that start together wait for each other by an advisory lock on the session that migrates (one session for
 * everything, so it also works on the embedded database, which has only one).
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { DatabaseUnavailable } from './database-unavailable.js';
import type { Database } from './open-database.js';
import { sqlStateOf } from './sql-state.js';

/** A class whose name (or `name` property) ends in a 13-digit timestamp, as TypeORM wants it. */
export type Migration = new () => MigrationInterface;

export interface MigrationSet {
  /** The app that writes the tables, for messages: `order-service`. */
  owner: string;
  /** The table of this owner's applied migrations: `order_service_migrations`. */
  tableName: string;
  migrations: readonly Migration[];
  squashed?: SquashedSteps;
}

/** Earlier migrations that a baseline replaces. Both create the same schema. */
export interface SquashedSteps {
  /** The baseline. On a database with some of the steps it is only recorded as applied. */
  into: Migration;
  /** They run only on a database that has some of them. */
  steps: readonly Migration[];
}

export interface AppliedMigration {
  owner: string;
  name: string;
}

/** "CURB" as a number: the advisory lock under which all of Curbline's services migrate. */
const MIGRATION_LOCK = 0x43555242;

/**
 * Adds PostGIS if it is missing and runs the pending migrations, each in its own transaction.
 * @returns the applied migrations, in order.
 * @throws DatabaseUnavailable `postgis-missing`, or `newer-schema` when a record names a migration
 *   that this program does not know.
 */
export async function migrate(
  database: Database,
  sets: readonly MigrationSet[],
  onProgress: (line: string) => void = () => {},
): Promise<AppliedMigration[]> {
  return withRunner(database, async (runner) => {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await addPostgis(runner);
      const applied: AppliedMigration[] = [];
      for (const set of sets) {
        for (const migration of await pendingOf(runner, set)) {
          onProgress(`Migrating ${set.owner}: ${migration.name}`);
          await apply(runner, set, migration);
          applied.push({ owner: set.owner, name: migration.name });
        }
      }
      return applied;
    } finally {
      await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  });
}

/** The migrations that {@link migrate} would run. */
export async function pendingMigrations(
  database: Database,
  sets: readonly MigrationSet[],
): Promise<AppliedMigration[]> {
  return withRunner(database, async (runner) => {
    const pending: AppliedMigration[] = [];
    for (const set of sets) {
      for (const { name } of await pendingOf(runner, set)) pending.push({ owner: set.owner, name });
    }
    return pending;
  });
}

async function withRunner<T>(database: Database, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  const runner = database.dataSource.createQueryRunner();
  try {
    return await work(runner);
  } finally {
    await runner.release();
  }
}

async function addPostgis(runner: QueryRunner): Promise<void> {
  const found: unknown[] = await runner.query(`SELECT 1 FROM pg_extension WHERE extname = 'postgis'`);
  if (found.length > 0) return;
  try {
    await runner.query('CREATE EXTENSION IF NOT EXISTS postgis');
  } catch (cause) {
    throw new DatabaseUnavailable(
      'postgis-missing',
      `The database has no PostGIS and adding it failed (${sqlStateOf(cause)}: ${(cause as Error).message}). ` +
        'Install PostGIS 3 on the server, or let its administrator run: CREATE EXTENSION postgis;',
      { cause },
    );
  }
}

interface NamedMigration {
  name: string;
  timestamp: number;
  migration: MigrationInterface;
  /** For a baseline whose steps have all run: it is only recorded as applied. */
  recordOnly?: boolean;
}

async function pendingOf(runner: QueryRunner, set: MigrationSet): Promise<NamedMigration[]> {
  const migrations = set.migrations.map(named);
  const steps = (set.squashed?.steps ?? []).map(named);
  const known = [...steps, ...migrations].sort((a, b) => a.timestamp - b.timestamp);
  const names = new Set(known.map(({ name }) => name));
  if (names.size !== known.length) throw new Error(`${set.owner} has two migrations of one name`);
  const applied = await appliedNames(runner, set);
  const unknown = [...applied].filter((name) => !names.has(name));
  if (unknown.length > 0) {
    throw new DatabaseUnavailable(
      'newer-schema',
      `The database was made by a newer Curbline: ${set.owner} does not know ${unknown.join(', ')}. ` +
        'Start that version or a later one; migrations are never undone.',
    );
  }
  const hasBegunWithSteps = steps.some(({ name }) => applied.has(name));
  const wanted = hasBegunWithSteps ? known : known.filter((item) => !steps.includes(item));
  const baseline = set.squashed && named(set.squashed.into).name;
  return wanted
    .filter(({ name }) => !applied.has(name))
    .map((item) => ({ ...item, recordOnly: hasBegunWithSteps && item.name === baseline }));
}

async function appliedNames(runner: QueryRunner, set: MigrationSet): Promise<Set<string>> {
  if (!(await runner.hasTable(set.tableName))) return new Set();
  const rows: { name: string }[] = await runner.query(`SELECT name FROM ${quoted(set.tableName)}`);
  return new Set(rows.map(({ name }) => name));
}

function named(type: Migration): NamedMigration {
  const migration = new type();
  const name = migration.name ?? type.name;
  const timestamp = Number(/(\d{13})$/.exec(name)?.[1]);
  if (!Number.isSafeInteger(timestamp)) {
    throw new Error(`The name of migration ${name} must end in a 13-digit timestamp`);
  }
  return { name, timestamp, migration };
}

/** Runs and records a migration in one transaction. */
async function apply(runner: QueryRunner, set: MigrationSet, item: NamedMigration): Promise<void> {
  const record = quoted(set.tableName);
  await runner.startTransaction();
  try {
    await runner.query(
      `CREATE TABLE IF NOT EXISTS ${record} (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL UNIQUE)`,
    );
    if (!item.recordOnly) await item.migration.up(runner);
    await runner.query(`INSERT INTO ${record} (timestamp, name) VALUES ($1, $2)`, [
      item.timestamp,
      item.name,
    ]);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
}

function quoted(tableName: string): string {
  if (!/^[a-z_][a-z0-9_]*$/.test(tableName)) throw new Error(`${tableName} is not a valid table name`);
  return `"${tableName}"`;
}
