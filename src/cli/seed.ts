/** `npm run seed`: makes the demo stores, people and keys in the database, keeps the secrets in a file, and stops. */
import '@curbline/bootstrap/require-node';
import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Command, InvalidArgumentError } from 'commander';
import { DatabaseUnavailable } from '@curbline/database';
import { Clock, EnvironmentInvalid } from '@curbline/platform';
import { seedDemo } from '../demo/seed-demo.js';
import { saveLeaflet } from '../demo/credentials.js';
import { privateFolder } from '../demo/private-folder.js';
import { leafletText, welcome } from '../demo/welcome.js';
import { readCurblineEnvironment } from '../env.js';
import { seedHistory } from './seed-history.js';
import { withProgram } from './with-database.js';

const YEAR_OF_PICKUPS = 150_000;

function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('Give a whole number.');
  return Number(text);
}

const { print, history, stores, seed } = new Command('seed')
  .description('Makes the two demo stores with their people and keys, and keeps the secrets in DATA_DIR.')
  .option('--print', 'tell the secrets here as well: for a container whose folder is not kept')
  .option(
    '--history [pickups]',
    `fill the statistics of the first store with a year that never was (${YEAR_OF_PICKUPS} pickups, no orders)`,
    wholeNumber,
  )
  .option('--stores <number>', 'with --history: that many more stores with a month each', wholeNumber, 0)
  .option('--seed <number>', 'with --history: another seed gives another past', wholeNumber, 1)
  .addHelpText(
    'after',
    '\nFor stores of your own begin with: npm run -s admin -- create --login you@example.org',
  )
  .parse()
  .opts<{ print?: boolean; history?: number | true; stores: number; seed: number }>();

async function run(): Promise<void> {
  const { dataDir, port, publicUrl } = readCurblineEnvironment();
  await privateFolder(dataDir, console.error);
  const work = async (app: NestFastifyApplication): Promise<void> => {
    const url = publicUrl ?? `http://localhost:${port}`;
    const leaflet = leafletText(url, await seedDemo(app, dataDir));
    console.log(welcome(url, await saveLeaflet(dataDir, leaflet), 'seeded'));
    if (print) console.log(leaflet);
    if (history === undefined) return;
    const pickups = history === true ? YEAR_OF_PICKUPS : history;
    const wish = { seed, now: app.get(Clock).now(), pickups, stores };
    console.log(`${await seedHistory(app, wish, console.log)} past pickups are in the statistics.`);
  };
  await withProgram('curbline-seed', 'warn', work, console.log);
}

run().catch((error: unknown) => {
  const isComplete = error instanceof DatabaseUnavailable || error instanceof EnvironmentInvalid;
  console.error(isComplete ? error.message : error);
  process.exitCode = 1;
});
