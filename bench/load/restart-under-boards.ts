/** A thousand boards, and the process that holds their sockets goes away and comes back. */
import { setTimeout as sleep } from 'node:timers/promises';
import { mostASecond, type SnapshotReading, SnapshotReadings } from '../../test/faults/snapshot-readings.js';
import type { Boards } from './boards.js';
import { quantile } from './figures.js';
import { nowMs } from './lean-http.js';
import type { Cluster } from './cluster.js';

const LIVE_WITHIN_MS = 60_000;

export async function restartUnderBoards(cluster: Cluster, boards: Boards): Promise<void> {
  const before = await boards.counts();
  // What is restarted counts from nothing again.
  const staying = cluster.servers.filter((server) => !cluster.gateways.includes(server));
  const readBefore = await readings(staying);
  const { database, databaseLog } = cluster;
  const watched = database && databaseLog && (await SnapshotReadings.watch(database, databaseLog));
  await Promise.all(cluster.gateways.map((gateway) => gateway.stop('SIGKILL')));
  const killedAt = nowMs();
  await sleep(500);
  await Promise.all(cluster.gateways.map((gateway) => gateway.start()));
  const readyAt = nowMs();
  console.log(`killed; ready again after ${((readyAt - killedAt) / 1000).toFixed(1)} s`);
  await allLive(boards, 'since it was ready', readyAt, killedAt);
  const reloadedAt = await boards.reload();
  await allLive(boards, 'after all pages were loaded anew at once', reloadedAt, reloadedAt);
  const after = await boards.counts();
  const reads = (await readings(cluster.servers)) - readBefore;
  const asked = after.snapshots - before.snapshots;
  console.log(
    `snapshots: ${asked} given, ${reads} read from the database by the servers' own count; ` +
      `${after.errors5xx - before.errors5xx} answers of 5xx, ${after.refused - before.refused} tries without an answer`,
  );
  if (watched) judge(await watched.end());
  const differing = await boards.differing();
  console.log(`boards: ${differing.length} differ from the server`);
  for (const why of differing.slice(0, 5)) console.log(`  ${why}`);
  if (differing.length > 0 || after.errors5xx > before.errors5xx) process.exitCode = 1;
}

/** By PostgreSQL's log of what it was asked: at most one a store in any second. */
function judge(read: readonly SnapshotReading[]): void {
  const stores = new Set(read.map(({ storeId }) => storeId)).size;
  const most = mostASecond(read);
  console.log(
    `snapshots by PostgreSQL's log: ${read.length} of ${stores} stores, at most ${most} a store in any second`,
  );
  if (most > 1) process.exitCode = 1;
}

/** Tells when they were, and notes a failure when the last took longer than 15 s. */
async function allLive(boards: Boards, what: string, from: number, since: number): Promise<void> {
  for (const until = nowMs() + LIVE_WITHIN_MS; nowMs() < until; await sleep(250)) {
    const lives = await boards.livesSince(since);
    if (lives.includes(null)) continue;
    const ms = lives.map((live) => (live ?? 0) + since - from);
    const s = (share: number): string => (quantile(ms, share) / 1000).toFixed(1);
    console.log(`all ${ms.length} boards live ${what}: half after ${s(0.5)} s, the last after ${s(1)} s`);
    if (quantile(ms, 1) > 15_000) process.exitCode = 1;
    return;
  }
  const missing = (await boards.livesSince(since)).filter((live) => live === null).length;
  throw new Error(`${missing} boards did not come back within ${LIVE_WITHIN_MS / 1000} s ${what}`);
}

/** How many snapshots the servers have read from the database. */
async function readings(servers: Cluster['servers']): Promise<number> {
  let sum = 0;
  for (const { url } of servers) {
    const text = await (await fetch(`${url}/metrics`)).text();
    sum += Number(/^curbline_board_snapshots_read_total (\d+)/m.exec(text)?.[1] ?? 0);
  }
  return sum;
}
