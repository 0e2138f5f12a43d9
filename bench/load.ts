/**
 * A day's peak of a chain: boards on real sockets, customers who drive in, shops and staff, over real HTTP, from
 * processes of their own. At the end every board is held against the server.
 *
 *   npm run bench -- load                                 1,000 boards, 200 stores, 5,000 trips, on a PostgreSQL
 *   npm run bench -- load --embedded                   the database that comes with it; or --processes (and Redis)
 *   npm run bench -- load --trips 0 --taps 200         an even 200 events a second instead: claims and releases
 *   npm run bench -- load --boards 50 --stores 20 --trips 40 --seconds 30
 *   … --restart                                  then the process that holds the sockets is restarted, twice:
 *                                                boards come back by themselves; all pages are loaded anew
 *   … --processes --silent-redis                 nothing that Redis says reaches the boards' process
 *   … --road 500 --copies 2 --client-processes 2           meters driven; copies of a service; client processes
 */
import { parseArgs } from 'node:util';
import type { Counts } from './load/board-clients.js';
import { startCluster, type Shape } from './load/cluster.js';
import { runLoad } from './load/run-load.js';
import { restartUnderBoards } from './load/restart-under-boards.js';
import { Boards } from './load/boards.js';

const { values } = parseArgs({
  options: {
    boards: { type: 'string', default: '1000' },
    stores: { type: 'string', default: '200' },
    trips: { type: 'string', default: '5000' },
    seconds: { type: 'string', default: '300' },
    taps: { type: 'string', default: '0' },
    road: { type: 'string', default: '450' },
    'client-processes': { type: 'string', default: '2' },
    copies: { type: 'string', default: '1' },
    embedded: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    processes: { type: 'boolean', default: false },
    restart: { type: 'boolean', default: false },
    'silent-redis': { type: 'boolean', default: false },
  },
});
const number = (name: keyof typeof values): number => Number(values[name]);

function shapeOf(): Shape {
  if (values.embedded) return 'embedded';
  return values.processes || values['silent-redis'] ? 'processes' : 'postgres';
}

/** What must never be: printed, and the exit code. */
function judge(counts: Counts, differing: readonly string[]): void {
  const { repeated, gaps, errors5xx } = counts;
  const wrong = differing.length + repeated + gaps + errors5xx;
  console.log(
    `boards: ${differing.length} differ from the server; ${gaps} gaps, ${repeated} repeated, ` +
      `${errors5xx} answers of 5xx; ${counts.applied.toLocaleString('en')} events applied`,
  );
  for (const why of differing.slice(0, 5)) console.log(`  ${why}`);
  if (wrong > 0) process.exitCode = 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const sizes = { stores: number('stores'), boards: number('boards'), copies: number('copies') };
const cluster = await startCluster({ shape: shapeOf(), ...sizes });
const boards = new Boards(cluster, number('client-processes'));
try {
  console.log(`${cluster.shape}; ${sizes.boards} boards, ${sizes.stores} stores`);
  console.log(`all boards live after ${((await boards.open()) / 1000).toFixed(1)} s`);
  if (values['silent-redis']) cluster.silenceRedis?.();
  const plan = { trips: number('trips'), seconds: number('seconds'), taps: number('taps') };
  await runLoad(cluster, boards, {
    ...plan,
    roadM: number('road'),
    clientProcesses: number('client-processes'),
  });
  judge(await boards.counts(), await boards.differing());
  if (values.restart) await restartUnderBoards(cluster, boards);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await boards.end();
  await cluster.stop();
}
process.exit();
