/** `npm run seed`: makes the demo stores, people and keys in the database, tells the secrets once, and stops. */
import '../require-node.js';
import 'reflect-metadata';
import { Command } from 'commander';
import { DatabaseUnavailable, openDatabase } from '@curbline/database';
import { EnvironmentInvalid } from '@curbline/platform';
import { composeApplication, migrateAll } from '../compose.js';
import { seedDemo } from '../demo/seed-demo.js';
import { welcome } from '../demo/welcome.js';
import { readCurblineEnvironment } from '../env.js';

new Command('seed')
  .description('Makes the two demo stores with their people and keys, and tells the secrets once.')
  .addHelpText(
    'after',
    '\nFor stores of your own begin with: npm run -s admin -- create --login you@example.org',
  )
  .parse();

async function run(): Promise<void> {
  const { databaseUrl, dataDir, port, publicUrl } = readCurblineEnvironment();
  const database = await openDatabase({
    ...(databaseUrl ? { url: databaseUrl } : {}),
    dataDir,
    onProgress: console.log,
  });
  try {
    await migrateAll(database);
    const url = publicUrl ?? `http://localhost:${port}`;
    const platform = {
      name: 'curbline-seed',
      publicUrl: url,
      log: { level: 'warn' as const },
      handleSignals: false,
    };
    const app = await composeApplication({ database, platform });
    try {
      await app.init();
      console.log(welcome(url, await seedDemo(app, dataDir), dataDir, 'seeded'));
    } finally {
      await app.close();
    }
  } finally {
    await database.close();
  }
}

run().catch((error: unknown) => {
  const told = error instanceof DatabaseUnavailable || error instanceof EnvironmentInvalid;
  console.error(told ? error.message : error);
  process.exitCode = 1;
});
