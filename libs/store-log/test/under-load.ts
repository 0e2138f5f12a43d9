/** The log's promises under many writers, in sizes that the caller chooses: short in the tests, long on demand. */
import { setTimeout as sleep } from 'node:timers/promises';
import { inTransaction } from '@curbline/database';
import { InProcessWakeUps } from '@curbline/messaging';
import { append, heads, logTransaction, snapshot, StoreLogFollower } from '@curbline/store-log';
import type { SeededRandom } from '@curbline/testkit';
import type { DataSource } from 'typeorm';
import { context, draft } from './log-fixtures.js';

export interface WritersOptions {
  readonly writers: number;
  readonly events: number;
  readonly stores: number;
  /** Commits are held back by chance for 0 to 3 ms, and this share of them for up to `longestMs`. */
  readonly longShare: number;
  readonly longestMs: number;
}

export interface Followed {
  /** Events that came out of their turn, twice, or not at all. */
  readonly wrong: number;
  readonly followed: number;
  readonly tookMs: number;
}

/**
 * Many writers append to some stores while a follower reads along, woken for two commits of three.
 * @returns what the follower saw against 1, 2, 3, … of each store.
 */
export async function followWriters(
  source: DataSource,
  random: SeededRandom,
  { writers, events, stores, longShare, longestMs }: WritersOptions,
): Promise<Followed> {
  const names = Array.from({ length: stores }, (_, n) => `writers-${n}`);
  const wakeUps = new InProcessWakeUps();
  const deaf = new InProcessWakeUps();
  const last = new Map<string, number>();
  let followed = 0;
  let wrong = 0;
  const follower = new StoreLogFollower(source, wakeUps, { pageSize: 37 });
  await follower.follow(names, 'now', {
    onEvents: (storeId, batch) => {
      for (const { seq } of batch) {
        if (seq !== (last.get(storeId) ?? 0) + 1) wrong += 1;
        last.set(storeId, seq);
        followed += 1;
      }
    },
    onResync: () => void (wrong += 1),
  });
  const startedAt = performance.now();
  let left = events;
  await Promise.all(
    Array.from({ length: writers }, async () => {
      while (left-- > 0) {
        const store = random.pick(names);
        const beforeMs = random.integer(0, 3);
        const heldMs = random.next() < longShare ? random.integer(1, longestMs) : random.integer(0, 3);
        await logTransaction(source, random.next() < 2 / 3 ? wakeUps : deaf, async (manager, appendToLog) => {
          await manager.query('SELECT 1');
          if (beforeMs > 0) await sleep(beforeMs);
          appendToLog(store, [draft('W1')], context());
          if (heldMs > 0) await sleep(heldMs);
        });
      }
    }),
  );
  const written = (await heads(source, names)).reduce((sum, { head }) => sum + head.seq, 0);
  for (const end = performance.now() + 20_000; followed < written && performance.now() < end;)
    await sleep(20);
  const tookMs = performance.now() - startedAt;
  await follower.close();
  return { wrong: wrong + Math.abs(written - events) + Math.abs(followed - events), followed, tookMs };
}

const STATE = `CREATE TABLE IF NOT EXISTS proof_state (
  store_id text NOT NULL, part integer NOT NULL, value bigint NOT NULL, PRIMARY KEY (store_id, part))`;

export interface Snapshots {
  /** Snapshots whose state was not that of their position. */
  readonly misses: number;
  readonly trials: number;
  readonly writtenMeanwhile: number;
}

/**
 * Takes snapshots of a state that writers change along with the log: a row of four counters a store, of which
 * each event adds one to one. Their sum must be the snapshot's own position, every time.
 */
export async function snapshotWhileWriting(
  source: DataSource,
  random: SeededRandom,
  { trials, writers, readers }: { trials: number; writers: number; readers: number },
): Promise<Snapshots> {
  await source.query(STATE);
  const store = 'snapshots';
  for (let part = 0; part < 4; part += 1) {
    await source.query('INSERT INTO proof_state VALUES ($1, $2, 0) ON CONFLICT DO NOTHING', [store, part]);
  }
  let writing = true;
  let written = 0;
  const writersDone = Array.from({ length: writers }, async () => {
    while (writing) {
      await inTransaction(source, async (manager) => {
        const part = random.integer(0, 3);
        await manager.query('UPDATE proof_state SET value = value + 1 WHERE store_id = $1 AND part = $2', [
          store,
          part,
        ]);
        await append(manager, store, [draft('S1')], context());
      });
      written += 1;
    }
  });
  let left = trials;
  let misses = 0;
  await Promise.all(
    Array.from({ length: readers }, async () => {
      while (left-- > 0) {
        const { seq, value } = await snapshot(source, store, async (manager) => {
          const rows = await manager.query<{ value: string }[]>(
            'SELECT value FROM proof_state WHERE store_id = $1',
            [store],
          );
          return rows.reduce((sum, row) => sum + Number(row.value), 0);
        });
        if (seq !== value) misses += 1;
      }
    }),
  );
  writing = false;
  await Promise.all(writersDone);
  return { misses, trials, writtenMeanwhile: written };
}

/**
 * How long a store's writer takes while another store's commit is held back.
 * @returns milliseconds of the slowest of some commits.
 */
export async function writeBesideHeldStore(source: DataSource, heldMs: number): Promise<number> {
  let slowestMs = 0;
  const held = inTransaction(source, async (manager) => {
    await append(manager, 'held', [draft('H1')], context());
    await sleep(heldMs);
  });
  await sleep(20);
  for (let n = 0; n < 5; n += 1) {
    const startedAt = performance.now();
    await inTransaction(source, (manager) => append(manager, 'free', [draft('F1')], context()));
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
  }
  await held;
  return slowestMs;
}
