/** At most one snapshot a store and second is asked of PostgreSQL, however many boards want one: by its own log. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '@curbline/database';
import { enrolWall } from '../security/fuzz/good-board.js';
import { manyProcesses, type ManyProcesses } from './many-processes.js';
import { ShortRun } from './short-runs.js';
import { mostASecond, readingsIn, SnapshotReadings, type SnapshotReading } from './snapshot-readings.js';

const EVERY_MS = 25;
const SECONDS = 4;

describe('the log of PostgreSQL', () => {
  it('tells when which store was read', () => {
    const select =
      'LOG:  execute <unnamed>: SELECT "VisitorEntity"."order_id" AS "order_id" FROM "visitor" "VisitorEntity" ' +
      'WHERE (("VisitorEntity"."store_id" = $1)) ORDER BY "VisitorEntity"."since" ASC';
    const readings = readingsIn(
      [
        `1700000000.100 7 ${select}`,
        `1700000000.101 8 ${select}`,
        `1700000000.101 8 DETAIL:  parameters: $1 = 'gex'`,
        `1700000000.102 7 DETAIL:  parameters: $1 = 'lyon'`,
        `1700000000.500 7 LOG:  execute <unnamed>: SELECT 1 FROM visitor`,
        `1700000000.501 7 DETAIL:  parameters: $1 = 'nyon'`,
      ].join('\n'),
    );
    expect(readings).toEqual([
      { storeId: 'gex', at: 1_700_000_000_101 },
      { storeId: 'lyon', at: 1_700_000_000_100 },
    ]);
  });

  it('is counted over any second, store by store', () => {
    const at = (storeId: string, ...times: number[]): SnapshotReading[] =>
      times.map((at) => ({ storeId, at }));
    expect(mostASecond([])).toBe(0);
    expect(mostASecond([...at('a', 0, 1000, 2000), ...at('b', 500, 1500)])).toBe(1);
    expect(mostASecond(at('a', 0, 1000, 1999))).toBe(2);
    expect(mostASecond(at('a', 900, 1000, 1100, 1950))).toBe(3);
  });
});

describe('boards that all want a snapshot', () => {
  const run = new ShortRun<ManyProcesses>();
  let cluster: ManyProcesses;
  let admin: Database;
  let cookie: string;
  let path: string;
  beforeAll(async () => {
    cluster = await run.begin(manyProcesses);
    admin = await openDatabase({ url: cluster.postgres.url, poolSize: 2 });
    cookie = (await enrolWall(cluster.direct, cluster.credentials)).header();
    path = `/v1/stores/${cluster.credentials.stores[0]?.id}/board`;
  }, 120_000);
  afterAll(async () => {
    await admin.close();
    await run.end();
  }, 60_000);

  const copies = (): string[] =>
    cluster.programs
      .filter(({ name }) => name.startsWith('order-service'))
      .map(({ port }) => `http://127.0.0.1:${port}`);

  /** Forty a second for four seconds, in turn at each address. @returns what PostgreSQL read meanwhile. */
  async function asking(...at: string[]): Promise<SnapshotReading[]> {
    const readings = await SnapshotReadings.watch(admin, cluster.postgres.log);
    const answers: Promise<number>[] = [];
    for (let n = 0; n < (SECONDS * 1000) / EVERY_MS; n += 1) {
      answers.push(
        fetch(`${at[n % at.length]}${path}`, { headers: { cookie } }).then(({ status }) => status),
      );
      await sleep(EVERY_MS);
    }
    expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
    return readings.end();
  }

  it('have one copy of order-service read it once a second', async () => {
    const readings = await asking(copies()[0] ?? '');
    expect(readings.length).toBeGreaterThanOrEqual(SECONDS - 1);
    expect(mostASecond(readings)).toBe(1);
  }, 30_000);

  it('have two copies read it twice a second when they are asked without the proxy', async () => {
    expect(copies()).toHaveLength(2);
    expect(mostASecond(await asking(...copies()))).toBe(2);
  }, 30_000);

  it('have both copies read it once a second through the proxy, which sends a store’s boards to one of them', async () => {
    const readings = await asking(cluster.direct);
    expect(readings.length).toBeGreaterThanOrEqual(SECONDS - 1);
    expect(mostASecond(readings)).toBe(1);
  }, 30_000);

  it('wait for one reading that takes long, instead of beginning another each second', async () => {
    const holder = admin.dataSource.createQueryRunner();
    await sleep(1_100);
    await holder.startTransaction();
    await holder.query('LOCK TABLE visitor IN ACCESS EXCLUSIVE MODE');
    const released = sleep(2_500).then(() => holder.commitTransaction());
    const readings = await asking(copies()[0] ?? '');
    await released;
    await holder.release();
    // Those that waited for the lock would all show at its end.
    expect(readings.length).toBeGreaterThan(0);
    expect(mostASecond(readings)).toBe(1);
  }, 30_000);
});
