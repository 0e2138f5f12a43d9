import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  compareAndSet,
  detached,
  inTransaction,
  isUniqueViolation,
  readSnapshot,
  sqlStateOf,
} from '@curbline/database';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import { Thing, THINGS } from './thing.entity.js';

describe('a database of either kind', () => {
  let test: TestDatabase;
  const source = () => test.database.dataSource;
  const insert = (thingId: string) =>
    source().query(`INSERT INTO thing (thing_id, state, version) VALUES ($1, 'ready', 1)`, [thingId]);
  const count = async () =>
    Number((await source().query<{ n: string }[]>('SELECT count(*) AS n FROM thing'))[0]?.n);

  beforeAll(async () => {
    test = await testDatabase([THINGS], { entities: [Thing], poolSize: 5, sessionWaitMs: 3_000 });
  }, 120_000);
  beforeEach(() => source().query('DELETE FROM thing'));
  afterAll(() => test.close());

  it('returns values with the types of pg', async () => {
    const [row] = await source().query<Record<string, unknown>[]>(
      `SELECT 9007199254740993::bigint AS big, count(*) AS n, $1::bytea AS bytes, $2::timestamptz AS at,
              1.5::numeric AS exact, ARRAY['a','b'] AS list, '{"a":[1]}'::jsonb AS json FROM thing`,
      [Buffer.from([0, 255]), new Date('2026-03-11T09:00:00.123Z')],
    );
    expect(row).toEqual({
      big: '9007199254740993',
      n: '0',
      bytes: Buffer.from([0, 255]),
      at: new Date('2026-03-11T09:00:00.123Z'),
      exact: '1.5',
      list: ['a', 'b'],
      json: { a: [1] },
    });
  });

  it('has PostGIS, and stores premises as GeoJSON', async () => {
    const ground = {
      type: 'Polygon' as const,
      coordinates: [
        [
          [4.85, 45.76],
          [4.851, 45.76],
          [4.851, 45.761],
          [4.85, 45.761],
          [4.85, 45.76],
        ],
      ],
    };
    const things = source().getRepository(Thing);
    await things.insert({ thingId: 'a', state: 'open', version: 1, ground, facts: ['x', { y: 1 }] });
    expect(await things.findOneByOrFail({ thingId: 'a' })).toMatchObject({ ground, facts: ['x', { y: 1 }] });
    const [row] = await source().query<{ area: number }[]>('SELECT ST_Area(ground) AS area FROM thing');
    expect(row?.area).toBeGreaterThan(8_000);
    expect(row?.area).toBeLessThan(9_000);
  });

  it('isolates fifty concurrent transactions, and rolls back those that fail', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        inTransaction(source(), async (manager) => {
          await manager.query(`INSERT INTO thing VALUES ($1, 'mine', 1)`, [`t${n}`]);
          await sleep(n % 3);
          const [seen] = await manager.query<{ n: string }[]>(
            `SELECT count(*) AS n FROM thing WHERE thing_id = $1`,
            [`t${n}`],
          );
          if (n % 2 === 1) throw new Error('undone');
          return seen?.n;
        }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(25);
    expect(await count()).toBe(25);
  });

  it('rolls back a nested transaction only', async () => {
    await inTransaction(source(), async (manager) => {
      await manager.query(`INSERT INTO thing VALUES ('kept', 'x', 1)`);
      const part = manager.transaction(async (inner) => {
        await inner.query(`INSERT INTO thing VALUES ('lost', 'x', 1)`);
        throw new Error('part');
      });
      await expect(part).rejects.toThrow('part');
    });
    expect(await source().query('SELECT thing_id FROM thing')).toEqual([{ thing_id: 'kept' }]);
  });

  it('preserves error codes, and works after an error', async () => {
    await insert('a');
    const error: unknown = await insert('a').catch((thrown: unknown) => thrown);
    expect(isUniqueViolation(error, 'thing_pkey')).toBe(true);
    const syntax: unknown = await source()
      .query('SELEC')
      .catch((thrown: unknown) => thrown);
    expect(sqlStateOf(syntax)).toBe('42601');
    expect(await count()).toBe(1);
  });

  it('refuses a query past the manager of the open transaction, and stays usable', async () => {
    const wrong = inTransaction(source(), async (manager) => {
      await manager.query(`INSERT INTO thing VALUES ('a', 'x', 1)`);
      return count();
    });
    await expect(wrong).rejects.toThrow('use only the manager');
    expect(await count()).toBe(0);
  });

  it('lets a transaction start work that it does not wait for', async () => {
    let later: Promise<number> | undefined;
    await inTransaction(source(), async (manager) => {
      await manager.query(`INSERT INTO thing VALUES ('a', 'x', 1)`);
      later = detached(() => count());
    });
    expect(await later).toBeGreaterThanOrEqual(0);
    expect(await count()).toBe(1);
  });

  it('throws session-busy when no session is free, and stays usable', async () => {
    const busy = Promise.allSettled(
      Array.from({ length: 5 }, () =>
        source().transaction(async (manager) => {
          await manager.query('SELECT 1');
          await sleep(3_600);
        }),
      ),
    );
    await sleep(50);
    await expect(count()).rejects.toMatchObject({ name: 'DatabaseUnavailable', reason: 'session-busy' });
    await busy;
    expect(await count()).toBe(0);
  }, 15_000);

  it('runs the work again after a serialization failure, and gives up in the end', async () => {
    const raise = `DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40001'; END $$`;
    let runs = 0;
    await inTransaction(source(), async (manager) => {
      runs += 1;
      await manager.query(`INSERT INTO thing VALUES ($1, 'x', 1)`, [`run ${runs}`]);
      if (runs < 3) await manager.query(raise);
    });
    expect(runs).toBe(3);
    expect(await source().query('SELECT thing_id FROM thing')).toEqual([{ thing_id: 'run 3' }]);
    const never = inTransaction(source(), (manager) => manager.query(raise), { attempts: 2 });
    await expect(never).rejects.toMatchObject({ code: '40001' });
  });

  it('accepts exactly one of fifty updates of a version', async () => {
    await insert('order');
    const won = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        inTransaction(source(), (manager) =>
          compareAndSet(manager, Thing, { thingId: 'order' }, 1, { state: `claimed by ${n}` }),
        ),
      ),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    const [row] = await source().query<{ state: string; version: number }[]>('SELECT * FROM thing');
    expect(row).toMatchObject({ state: `claimed by ${won.indexOf(true)}`, version: 2 });
  });

  it('compares further columns too, takes a table by its name, and refuses a key of several rows', async () => {
    await source().query(`INSERT INTO bare VALUES ('a', 'ready', 1), ('b', 'ready', 1), ('b', 'ready', 1)`);
    await inTransaction(source(), async (manager) => {
      const set = (key: Record<string, string>) => compareAndSet(manager, 'bare', key, 1, { state: 'done' });
      expect(await set({ bare_id: 'a', state: 'gone' })).toBe(false);
      expect(await set({ bare_id: 'a', state: 'ready' })).toBe(true);
      expect(await set({ bare_id: 'none' })).toBe(false);
    });
    const several = inTransaction(source(), (manager) =>
      compareAndSet<Record<string, string>>(manager, 'bare', { bare_id: 'b' }, 1, { state: 'done' }),
    );
    await expect(several).rejects.toThrow('several rows');
    expect(await source().query('SELECT bare_id, version FROM bare ORDER BY bare_id')).toEqual([
      { bare_id: 'a', version: 2 },
      { bare_id: 'b', version: 1 },
      { bare_id: 'b', version: 1 },
    ]);
  });

  it('reads a consistent snapshot, and refuses writes in it', async () => {
    await insert('a');
    const write = readSnapshot(source(), (manager) => manager.query(`DELETE FROM thing`));
    await expect(write).rejects.toMatchObject({ code: '25006' });
    const counts = await readSnapshot(source(), async (manager) => {
      const read = async () =>
        (await manager.query<{ n: string }[]>('SELECT count(*) AS n FROM thing'))[0]?.n;
      const before = await read();
      if (test.database.kind === 'postgres') await detached(() => insert('b'));
      return [before, await read()];
    });
    expect(counts).toEqual(['1', '1']);
  });
});
