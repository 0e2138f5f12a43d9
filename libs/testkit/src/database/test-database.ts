/** A fresh migrated database for one spec file, on whichever kind the run is about. */
import { rm } from 'node:fs/promises';
import { openDatabase, type Database, type MigrationSet, type OpenDatabaseOptions } from '@curbline/database';
import { testEnv } from '../env.js';
import { makeEmbeddedFolder } from './embedded-folder.js';
import { openServerDatabase } from './server-database.js';

export interface TestDatabase {
  database: Database;
  /** How another process would open the same database; only one at a time may, when it is a folder. */
  location: { url: string } | { dataDir: string };
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
    const { url, ...made } = await openServerDatabase(postgresUrl, sets, options);
    return { ...made, location: { url } };
  }
  const dataDir = await makeEmbeddedFolder(sets);
  const database = await openDatabase({ ...options, dataDir });
  return {
    database,
    location: { dataDir },
    close: async () => {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
