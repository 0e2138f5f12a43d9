/**
 * What does a connected board cost the server in memory? And beside it, in the same run: a line of plain socket.io, and
 * one of plain `ws`, to a server that does nothing. Boards are on real sockets, an own device each; each server is
 * alone in its process (Curbline: one process, PostgreSQL), its memory read after a full collection and a rest.
 *
 *   npm run bench -- board-memory                              1,000 to 4,000 boards, one run
 *   npm run bench -- board-memory --steps 500,1000,2000 --runs 3
 *
 * The first wave is opened, closed and not counted: what is compiled and cached once, and what the young generation of
 * the heap grows to under such a wave, is a cost of the work and not of a board. Printed: what is held at each step,
 * and the slope of a line through the steps, with its standard error, and of several runs the median.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { BareKind } from './load/bare-clients.js';
import { Boards } from './load/boards.js';
import { ClientProcess } from './load/client-process.js';
import { fitLine, megabytes, quantile } from './load/figures.js';
import { startCluster } from './load/cluster.js';
import { ServerProcess } from './load/server-process.js';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '1000,2000,3000,4000' },
    runs: { type: 'string', default: '1' },
    stores: { type: 'string', default: '200' },
  },
});
const steps = values.steps.split(',').map(Number);
const [first, most] = [Math.min(...steps), Math.max(...steps)];
/** Between two collections: what one lets go of natively is freed by the next, and pages go back a moment later. */
const RESTS_MS = 3_000;

/** A server, and those who open lines to it. */
interface Subject {
  readonly name: string;
  readonly server: ServerProcess;
  /** Until so many are open. */
  open(count: number): Promise<unknown>;
  close(): Promise<void>;
  end(): Promise<void>;
}

async function curbline(): Promise<Subject> {
  const cluster = await startCluster({
    shape: 'postgres',
    stores: Number(values.stores),
    boards: most,
    copies: 1,
  });
  const boards = new Boards(cluster, 2);
  return {
    name: 'Curbline',
    server: cluster.servers[0]!,
    async open(count) {
      await boards.open(count);
      const { live } = await boards.counts();
      if (live !== count) throw new Error(`${live} of ${count} boards are live`);
    },
    close: () => boards.close(),
    async end() {
      await boards.end();
      await cluster.stop();
    },
  };
}

async function bare(kind: BareKind): Promise<Subject> {
  const folder = mkdtempSync(join(tmpdir(), 'curbline-bare-'));
  const server = await ServerProcess.start({
    name: kind,
    script: 'bench/load/bare-sockets.ts',
    args: [kind],
    env: {},
    logFile: join(folder, 'said.log'),
  });
  const clients = ClientProcess.start('bare-clients.ts');
  return {
    name: `plain ${kind}`,
    server,
    open: (count) => clients.ask('open', { kind, url: server.url, count }),
    close: () => clients.ask('close'),
    async end() {
      await clients.end();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const KINDS = ['heapBytes', 'rssBytes'] as const;
type Slopes = Record<(typeof KINDS)[number], number>;

async function run(): Promise<Map<string, Slopes>> {
  const subjects: Subject[] = [];
  const slopes = new Map<string, Slopes>();
  try {
    for (const begin of [curbline, () => bare('socket.io'), () => bare('ws')]) subjects.push(await begin());
    const each = (work: (subject: Subject) => Promise<unknown>) => Promise.all(subjects.map(work));
    const rest = async (): Promise<void> => {
      await sleep(RESTS_MS);
      await each(({ server }) => server.read('collected'));
    };
    await each(({ open }) => open(first));
    await rest();
    await each(({ close }) => close());
    await rest();
    const held = new Map<string, { lines: number; heapBytes: number; rssBytes: number }[]>();
    for (const lines of steps) {
      await each(({ open }) => open(lines));
      await rest();
      await rest();
      await each(async ({ name, server }) => {
        const { heapBytes, rssBytes, youngBytes } = await server.read('collected');
        held.set(name, [...(held.get(name) ?? []), { lines, heapBytes, rssBytes }]);
        const parts = `${megabytes(heapBytes)} heap alive, ${megabytes(youngBytes)} young generation`;
        console.log(`${lines} lines, ${name}: ${megabytes(rssBytes)} resident (${parts})`);
      });
    }
    for (const [name, points] of held) {
      const told = KINDS.map((kind) => {
        const line = fitLine(points.map((point) => [point.lines, point[kind]]));
        return { kind, ...line };
      });
      slopes.set(name, Object.fromEntries(told.map(({ kind, slope }) => [kind, slope])) as Slopes);
      const [heap, rss] = told.map(({ slope, error }) => `${kb(slope)} ± ${kb(error)} KB`);
      console.log(`${name}, a line: ${heap} of heap, ${rss} resident`);
    }
  } finally {
    for (const subject of subjects) await subject.end();
  }
  return slopes;
}

const kb = (bytes: number): string => (bytes / 1024).toFixed(1);

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const runs: Map<string, Slopes>[] = [];
for (let n = 0; n < Number(values.runs); n += 1) runs.push(await run());
const median = (name: string, kind: keyof Slopes): number =>
  quantile(
    runs.map((slopes) => slopes.get(name)?.[kind] ?? NaN),
    0.5,
  );
for (const name of runs[0]!.keys()) {
  if (name === 'Curbline') continue;
  const of = (kind: keyof Slopes): string => (median('Curbline', kind) / median(name, kind)).toFixed(2);
  console.log(`a board beside ${name}: ${of('heapBytes')} times the heap, ${of('rssBytes')} times resident`);
}
console.log(`a board, median of ${runs.length}: ${kb(median('Curbline', 'rssBytes'))} KB resident`);
process.exit();
