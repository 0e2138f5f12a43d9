/**
 * `npm run bench -- prove-log`: the store's log at full length, on a PostgreSQL of its own or on the embedded database.
 *
 *   50 writers with commits held back by chance up to 2 s: is any event skipped, doubled or out of its turn?
 *   Snapshots while the state changes: is any of them beside its place in the log?
 *
 *   npm run bench -- prove-log --events 10000 --snapshots 1000 --seed 3      another size
 *   npm run bench -- prove-log --database embedded --events 10000    one session: its writers queue
 */
import { parseArgs } from 'node:util';
import { SeededRandom, testDatabase } from '@curbline/testkit';
import { LOG_TABLES } from '../libs/store-log/test/log-fixtures.js';
import {
  followWriters,
  snapshotWhileWriting,
  writeBesideHeldStore,
} from '../libs/store-log/test/under-load.js';
import { startPostgres } from '../tools/test-services.mjs';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    snapshots: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    database: { type: 'string', default: 'postgres' },
  },
});
const embedded = values.database === 'embedded';
const postgres = embedded ? undefined : await startPostgres();
if (postgres && 'missing' in postgres) throw new Error(postgres.missing);
process.env['CURBLINE_TEST_DATABASE'] = embedded ? 'embedded' : 'postgres';
if (postgres) process.env['CURBLINE_TEST_POSTGRES_URL'] = postgres.url;
const test = await testDatabase(LOG_TABLES, { poolSize: 60, sessionWaitMs: 120_000 });
const { dataSource } = test.database;
const random = new SeededRandom(Number(values.seed));

const followed = await followWriters(dataSource, random, {
  writers: 50,
  events: Number(values.events),
  stores: 20,
  longShare: 0.001,
  // On one session everybody waits for whoever holds it.
  longestMs: embedded ? 40 : 2_000,
});
const taken = await snapshotWhileWriting(dataSource, random, {
  trials: Number(values.snapshots),
  writers: 8,
  readers: 4,
});
const besideMs = embedded ? undefined : await writeBesideHeldStore(dataSource, 1_000);
const perS = Math.round(followed.followed / (followed.tookMs / 1000));
console.table({
  'events followed': { value: followed.followed, reach: values.events },
  'skipped, doubled or out of turn': { value: followed.wrong, reach: 0 },
  'events a second': { value: perS, reach: '–' },
  'snapshots beside their position': { value: taken.misses, reach: 0 },
  'snapshots taken': { value: taken.trials, reach: values.snapshots },
  'events written meanwhile': { value: taken.writtenMeanwhile, reach: '–' },
  'slowest commit beside a held store, ms': {
    value: besideMs === undefined ? 'one session' : Math.round(besideMs),
    reach: '< 500',
  },
});
await test.close();
await postgres?.stop();
process.exit(followed.wrong + taken.misses === 0 ? 0 : 1);
