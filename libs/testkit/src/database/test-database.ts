/** A fresh migrated database for one spec file, on whichever kind the run is about. */
import { rm } from 'node:fs/promises';
import { openDatabase, type Database, type MigrationSet, type OpenDatabaseOptions } from '@curbline/database';
import { testEnv } from '../env.js';
import { makeEmbeddedFolder } from './embedded-folder.js';
import { openServerDatabase } from './server-database.js';
import { sharedEmbedded } from './shared-embedded.js';

export interface TestDatabase {
  database: Database;
  /** How another process would open the same database; the embedded one belongs to one process. */
  url?: string;
  /** Closes the database and removes it. */
  close(): Promise<void>;
}

/**
 * @param sets the migrations of the apps under test; a prepared copy is kept for each combination.
 * @param options for `openDatabase`, above all the apps' `entities`.
 */
export async function testDatabase(
  sets: readonly MigrationSet[],
  options: OpenDatabaseOptions = {},
): Promise<TestDatabase> {
  const { database: kind, postgresUrl } = testEnv();
  if (kind === 'postgres' && postgresUrl) {
    return openServerDatabase(postgresUrl, sets, options);
  }
  return (await sharedEmbedded(sets, options)) ?? ownEmbedded(sets, options);
}

async function ownEmbedded(
  sets: readonly MigrationSet[],
  options: OpenDatabaseOptions,
): Promise<TestDatabase> {
  const dataDir = await makeEmbeddedFolder(sets);
  const database = await openDatabase({ ...options, dataDir });
  return {
    database,
    close: async () => {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
