import { makeEmbeddedFolder, makeServerDatabase, testEnv } from '@curbline/testkit';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { notificationServiceMigrations } from '../apps/notification-service/src/migrations/notification-service-migrations.js';
import { geofenceServiceMigrations } from '../apps/geofence-service/src/migrations/geofence-service-migrations.js';
import { orderServiceMigrations } from '../apps/order-service/src/migrations/order-service-migrations.js';

const sets = [orderServiceMigrations, geofenceServiceMigrations, notificationServiceMigrations];

/** What a program is started with, and the function that removes it after the program has ended. */
export interface PreparedData {
  readonly dataDir: string;
  readonly env: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/**
 * A data folder for the real program whose migrated, empty database was made once for all specs. That a first start
 * works without one is tested by test/e2e/program.spec.ts.
 */
export function preparedFolder(): Promise<string> {
  return makeEmbeddedFolder(sets);
}

/** The same on whichever kind of database the run is about. */
export async function preparedData(): Promise<PreparedData> {
  const { database, postgresUrl } = testEnv();
  if (database !== 'postgres' || !postgresUrl) {
    const dataDir = await preparedFolder();
    return { dataDir, env: {}, remove: () => removeFolder(dataDir) };
  }
  const { url, drop } = await makeServerDatabase(postgresUrl, sets);
  const dataDir = await mkdtemp(join(tmpdir(), 'curbline-test-'));
  return {
    dataDir,
    env: { DATABASE_URL: url },
    remove: async () => {
      await drop();
      await removeFolder(dataDir);
    },
  };
}

const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 3 });
