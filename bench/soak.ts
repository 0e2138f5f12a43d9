/**
 * Hours of a chain's ordinary day: does anything grow? Pickups all the time, boards that hang up and come back,
 * customers' pages with their streams; the server's memory is read after full collections.
 *
 *   npm run bench -- soak                       an hour, after 35 minutes of warming up
 *   npm run bench -- soak --minutes 10 --warm 35 --boards 200 --stores 40 --a-minute 120
 *   … --embedded                       on the database that comes with it (its memory is the database's as well)
 *
 * Printed: the slope of heap and resident memory after warming up, per cent an hour with its error, and what
 * was open before and after: sockets, timers, listeners, sessions of the database.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Boards } from './load/boards.js';
import { ClientProcess } from './load/client-process.js';
import { fitLine, megabytes } from './load/figures.js';
import { startCluster, type Cluster } from './load/cluster.js';
import type { Summary } from './load/pickup-story.js';
import type { ProcessUsage } from './load/watched.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    // What is known of a trip is kept for half an hour after its last word: before that, memory has to grow.
    warm: { type: 'string', default: '35' },
    boards: { type: 'string', default: '200' },
    stores: { type: 'string', default: '40' },
    'a-minute': { type: 'string', default: '120' },
    embedded: { type: 'boolean', default: false },
  },
});
const minutes = Number(values.minutes);
const warmMinutes = Number(values.warm);
const sizes = { stores: Number(values.stores), boards: Number(values.boards), copies: 1 };
const SAMPLE_EVERY_MS = 15_000;
/** Of the boards, that hang up and come back at each sample. */
const LEAVING = 0.02;
/** Idle connections are closed by then, on both sides. */
const QUIET_MS = 20_000;

interface Held {
  readonly reading: ProcessUsage;
  /** Sessions at the database, ours excluded; -1 where it is not asked. */
  readonly sessions: number;
}

async function hold(cluster: Cluster): Promise<Held> {
  const reading = await cluster.servers[0]!.read('counted');
  if (!cluster.database) return { reading, sessions: -1 };
  const [row] = await cluster.database.dataSource.query<{ n: number }[]>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'curbline' AND pid <> pg_backend_pid()`,
  );
  return { reading, sessions: row?.n ?? -1 };
}

function tell(what: string, { reading, sessions }: Held): void {
  const { heapBytes, rssBytes, resources, sockets, emitters, processListeners } = reading;
  const active = Object.entries(resources).map(([kind, n]) => `${kind} ${n}`);
  console.log(
    `${what}: heap ${megabytes(heapBytes)}, resident ${megabytes(rssBytes)}; ${sockets} sockets, ` +
      `${emitters} emitters, ${processListeners} listeners of the process, ${sessions} database sessions; ${active.join(', ')}`,
  );
}

function tellSlope(what: string, points: readonly (readonly [number, number])[]): void {
  const { slope, error, start } = fitLine(points);
  const share = (value: number): string => ((100 * value) / start).toFixed(2);
  console.log(`${what}: ${share(slope)} ± ${share(error)} % an hour (${points.length} samples)`);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const cluster = await startCluster({ shape: values.embedded ? 'embedded' : 'postgres', ...sizes });
const boards = new Boards(cluster, 1);
const customers = ClientProcess.start('pickup-clients.ts');
try {
  // Before the first reading everything has been used once.
  await boards.open();
  await boards.close();
  await sleep(QUIET_MS);
  const before = await hold(cluster);
  tell('before', before);
  await boards.open();
  const lastsMs = (minutes + warmMinutes) * 60_000;
  await customers.ask('begin', {
    to: cluster.url,
    apiKey: cluster.chain.apiKey,
    stores: cluster.chain.stores,
    seed: 1,
    trips: Math.round((Number(values['a-minute']) * lastsMs) / 60_000),
    overMs: lastsMs,
    roadM: 450,
    taps: 0,
    tapForMs: 0,
  });
  const startedAt = performance.now();
  const samples: { hours: number; heap: number; code: number; rss: number }[] = [];
  while (performance.now() - startedAt < lastsMs) {
    // Long after the last boards came back: what they were sent is no part of what is held.
    await sleep(SAMPLE_EVERY_MS);
    const { heapBytes, codeBytes, rssBytes } = await cluster.servers[0]!.read('counted');
    const hours = (performance.now() - startedAt) / 3_600_000;
    if (hours * 60 >= warmMinutes) samples.push({ hours, heap: heapBytes, code: codeBytes, rss: rssBytes });
    await boards.churn(LEAVING);
    await boards.heard();
    if (samples.length % 20 === 1)
      console.log(`  … ${(hours * 60).toFixed(1)} min: heap ${megabytes(heapBytes)}`);
  }
  const { begun, handedOver, answers } = await customers.ask<Summary>('finish');
  const refused = Object.entries(answers).filter(([key]) => !/ 20\d$/.test(key));
  console.log(
    `${minutes} min after ${warmMinutes} min of warming up; ${begun} trips, ${handedOver} handed over; ` +
      `refused or unanswered: ${refused.map(([key, n]) => `${key} × ${n}`).join(', ') || 'none'}`,
  );
  const differing = await boards.differing();
  console.log(`boards: ${differing.length} of ${sizes.boards} differ from the server`);
  tellSlope(
    'heap after collection',
    samples.map(({ hours, heap }) => [hours, heap]),
  );
  tellSlope(
    '  of it compiled code, of V8’s own',
    samples.map(({ hours, code }) => [hours, code]),
  );
  tellSlope(
    'resident memory',
    samples.map(({ hours, rss }) => [hours, rss]),
  );
  await boards.close();
  await customers.ask('close');
  await sleep(QUIET_MS);
  const after = await hold(cluster);
  tell('after', after);
  if (differing.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await Promise.all([boards.end(), customers.end()]);
  await cluster.stop();
}
process.exit();
