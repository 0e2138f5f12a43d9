/**
 * How much memory does a connected board cost the server? Boards on real sockets, an own device each; the server
 * alone in its process (one process, PostgreSQL), its memory read after a full collection.
 *
 *   npm run bench:board-memory                       0, 500, 1,000 and 2,000 boards
 *   npm run bench:board-memory -- --steps 0,200,400
 *
 * Printed: resident memory and heap at each step, and the slope of a line through them, with its error.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Boards } from './load/boards.js';
import { fitLine, megabytes } from './load/figures.js';
import { buildPlant } from './load/plant.js';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '0,500,1000,2000' },
    stores: { type: 'string', default: '200' },
  },
});
const steps = values.steps.split(',').map(Number);
/** Memory settles in this time: pools are filled, the collector has seen everything. */
const SETTLES_IN_MS = 6_000;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const most = Math.max(...steps);
const plant = await buildPlant({ shape: 'postgres', stores: Number(values.stores), boards: most, copies: 1 });
const boards = new Boards(plant, 2);
const [server] = plant.servers;
const points: { boards: number; rss: number; heap: number }[] = [];
try {
  // Once up and down: what is only ever loaded or compiled once is not counted as the boards'.
  await boards.open(Math.min(100, most));
  await boards.close();
  for (const step of steps) {
    await boards.open(step);
    await sleep(SETTLES_IN_MS);
    // The collector gives pages back a moment after it has run.
    await server!.read(true);
    await sleep(SETTLES_IN_MS / 2);
    const { rssBytes, heapBytes } = await server!.read(true);
    points.push({ boards: step, rss: rssBytes, heap: heapBytes });
    console.log(`${step} boards: ${megabytes(rssBytes)} resident, ${megabytes(heapBytes)} of it heap`);
  }
  for (const kind of ['rss', 'heap'] as const) {
    const { slope, error } = fitLine(points.map((point) => [point.boards, point[kind]]));
    const kb = (bytes: number): string => (bytes / 1024).toFixed(1);
    console.log(`${kind === 'rss' ? 'resident' : 'heap'}: ${kb(slope)} ± ${kb(error)} KB a board`);
  }
} finally {
  await boards.end();
  await plant.stop();
}
process.exit();
