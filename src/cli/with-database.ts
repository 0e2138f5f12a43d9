/** What commands work on: the configured database with its tables up to date, or the whole program without its port. */
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Database, openDatabase } from '@curbline/database';
import { composeApplication, migrateAll } from '../compose.js';
import { readCurblineEnvironment } from '../env.js';
import { storedSecretKey } from '../secret-key.js';

/**
 * Closes the database whatever happens.
 * @param say gets each line about what is done to the database
 * @throws DatabaseUnavailable, EnvironmentInvalid
 */
export async function withDatabase<T>(
  work: (database: Database) => Promise<T>,
  say: (line: string) => void = console.error,
): Promise<T> {
  const { databaseUrl, dataDir } = readCurblineEnvironment();
  const database = await openDatabase({
    ...(databaseUrl ? { url: databaseUrl } : {}),
    dataDir,
    onProgress: say,
  });
  try {
    await migrateAll(database);
    return await work(database);
  } finally {
    await database.close();
  }
}

/**
 * Closes program and database whatever happens.
 * @param command the name of the program in its log
 */
export function withProgram<T>(
  command: string,
  level: 'warn' | 'error',
  work: (app: NestFastifyApplication) => Promise<T>,
  say?: (line: string) => void,
): Promise<T> {
  return withDatabase(async (database) => {
    const { port, publicUrl, secretKey, dataDir } = readCurblineEnvironment();
    const app = await composeApplication({
      database,
      platform: {
        name: command,
        publicUrl: publicUrl ?? `http://localhost:${port}`,
        secretKey: secretKey ?? (await storedSecretKey(dataDir)),
        log: { level },
        handleSignals: false,
      },
    });
    try {
      await app.init();
      return await work(app);
    } finally {
      await app.close();
    }
  }, say);
}
