/** `npm run migrate`: brings the tables up to date and stops. Safe to repeat, and beside a running program on Postgres. */
import '@curbline/bootstrap/require-node';
import 'reflect-metadata';
import { DatabaseUnavailable, openDatabase } from '@curbline/database';
import { EnvironmentInvalid } from '@curbline/platform';
import { migrateAll } from '../compose.js';
import { readCurblineEnvironment } from '../env.js';

async function run(): Promise<void> {
  const { databaseUrl, dataDir } = readCurblineEnvironment();
  const database = await openDatabase({
    ...(databaseUrl ? { url: databaseUrl } : {}),
    dataDir,
    onProgress: console.log,
  });
  try {
    const applied = await migrateAll(database, console.log);
    console.log(applied === 0 ? 'Nothing to migrate.' : `${applied} migrations applied.`);
  } finally {
    await database.close();
  }
}

run().catch((error: unknown) => {
  const isComplete = error instanceof DatabaseUnavailable || error instanceof EnvironmentInvalid;
  console.error(isComplete ? error.message : error);
  process.exitCode = 1;
});
