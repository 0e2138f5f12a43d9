import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoreEvent } from '@curbline/contracts/events';
import { inTransaction, openDatabase } from '@curbline/database';
import { InProcessWakeUps } from '@curbline/messaging';
import {
  append,
  head,
  LOG_START,
  logTransaction,
  renewEpoch,
  StoreLogFollower,
  type FollowerOptions,
  type Queryable,
} from '@curbline/store-log';
import { FaultProxy, SeededRandom, testDatabase, type TestDatabase } from '@curbline/testkit';
import { context, draft, LOG_TABLES } from './log-fixtures.js';

const SEED = Number(process.env['SEED'] ?? 20_260_311);
const onPostgres = process.env['CURBLINE_TEST_DATABASE'] === 'postgres';
const WRITERS = 20;
/** The embedded database has one session: its writers queue, so fewer events tell as much. */
const EVENTS_EACH = Number(process.env['EVENTS_EACH'] ?? (onPostgres ? 50 : 25));

describe('a follower of the log', () => {
  let test: TestDatabase;
  let follower: StoreLogFollower | undefined;
  const source = () => test.database.dataSource;
  const start = (wakeUps: InProcessWakeUps, options: FollowerOptions = {}, database: Queryable = source()) =>
    (follower = new StoreLogFollower(database, wakeUps, options));
  const write = (storeId: string, code: string) =>
    inTransaction(source(), (manager) => append(manager, storeId, [draft(code)], context()));
  const until = async (what: () => boolean, limitMs = 15_000) => {
    for (const end = performance.now() + limitMs; !what(); await sleep(10)) {
      if (performance.now() > end) throw new Error('it never came');
    }
  };

  beforeAll(async () => {
    test = await testDatabase(LOG_TABLES, { poolSize: 30, sessionWaitMs: 60_000 });
  }, 120_000);
  afterEach(async () => {
    await follower?.close();
    follower = undefined;
  });
  afterAll(() => test.close());

  it(`gets every event of ${WRITERS} writers that commit in random order (seed ${SEED})`, async () => {
    const random = new SeededRandom(SEED);
    const wakeUps = new InProcessWakeUps();
    const seen: number[] = [];
    const { close } = await start(wakeUps, { pageSize: 37 }).follow(['busy'], 'now', {
      onEvents: (_, events) => void seen.push(...events.map(({ seq }) => seq)),
      onResync: (_, reason) => Promise.reject(new Error(reason)),
    });
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let n = 0; n < EVENTS_EACH; n += 1) {
          const delayMs = random.integer(0, 3);
          // Every third wake-up is lost.
          const heard = random.next() < 2 / 3 ? wakeUps : new InProcessWakeUps();
          await logTransaction(source(), heard, async (_manager, appendToLog) => {
            appendToLog('busy', [draft(`${writer}-${n}`)], context());
            if (delayMs > 0) await sleep(delayMs);
          });
        }
      }),
    );
    const total = WRITERS * EVENTS_EACH;
    await until(() => seen.length >= total);
    await close();
    expect(seen).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    expect((await head(source(), 'busy')).seq).toBe(total);
  }, 120_000);

  it('reads the log once for all subscriptions of one wake-up, and passes every event to each of them', async () => {
    let reads = 0;
    const counting: Queryable = {
      query: (sql, parameters) => {
        if (sql.includes('store_event')) reads += 1;
        return source().query(sql, parameters);
      },
    };
    await write('shared', '0');
    const wakeUps = new InProcessWakeUps();
    const seen: number[][] = [[], [], []];
    const following = start(wakeUps, { pollMs: 60_000 }, counting);
    for (const [n, mine] of seen.entries()) {
      await following.follow(n === 0 ? 'all' : ['shared'], 'now', {
        onEvents: async (storeId, events) => {
          // One of them is slow: it gets by itself what came meanwhile.
          if (n === 2) await sleep(30);
          if (storeId === 'shared') mine.push(...events.map(({ seq }) => seq));
        },
        onResync: () => {},
      });
    }
    await sleep(50);
    for (const code of ['1', '2']) {
      reads = 0;
      await logTransaction(source(), wakeUps, async (_manager, appendToLog) =>
        appendToLog('shared', [draft(code)], context()),
      );
      await until(() => seen.every((mine) => mine.length === Number(code)));
      expect(reads).toBe(1);
    }
    for (const code of ['3', '4', '5', '6']) {
      await logTransaction(source(), wakeUps, async (_manager, appendToLog) =>
        appendToLog('shared', [draft(code)], context()),
      );
    }
    await until(() => seen.every((mine) => mine.length === 6));
    for (const mine of seen) expect(mine).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('finds an event by polling when every wake-up is lost', async () => {
    const seen: StoreEvent[] = [];
    await start(new InProcessWakeUps()).follow('all', 'now', {
      onEvents: (_, events) => void seen.push(...events),
      onResync: () => {},
    });
    const startedMs = performance.now();
    await write('unwoken', '1');
    await until(() => seen.some(({ storeId }) => storeId === 'unwoken'));
    expect(performance.now() - startedMs).toBeLessThan(600);
  });

  it('begins at the given position, and continues after a handler that fails once', async () => {
    for (const code of ['1', '2', '3']) await write('resume', code);
    const at = { ...(await head(source(), 'resume')), seq: 1 };
    const seen: number[] = [];
    const troubles: unknown[] = [];
    let failures = 1;
    const { position } = await start(new InProcessWakeUps(), {
      onError: (error) => troubles.push(error),
    }).follow(['resume'], new Map([['resume', at]]), {
      onEvents: (_, events) => {
        if (failures-- > 0) throw new Error('not now');
        seen.push(...events.map(({ seq }) => seq));
      },
      onResync: () => {},
    });
    await until(() => seen.length === 2);
    expect(seen).toEqual([2, 3]);
    expect(troubles).toHaveLength(1);
    expect(position('resume').seq).toBe(3);
  });

  it('calls onResync when the epoch changes, and continues from there', async () => {
    await write('renewed', '1');
    const wakeUps = new InProcessWakeUps();
    const told: string[] = [];
    const seen: number[] = [];
    await start(wakeUps).follow(['renewed'], 'now', {
      onEvents: (_, events) => void seen.push(...events.map(({ seq }) => seq)),
      onResync: (_, reason) => void told.push(reason),
    });
    await renewEpoch(source(), 'renewed');
    await until(() => told.length === 1);
    await write('renewed', '2');
    await until(() => seen.length === 1);
    expect({ told, seen }).toEqual({ told: ['epoch'], seen: [2] });
  });

  it('continues after an outage of the database, without missing an event', async () => {
    let down = false;
    const flaky: Queryable = {
      query: (sql, parameters) =>
        down ? Promise.reject(new Error('connection lost')) : source().query(sql, parameters),
    };
    const troubles: unknown[] = [];
    const seen: number[] = [];
    await start(
      new InProcessWakeUps(),
      { pollMs: 20, onError: (error) => troubles.push(error) },
      flaky,
    ).follow(['outage'], new Map([['outage', LOG_START]]), {
      onEvents: (_, events) => void seen.push(...events.map(({ seq }) => seq)),
      onResync: () => {},
    });
    await write('outage', '1');
    await until(() => seen.length === 1);
    down = true;
    await write('outage', '2');
    await until(() => troubles.length >= 3);
    down = false;
    await write('outage', '3');
    await until(() => seen.length === 3);
    expect(seen).toEqual([1, 2, 3]);
    expect(follower?.lagEvents).toBeLessThanOrEqual(2);
  });

  (onPostgres ? it : () => {})(
    'goes on after the server went away and came back',
    async () => {
      if (!test.url) throw new Error('this needs a server');
      const { proxy, url } = await FaultProxy.before(test.url);
      const away = await openDatabase({ url, poolSize: 2, sessionWaitMs: 500 });
      const troubles: unknown[] = [];
      const seen: number[] = [];
      await start(
        new InProcessWakeUps(),
        { pollMs: 30, onError: (error) => troubles.push(error) },
        away.dataSource,
      ).follow(['away'], 'now', {
        onEvents: (_, events) => void seen.push(...events.map(({ seq }) => seq)),
        onResync: () => {},
      });
      await write('away', '1');
      await until(() => seen.length === 1);
      proxy.cut();
      await write('away', '2');
      await until(() => troubles.length >= 2);
      proxy.mend();
      await write('away', '3');
      await until(() => seen.length === 3);
      await follower?.close();
      await away.close();
      await proxy.close();
      expect(seen).toEqual([1, 2, 3]);
    },
    30_000,
  );

  it('calls no handler after it was closed', async () => {
    const wakeUps = new InProcessWakeUps();
    let calls = 0;
    const { close } = await start(wakeUps, { pollMs: 10 }).follow(['closed'], 'now', {
      onEvents: () => void (calls += 1),
      onResync: () => {},
    });
    await close();
    await write('closed', '1');
    wakeUps.wake('closed');
    await sleep(60);
    expect(calls).toBe(0);
  });
});
