/**
 * What does it cost to look at the heads of all logs four times a second, as geofence-service does?
 *
 *   npm run bench -- heads
 *   npm run bench -- heads --stores 10000 --polls 80
 *
 * On a temporary PostgreSQL, with nothing new in any log. Counted is the CPU of this process, which follows, and that
 * of its one session of the database (read from /proc, so on Linux only). Beside it the same number of looks that let
 * the database pick the rows written since the last: the least that a remedy would cost.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { InProcessWakeUps } from '@curbline/messaging';
import { StoreLogFollower } from '@curbline/store-log';
import { testDatabase } from '@curbline/testkit';
import { LOG_TABLES } from '../libs/store-log/test/log-fixtures.js';
import { startPostgres } from '../tools/test-services.mjs';

const { values } = parseArgs({
  options: { stores: { type: 'string', default: '10000' }, polls: { type: 'string', default: '80' } },
});
const [stores, polls] = [Number(values.stores), Number(values.polls)];
const POLL_MS = 250;
/** Linux counts a process' time in hundredths of a second. */
const TICK_MS = 10;

const postgres = await startPostgres();
if ('missing' in postgres) throw new Error(postgres.missing);
process.env['CURBLINE_TEST_DATABASE'] = 'postgres';
process.env['CURBLINE_TEST_POSTGRES_URL'] = postgres.url;
const test = await testDatabase(LOG_TABLES, { poolSize: 1 });
const { dataSource } = test.database;
await dataSource.query(
  `INSERT INTO store_stream (store_id, seq) SELECT 'store-' || n, n FROM generate_series(1, $1::int) AS n`,
  [stores],
);
await dataSource.query('VACUUM ANALYZE store_stream');
const [{ pid }] = await dataSource.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');

/** CPU of the session since it began, ms. */
function sessionMs(): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = rest.split(' ').slice(11, 13).map(Number);
  return ((user ?? NaN) + (system ?? NaN)) * TICK_MS;
}

/** CPU a look, ms, of both, while `work` makes so many. */
async function costOf(name: string, work: () => Promise<unknown>): Promise<void> {
  const [own, session] = [process.cpuUsage(), sessionMs()];
  await work();
  const { user, system } = process.cpuUsage(own);
  const [here, there] = [(user + system) / 1000 / polls, (sessionMs() - session) / polls];
  const share = ((here + there) * 1000) / POLL_MS / 10;
  console.log(
    `${name}: ${here.toFixed(1)} ms of CPU here and ${there.toFixed(1)} ms in the database a look; ` +
      `four a second: ${share.toFixed(1)} % of a core`,
  );
}

const SINCE = `
  SELECT store_id, epoch, seq FROM store_stream
   WHERE ((xmin::text::bigint - $1::bigint) & 4294967295) < 2147483648`;

for (let round = 0; round < 3; round += 1) {
  const follower = new StoreLogFollower(dataSource, new InProcessWakeUps(), { pollMs: POLL_MS });
  const none = { onEvents: () => {}, onResync: () => {} };
  await follower.follow('all', 'now', none);
  await costOf('every head, as it is', () => sleep(polls * POLL_MS));
  await follower.close();
  const [{ now }] = await dataSource.query<[{ now: string }]>(
    'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS now',
  );
  await costOf('heads written since', async () => {
    for (let looked = 0; looked < polls; looked += 1) {
      const found: unknown[] = await dataSource.query(SINCE, [now]);
      if (found.length > 0) throw new Error(`${found.length} heads are new, and nobody has written`);
    }
  });
}
await test.close();
await postgres.stop();
