/** Statements that a transaction sends without waiting for their answers are committed with the rest of it, or none is. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { pipeline, pipelineCompareAndSet, inTransaction, isUniqueViolation } from '@curbline/database';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import { Bare, Thing, THINGS } from './thing.entity.js';

describe('a pipelined statement', () => {
  let test: TestDatabase;
  const source = () => test.database.dataSource;
  const insert = (id: string) => source().query(`INSERT INTO thing VALUES ($1, 'x', 1)`, [id]);
  const count = async () =>
    Number((await source().query<{ n: string }[]>('SELECT count(*) AS n FROM thing'))[0]?.n);

  beforeAll(async () => {
    test = await testDatabase([THINGS], { entities: [Thing, Bare] });
  }, 120_000);
  beforeEach(() => source().query('DELETE FROM thing; DELETE FROM bare'));
  afterAll(() => test.close());

  it('is executed in the order in which it was sent, and committed', async () => {
    await inTransaction(source(), async (manager) => {
      pipeline(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, ['a']);
      pipeline(manager, `UPDATE thing SET state = state || 'y'`);
      const seen = await Promise.all([
        manager.query<{ state: string }[]>('SELECT state FROM thing'),
        manager.query<unknown>(`UPDATE thing SET state = state || 'z' RETURNING state`),
        manager.query<{ state: string }[]>('SELECT state FROM thing'),
      ]);
      expect(seen).toEqual([[{ state: 'xy' }], [[{ state: 'xyz' }], 1], [{ state: 'xyz' }]]);
      pipeline(manager, `UPDATE thing SET state = state || '!'`);
    });
    expect(await source().query('SELECT state FROM thing')).toEqual([{ state: 'xyz!' }]);
  });

  it('rolls back the whole transaction when it fails, and its error is thrown', async () => {
    await insert('taken');
    const pipelineInsert = (manager: EntityManager, id: string) =>
      pipeline(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, [id]);
    const atTheCommit = inTransaction(source(), async (manager) => {
      pipelineInsert(manager, 'before');
      pipelineInsert(manager, 'taken');
      pipelineInsert(manager, 'after');
    });
    const atTheNextAnswer = inTransaction(source(), async (manager) => {
      pipelineInsert(manager, 'before');
      pipelineInsert(manager, 'taken');
      await manager.query('SELECT 1');
    });
    for (const failing of [atTheCommit, atTheNextAnswer]) {
      const error: unknown = await failing.catch((thrown: unknown) => thrown);
      expect(isUniqueViolation(error, 'thing_pkey')).toBe(true);
    }
    expect(await count()).toBe(1);
  });

  it('is rolled back when the work throws, and the commit fails when an error was ignored', async () => {
    const thrown = inTransaction(source(), async (manager) => {
      pipeline(manager, `INSERT INTO thing VALUES ('a', 'x', 1)`);
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    const passedOver = inTransaction(source(), async (manager) => {
      pipeline(manager, `INSERT INTO thing VALUES ('a', 'x', 1)`);
      await manager.query('SELEC').catch(() => {});
    });
    await expect(passedOver).rejects.toThrow('rolled the transaction back');
    expect(await count()).toBe(0);
    expect(() => pipeline(source().manager, 'SELECT 1')).toThrow('inTransaction');
  });

  it('throws at its caller when a value cannot be serialized, and nothing is committed', async () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    for (const unwritable of [endless, [endless], { id: 1n }]) {
      const wrong = inTransaction(source(), async (manager) => {
        pipeline(manager, `INSERT INTO thing VALUES ('a', 'x', 1)`);
        pipeline(manager, 'SELECT $1::jsonb', [unwritable]);
      });
      await expect(wrong).rejects.toThrow(TypeError);
    }
    expect(await count()).toBe(0);
    await inTransaction(source(), async (manager) => {
      const facts = [{ seen: true }, null];
      pipeline(
        manager,
        `INSERT INTO thing (thing_id, state, version, facts) VALUES ('b', ($1::text[])[1], 1, $2)`,
        [['x', 'y'], JSON.stringify(facts)],
      );
      pipeline(manager, `UPDATE thing SET facts = facts || $1::jsonb`, [{ more: 1 }]);
    });
    expect(await source().query('SELECT facts FROM thing')).toEqual([
      { facts: [{ seen: true }, null, { more: 1 }] },
    ]);
  });

  it('is refused once the transaction has ended', async () => {
    const left: EntityManager[] = [];
    const undone = inTransaction(source(), async (manager) => {
      left.push(manager);
      await Promise.all([manager.query('SELEC'), sleep(20).then(() => manager.query('DELETE FROM thing'))]);
    });
    await expect(undone).rejects.toMatchObject({ code: '42601' });
    await inTransaction(source(), async (manager) => void left.push(manager));
    for (const manager of left) {
      await expect(manager.query('SELECT 1')).rejects.toThrow(/after the (COMMIT|ROLLBACK)|already released/);
      expect(() => pipeline(manager, 'SELECT 1')).toThrow('after the');
    }
    await sleep(30);
  });

  it('makes the work run again after a serialization failure', async () => {
    let runs = 0;
    await inTransaction(source(), async (manager) => {
      runs += 1;
      pipeline(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, [`run ${runs}`]);
      if (runs < 3)
        pipeline(manager, `DO $$ BEGIN RAISE EXCEPTION 'conflict' USING ERRCODE = '40P01'; END $$`);
    });
    expect(await source().query('SELECT thing_id FROM thing')).toEqual([{ thing_id: 'run 3' }]);
  });

  it('is not committed with a pipelined compare-and-set that does not match exactly one row', async () => {
    await source().query(`INSERT INTO bare VALUES ('a', 'ready', 1), ('b', 'ready', 1), ('b', 'ready', 1)`);
    const set = (bareId: string, version: number) =>
      inTransaction(source(), async (manager) => {
        pipeline(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, [`${bareId} ${version}`]);
        pipelineCompareAndSet(manager, Bare, version, { bareId, state: 'done', version });
        pipeline(manager, `INSERT INTO thing VALUES ($1, 'x', 1)`, [`${bareId} ${version} too`]);
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
