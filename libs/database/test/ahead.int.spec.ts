/** What a transaction sends without waiting for the answer: done with the rest of it, or nothing is. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { ahead, compareAndSetAhead, inTransaction, isUniqueViolation } from '@curbline/database';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import { Thing, THINGS } from './thing.entity.js';

describe('a statement that nobody waits for', () => {
  let test: TestDatabase;
  const source = () => test.database.dataSource;
  const insert = (id: string) => source().query(`INSERT INTO thing VALUES ($1, 'x', 1)`, [id]);
  const count = async () =>
    Number((await source().query<{ n: string }[]>('SELECT count(*) AS n FROM thing'))[0]?.n);

  beforeAll(async () => {
    test = await testDatabase([THINGS], { entities: [Thing] });
  }, 120_000);
  beforeEach(() => source().query('DELETE FROM thing; DELETE FROM bare'));
  afterAll(() => test.close());

  it('commits what was sent ahead, in the order in which it was sent', async () => {
    await inTransaction(source(), async (manager) => {
      ahead(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, ['a']);
      ahead(manager, `UPDATE thing SET state = state || 'y'`);
      const seen = await Promise.all([
        manager.query<{ state: string }[]>('SELECT state FROM thing'),
        manager.query<unknown>(`UPDATE thing SET state = state || 'z' RETURNING state`),
        manager.query<{ state: string }[]>('SELECT state FROM thing'),
      ]);
      expect(seen).toEqual([[{ state: 'xy' }], [[{ state: 'xyz' }], 1], [{ state: 'xyz' }]]);
      ahead(manager, `UPDATE thing SET state = state || '!'`);
    });
    expect(await source().query('SELECT state FROM thing')).toEqual([{ state: 'xyz!' }]);
  });

  it('does nothing of a transaction when a statement sent ahead fails, and tells that error', async () => {
    await insert('taken');
    const insertAhead = (manager: EntityManager, id: string) =>
      ahead(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, [id]);
    const atTheCommit = inTransaction(source(), async (manager) => {
      insertAhead(manager, 'before');
      insertAhead(manager, 'taken');
      insertAhead(manager, 'after');
    });
    const atTheNextAnswer = inTransaction(source(), async (manager) => {
      insertAhead(manager, 'before');
      insertAhead(manager, 'taken');
      await manager.query('SELECT 1');
    });
    for (const failing of [atTheCommit, atTheNextAnswer]) {
      const error: unknown = await failing.catch((thrown: unknown) => thrown);
      expect(isUniqueViolation(error, 'thing_pkey')).toBe(true);
    }
    expect(await count()).toBe(1);
  });

  it('undoes what was sent ahead when the work throws, and says so when an error was passed over', async () => {
    const thrown = inTransaction(source(), async (manager) => {
      ahead(manager, `INSERT INTO thing VALUES ('a', 'x', 1)`);
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    const passedOver = inTransaction(source(), async (manager) => {
      ahead(manager, `INSERT INTO thing VALUES ('a', 'x', 1)`);
      await manager.query('SELEC').catch(() => {});
    });
    await expect(passedOver).rejects.toThrow('undid the transaction');
    expect(await count()).toBe(0);
    expect(() => ahead(source().manager, 'SELECT 1')).toThrow('inTransaction');
  });

  it('commits nothing beside a statement that cannot be put into words', async () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    for (const unwritable of [endless, [endless], { id: 1n }]) {
      const wrong = inTransaction(source(), async (manager) => {
        ahead(manager, `INSERT INTO thing VALUES ('a', 'x', 1)`);
        ahead(manager, 'SELECT $1::jsonb', [unwritable]);
      });
      await expect(wrong).rejects.toThrow(TypeError);
    }
    expect(await count()).toBe(0);
    await inTransaction(source(), async (manager) => {
      const facts = [{ seen: true }, null];
      ahead(
        manager,
        `INSERT INTO thing (thing_id, state, version, facts) VALUES ('b', ($1::text[])[1], 1, $2)`,
        [['x', 'y'], JSON.stringify(facts)],
      );
      ahead(manager, `UPDATE thing SET facts = facts || $1::jsonb`, [{ more: 1 }]);
    });
    expect(await source().query('SELECT facts FROM thing')).toEqual([
      { facts: [{ seen: true }, null, { more: 1 }] },
    ]);
  });

  it('takes no statement of a transaction that has ended, whichever way', async () => {
    const left: EntityManager[] = [];
    const undone = inTransaction(source(), async (manager) => {
      left.push(manager);
      await Promise.all([manager.query('SELEC'), sleep(20).then(() => manager.query('DELETE FROM thing'))]);
    });
    await expect(undone).rejects.toMatchObject({ code: '42601' });
    await inTransaction(source(), async (manager) => void left.push(manager));
    for (const manager of left) {
      await expect(manager.query('SELECT 1')).rejects.toThrow(/after the (COMMIT|ROLLBACK)/);
      expect(() => ahead(manager, 'SELECT 1')).toThrow('after the');
    }
    await sleep(30);
  });

  it('runs the work again when a statement sent ahead met another transaction', async () => {
    let runs = 0;
    await inTransaction(source(), async (manager) => {
      runs += 1;
      ahead(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, [`run ${runs}`]);
      if (runs < 3) ahead(manager, `DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40P01'; END $$`);
    });
    expect(await source().query('SELECT thing_id FROM thing')).toEqual([{ thing_id: 'run 3' }]);
  });

  it('cannot commit beside a compare-and-set that was sent ahead and does not meet its one row', async () => {
    await source().query(`INSERT INTO bare VALUES ('a', 'ready', 1), ('b', 'ready', 1), ('b', 'ready', 1)`);
    const set = (bareId: string, version: number) =>
      inTransaction(source(), async (manager) => {
        ahead(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, [`${bareId} ${version}`]);
        compareAndSetAhead(manager, 'bare', { bare_id: bareId }, version, { state: 'done' });
        ahead(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, [`${bareId} ${version} too`]);
      });
    await expect(set('a', 7)).rejects.toThrow('compare-and-set of bare met 0 rows');
    await expect(set('none', 1)).rejects.toThrow('met 0 rows');
    await expect(set('b', 1)).rejects.toThrow('met 2 rows');
    expect(await count()).toBe(0);
    await set('a', 1);
    expect(await count()).toBe(2);
    expect(await source().query('SELECT * FROM bare ORDER BY bare_id')).toEqual([
      { bare_id: 'a', state: 'done', version: 2 },
      { bare_id: 'b', state: 'ready', version: 1 },
      { bare_id: 'b', state: 'ready', version: 1 },
    ]);
  });
});
