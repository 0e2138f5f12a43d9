/** The load itself: trips and taps for a while, and what it was like for boards, customers and the server. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Boards } from './boards.js';
import type { Heard } from './board-clients.js';
import { ClientProcess } from './client-process.js';
import { megabytes, spread } from './figures.js';
import { nowMs } from './lean-http.js';
import type { Summary } from './pickup-story.js';
import type { Cluster } from './cluster.js';
import type { ProcessUsage } from './watched.js';

export interface LoadPlan {
  readonly trips: number;
  readonly seconds: number;
  /** Claims and releases a second, over all stores. */
  readonly taps: number;
  readonly roadM: number;
  readonly clientProcesses: number;
}

/** What the last trip of a run takes from its start to its hand-over. */
const TRIP_TAKES_S = 110;
/** For the last events to arrive, and to be compared. */
const SETTLED_AFTER_MS = 2_000;

const PROGRESS_EVERY_MS = 20_000;

export async function runLoad(cluster: Cluster, boards: Boards, plan: LoadPlan): Promise<void> {
  const clientProcesses = Array.from({ length: plan.clientProcesses }, () =>
    ClientProcess.start('pickup-clients.ts'),
  );
  try {
    const overS = Math.max(plan.seconds - TRIP_TAKES_S, plan.seconds / 4);
    const { apiKey, stores } = cluster.chain;
    await Promise.all(
      clientProcesses.map((clients, i) =>
        clients.ask('begin', {
          to: cluster.url,
          apiKey,
          stores: stores.filter((_, n) => n % plan.clientProcesses === i),
          seed: i + 1,
          trips: Math.ceil(plan.trips / plan.clientProcesses),
          overMs: overS * 1000,
          roadM: plan.roadM,
          taps: plan.taps / plan.clientProcesses,
          tapForMs: plan.seconds * 1000,
        }),
      ),
    );
    // What getting ready has made is not part of it.
    await sleep(1_000);
    await boards.heard();
    const startedAt = nowMs();
    const before = await Promise.all(cluster.servers.map((server) => server.read()));
    const telling = setInterval(() => void tellProgress(clientProcesses), PROGRESS_EVERY_MS);
    const finished = Promise.all(clientProcesses.map((clients) => clients.ask<Summary>('finish')));
    const summaries = await finished.finally(() => clearInterval(telling));
    const tookS = (nowMs() - startedAt) / 1000;
    const after = await Promise.all(cluster.servers.map((server) => server.read()));
    await sleep(SETTLED_AFTER_MS);
    const heard = await boards.heard();
    tellCustomers(summaries, tookS);
    await tellBoards(cluster, heard, tookS);
    await tellDisk(cluster);
    for (const [n, server] of cluster.servers.entries()) {
      console.log(`${server.name}: ${usage(before[n]!, after[n]!, tookS)}`);
    }
  } finally {
    await Promise.all(clientProcesses.map((clients) => clients.end()));
  }
}

async function tellProgress(clientProcesses: readonly ClientProcess[]): Promise<void> {
  const far = await Promise.all(clientProcesses.map((clients) => clients.ask<Summary>('ledger')));
  const sum = (of: (summary: Summary) => number): number => far.reduce((total, one) => total + of(one), 0);
  console.error(
    `  … ${sum((one) => one.begun)} trips begun, ${sum((one) => one.handedOver)} handed over, ${sum((one) => one.fixes)} fixes`,
  );
}

function tellCustomers(summaries: readonly Summary[], tookS: number): void {
  const sum = (of: (summary: Summary) => number): number =>
    summaries.reduce((total, summary) => total + of(summary), 0);
  const [begun, fixes] = [sum((one) => one.begun), sum((one) => one.fixes)];
  if (begun > 0) {
    console.log(
      `${begun.toLocaleString('en')} trips in ${tookS.toFixed(0)} s, ${sum((one) => one.handedOver)} handed over, ` +
        `${sum((one) => one.unnoticed)} entered by staff; ${(fixes / tookS).toFixed(0)} fixes/s`,
    );
  }
  const answers: Record<string, number> = {};
  const tookMs: Record<string, number[]> = {};
  for (const summary of summaries) {
    for (const [key, count] of Object.entries(summary.answers)) answers[key] = (answers[key] ?? 0) + count;
    for (const [key, took] of Object.entries(summary.tookMs)) (tookMs[key] ??= []).push(...took);
  }
  const refused = Object.entries(answers).filter(([key]) => !/ 20\d$/.test(key));
  console.log(`refused or unanswered: ${refused.map(([key, n]) => `${key} × ${n}`).join(', ') || 'none'}`);
  for (const [key, took] of Object.entries(tookMs)) console.log(`  ${key}: ${spread(took)}`);
}

async function tellBoards(cluster: Cluster, { receipts, fixMs, tapMs }: Heard, tookS: number): Promise<void> {
  const events = new Set(receipts.map(([store, seq]) => `${store} ${seq}`)).size;
  console.log(
    `${events.toLocaleString('en')} log events (${(events / tookS).toFixed(0)}/s), ${receipts.length.toLocaleString('en')} times on a board`,
  );
  const committed = await commitTimes(cluster);
  const lateMs = receipts.flatMap(([store, seq, atMs]) => {
    const at = committed.get(`${store} ${seq}`);
    return at === undefined ? [] : [atMs - at];
  });
  if (lateMs.length > 0) console.log(`commit (PostgreSQL's own time of it) → board: ${spread(lateMs)}`);
  console.log(`decided (before the commit) → board: ${spread(receipts.map(([, , at, then]) => at - then))}`);
  if (fixMs.length > 0) console.log(`fix sent → arrival or approach on a board: ${spread(fixMs)}`);
  if (tapMs.length > 0) console.log(`tap sent → every board of the store: ${spread(tapMs)}`);
}

/** When each event was committed, Unix ms; nothing where the database does not say. */
async function commitTimes({ database }: Cluster): Promise<Map<string, number>> {
  if (!database) return new Map();
  const rows = await database.dataSource.query<{ store_id: string; seq: string; at: number }[]>(
    `SELECT store_id, seq, (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float8 AS at
     FROM store_event`,
  );
  return new Map(rows.map(({ store_id: store, seq, at }) => [`${store} ${seq}`, at]));
}

/** What an entry of the log takes on the disk, its indexes included. */
async function tellDisk({ database }: Cluster): Promise<void> {
  const [row] = (await database?.dataSource.query<{ bytes: number; entries: number }[]>(
    `SELECT pg_total_relation_size('store_event')::float8 AS bytes, count(*)::float8 AS entries FROM store_event`,
  )) ?? [undefined];
  if (row && row.entries > 0) {
    console.log(
      `an entry of the log: ${Math.round(row.bytes / row.entries).toLocaleString('en')} bytes on the disk`,
    );
  }
}

function usage(before: ProcessUsage, after: ProcessUsage, tookS: number): string {
  const cpu = ((100 * (after.cpuS - before.cpuS)) / tookS).toFixed(0);
  const lag = `lag of the event loop p99 ${after.lagP99Ms.toFixed(0)}, worst ${after.lagMaxMs.toFixed(0)} ms`;
  return `${cpu} % of a core, ${megabytes(after.rssBytes)}, ${lag}`;
}
