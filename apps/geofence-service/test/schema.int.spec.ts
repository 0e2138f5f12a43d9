/** The schema that the migrations make: the committed text of it, and older databases. */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { migrate, pendingMigrations, schemaText, type MigrationSet } from '@curbline/database';
import { contentOf, restoreDump, testDatabase, type TestDatabase } from '@curbline/testkit';
import { geofenceServiceMigrations } from '../src/geofence-service.module.js';

const COMMITTED = readFileSync(new URL('../schema.sql', import.meta.url), 'utf8');
const { tableName } = geofenceServiceMigrations;

const open: TestDatabase[] = [];
async function database(...sets: MigrationSet[]): Promise<TestDatabase['database']> {
  const test = await testDatabase(sets);
  open.push(test);
  return test.database;
}
const schemaOf = ({ dataSource }: TestDatabase['database']): Promise<string> =>
  schemaText(dataSource, [tableName]);
afterAll(async () => {
  for (const test of open) await test.close();
});

describe('a fresh database', () => {
  it('has the schema of schema.sql, which `npm run schema` writes', async () => {
    expect(await schemaOf(await database(geofenceServiceMigrations))).toBe(COMMITTED);
  }, 120_000);
});

describe('a database from before 0.1', () => {
  it('runs the steps that it lacks, and ends in the schema of a fresh one', async () => {
    const steps = geofenceServiceMigrations.squashed?.steps ?? [];
    const begun = { owner: 'geofence-service', tableName, migrations: steps.slice(0, 3) };
    const old = await database(begun);
    await migrate(old, [geofenceServiceMigrations]);
    expect(await schemaOf(old)).toBe(COMMITTED);
    expect(await pendingMigrations(old, [geofenceServiceMigrations])).toEqual([]);
  }, 120_000);

  it('keeps its data, and ends in the schema of a fresh one', async () => {
    const old = await database();
    await restoreDump(old.dataSource, new URL('before-0.1.sql', import.meta.url));
    const { [tableName]: _records, ...content } = await contentOf(old.dataSource);
    expect(Object.values(content).filter((rows) => !rows.startsWith('0 ')).length).toBeGreaterThan(3);
    await migrate(old, [geofenceServiceMigrations]);
    const { [tableName]: _recordsNow, ...contentNow } = await contentOf(old.dataSource);
    expect(contentNow).toEqual(content);
    expect(await schemaOf(old)).toBe(COMMITTED);
  }, 120_000);
});
