/** Statements of the embedded database's session are prepared once, and return the same results. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inTransaction } from '@curbline/database';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import { Thing, THINGS } from './thing.entity.js';

describe('a repeated statement', () => {
  let test: TestDatabase;
  const ask = <T>(sql: string, parameters: unknown[] = []): Promise<T[]> =>
    test.database.dataSource.query<T[]>(sql, parameters);
  const prepared = async (text: string): Promise<number> =>
    (
      await ask<{ n: number }>(`SELECT count(*)::int AS n FROM pg_prepared_statements WHERE statement = $1`, [
        text,
      ])
    )[0]?.n ?? 0;

  beforeAll(async () => {
    test = await testDatabase([THINGS], { entities: [Thing] });
  }, 120_000);
  afterAll(() => test.close());

  it('is parsed once in the embedded database, and each time on a server', async () => {
    const text = 'SELECT $1::int + $2::int AS sum';
    const sums = [];
    for (let n = 0; n < 12; n += 1) sums.push((await ask<{ sum: number }>(text, [n, 1]))[0]?.sum);
    expect(sums).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    expect(await ask(text, [null, 1])).toEqual([{ sum: null }]);
    expect(await prepared(text)).toBe(test.database.kind === 'embedded' ? 1 : 0);
  });

  it('returns the right result for each of many in one transaction', async () => {
    const text = 'SELECT $1::int AS one, $2::text AS other';
    const answers = await inTransaction(test.database.dataSource, (manager) =>
      Promise.all(Array.from({ length: 20 }, (_, n) => manager.query(text, [n, `n${n}`]))),
    );
    expect(answers).toEqual(Array.from({ length: 20 }, (_, n) => [{ one: n, other: `n${n}` }]));
  });

  it('fails each time with its own error, and works again afterwards', async () => {
    const insert = `INSERT INTO thing VALUES ($1, 'x', 1)`;
    await ask(insert, ['once']);
    for (let n = 0; n < 3; n += 1) await expect(ask(insert, ['once'])).rejects.toThrow(/duplicate key/);
    // Its first time is within a transaction that has failed already: nothing was prepared by it.
    const first = `SELECT $1::text AS never_asked_before`;
    const failed = inTransaction(test.database.dataSource, async (manager) => {
      await manager.query(insert, ['once']).catch(() => {});
      await manager.query(first, ['a']);
    });
    await expect(failed).rejects.toThrow(/duplicate key|transaction is aborted/);
    expect(await ask(first, ['b'])).toEqual([{ never_asked_before: 'b' }]);
    await ask(insert, ['twice']);
    await expect(ask('SELECT $1::int AS n', ['no number'])).rejects.toThrow(/invalid input/);
    expect(await ask('SELECT $1::int AS n', [5])).toEqual([{ n: 5 }]);
  });

  it('sees changes of a table', async () => {
    const text = 'SELECT state FROM thing WHERE thing_id = $1';
    expect(await ask(text, ['once'])).toEqual([{ state: 'x' }]);
    await ask(`ALTER TABLE thing ADD COLUMN more integer`);
    await ask(`UPDATE thing SET state = 'y' WHERE thing_id = $1`, ['once']);
    expect(await ask(text, ['once'])).toEqual([{ state: 'y' }]);
  });

  it('is prepared for the first few hundred texts, and works unprepared for the others', async () => {
    for (let n = 0; n < 400; n += 1)
      expect(await ask(`SELECT $1::int + ${n} AS n`, [1])).toEqual([{ n: n + 1 }]);
    const [row] = await ask<{ n: number }>('SELECT count(*)::int AS n FROM pg_prepared_statements');
    expect(row?.n).toBeLessThanOrEqual(300);
    if (test.database.kind === 'embedded') expect(row?.n).toBeGreaterThan(250);
  });
});
