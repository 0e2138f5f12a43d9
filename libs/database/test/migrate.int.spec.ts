import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  migrate,
  openDatabase,
  pendingMigrations,
  type Migration,
  type MigrationSet,
} from '@curbline/database';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import type { QueryRunner } from 'typeorm';

/** A migration that runs these statements. */
function migration(name: string, ...statements: string[]): Migration {
  return class {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }
    async down(): Promise<void> {
      throw new Error('forward only');
    }
  };
}

const one = migration('One1700000000001', 'CREATE TABLE a (id int)');
const two = migration('Two1700000000002', 'ALTER TABLE a ADD COLUMN name text');
const bad = migration('Bad1700000000003', 'CREATE TABLE half (id int)', 'SELEC');

function set(...migrations: Migration[]): MigrationSet {
  return { owner: 'shop', tableName: 'shop_migrations', migrations };
}

describe('migrations', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase([]);
  }, 120_000);
  // One database for all: opening the embedded one takes seconds.
  beforeEach(() => test.database.dataSource.query('DROP TABLE IF EXISTS a, half, shop_migrations'));
  afterAll(() => test.close());

  it('run once each, in the order of their timestamps, also when some come later', async () => {
    const { database } = test;
    expect(await pendingMigrations(database, [set(two, one)])).toEqual([
      { owner: 'shop', name: 'One1700000000001' },
      { owner: 'shop', name: 'Two1700000000002' },
    ]);
    const lines: string[] = [];
    expect(await migrate(database, [set(one)], (line) => lines.push(line))).toHaveLength(1);
    expect(await migrate(database, [set(two, one)])).toEqual([{ owner: 'shop', name: 'Two1700000000002' }]);
    expect(await migrate(database, [set(two, one)])).toEqual([]);
    expect(lines).toEqual(['Migrating shop: One1700000000001']);
    const [postgis] = await database.dataSource.query<{ v: string }[]>('SELECT postgis_version() AS v');
    expect(postgis?.v).toMatch(/^3\./);
  });

  it('run the baseline alone on a fresh database, and its steps where some of them have run', async () => {
    const { database } = test;
    const baseline = migration('Baseline1700000000009', 'CREATE TABLE a (id int, name text)');
    const squashed = { ...set(baseline), squashed: { into: baseline, steps: [two, one] } };
    const names = async (): Promise<string[]> =>
      (await migrate(database, [squashed])).map(({ name }) => name);
    expect(await names()).toEqual(['Baseline1700000000009']);
    expect(await names()).toEqual([]);
    await database.dataSource.query('DROP TABLE a, shop_migrations');
    await migrate(database, [set(one)]);
    expect(await names()).toEqual(['Two1700000000002', 'Baseline1700000000009']);
    expect(await names()).toEqual([]);
    expect(await database.dataSource.query('SELECT id, name FROM a')).toEqual([]);
  });

  it('are rolled back when they fail, and earlier ones stay applied', async () => {
    const { database } = test;
    await expect(migrate(database, [set(one, two, bad)])).rejects.toThrow('SELEC');
    expect(await pendingMigrations(database, [set(one, two, bad)])).toEqual([
      { owner: 'shop', name: 'Bad1700000000003' },
    ]);
    const [half] = await database.dataSource.query<{ t: unknown }[]>(`SELECT to_regclass('half') AS t`);
    expect(half?.t).toBeNull();
  });

  it('of a newer program make an older one stop with a remedy', async () => {
    const { database } = test;
    await migrate(database, [set(one, two)]);
    await expect(migrate(database, [set(one)])).rejects.toMatchObject({
      reason: 'newer-schema',
      message: expect.stringContaining('Two1700000000002'),
    });
  });

  it('must have unique names that end in a timestamp', async () => {
    await expect(migrate(test.database, [set(migration('Nameless'))])).rejects.toThrow('13-digit timestamp');
    await expect(migrate(test.database, [set(one, one)])).rejects.toThrow('two migrations of one name');
    const injected = { ...set(one), tableName: 'x"; DROP TABLE y' };
    await expect(migrate(test.database, [injected])).rejects.toThrow('not a valid table name');
  });

  it('run once when services start together', async () => {
    const { database, url } = test;
    const others = url ? [await openDatabase({ url }), await openDatabase({ url })] : [];
    try {
      const applied = await Promise.all(
        [database, ...others].map((instance) => migrate(instance, [set(one, two)])),
      );
      expect(applied.flat()).toHaveLength(2);
    } finally {
      await Promise.all(others.map((other) => other.close()));
    }
  });
});
