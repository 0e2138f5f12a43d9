/** A thousand boards, and the process that holds their sockets goes away and comes back. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Boards } from './boards.js';
import { quantile } from './figures.js';
import { nowMs } from './lean-http.js';
import type { Plant } from './plant.js';

const LIVE_WITHIN_MS = 60_000;

export async function restartUnderBoards(plant: Plant, boards: Boards): Promise<void> {
  const before = await boards.counts();
  // What is restarted counts from nothing again.
  const staying = plant.servers.filter((server) => !plant.gateways.includes(server));
  const readBefore = await readings(staying);
  await Promise.all(plant.gateways.map((gateway) => gateway.stop('SIGKILL')));
  const killedAt = nowMs();
  await sleep(500);
  await Promise.all(plant.gateways.map((gateway) => gateway.start()));
  const readyAt = nowMs();
  console.log(`killed; ready again after ${((readyAt - killedAt) / 1000).toFixed(1)} s`);
  await allLive(boards, 'since it was ready', readyAt, killedAt);
  const reloadedAt = await boards.reload();
  const took = await allLive(boards, 'after all pages were loaded anew at once', reloadedAt, reloadedAt);
  const after = await boards.counts();
  const reads = (await readings(plant.servers)) - readBefore;
  const asked = after.snapshots - before.snapshots;
  const most = plant.chain.stores.length * Math.ceil(took / 1000 + (nowMs() - killedAt) / 1000);
  console.log(
    `snapshots: ${asked} given, ${reads} read from the database (at most one a store and second: ${most}); ` +
      `${after.errors5xx - before.errors5xx} answers of 5xx, ${after.refused - before.refused} tries without an answer`,
  );
  const differing = await boards.differing();
  console.log(`boards: ${differing.length} differ from the server`);
  if (differing.length > 0 || after.errors5xx > before.errors5xx) process.exitCode = 1;
}

/** @returns when the last was live, ms after `from`. */
async function allLive(boards: Boards, what: string, from: number, since: number): Promise<number> {
  for (const until = nowMs() + LIVE_WITHIN_MS; nowMs() < until; await sleep(250)) {
    const lives = await boards.livesSince(since);
    if (lives.includes(null)) continue;
    const ms = lives.map((live) => (live ?? 0) + since - from);
    const s = (share: number): string => (quantile(ms, share) / 1000).toFixed(1);
    console.log(`all ${ms.length} boards live ${what}: half after ${s(0.5)} s, the last after ${s(1)} s`);
    if (quantile(ms, 1) > 15_000) process.exitCode = 1;
    return quantile(ms, 1);
  }
  const missing = (await boards.livesSince(since)).filter((live) => live === null).length;
  throw new Error(`${missing} boards did not come back within ${LIVE_WITHIN_MS / 1000} s ${what}`);
}

/** How many snapshots the servers have read from the database. */
async function readings(servers: Plant['servers']): Promise<number> {
  let sum = 0;
  for (const { url } of servers) {
    const text = await (await fetch(`${url}/metrics`)).text();
    sum += Number(/^curbline_board_snapshots_read_total (\d+)/m.exec(text)?.[1] ?? 0);
  }
  return sum;
}
