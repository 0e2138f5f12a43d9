/** The schema that the migrations make: the committed text of it, the rules of the domain, and older databases. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, pendingMigrations, schemaText, type MigrationSet } from '@curbline/database';
import { allowedMoves, ORDER_STATES, ORDER_TRANSITIONS } from '@curbline/domain/order';
import { SHORTAGE_STATES, SHORTAGE_TRANSITIONS } from '@curbline/domain/shortage';
import { EVIDENCE, TRIP_STATES, TRIP_TRANSITIONS } from '@curbline/domain/trip';
import { orderServiceMigrations } from '@curbline/order-service';
import { columnsOf, contentOf, restoreDump, testDatabase, type TestDatabase } from '@curbline/testkit';
import { storeLogMigrations } from '@curbline/store-log';

const COMMITTED = readFileSync(new URL('../schema.sql', import.meta.url), 'utf8');
const { tableName } = orderServiceMigrations;
const steps = orderServiceMigrations.squashed?.steps ?? [];
/** What the last version before 0.1 ran. */
const before: MigrationSet = {
  owner: 'order-service',
  tableName,
  migrations: [...storeLogMigrations, ...steps.slice(0, -1)],
};

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
  let fresh: TestDatabase['database'];
  beforeAll(async () => {
    fresh = await database(orderServiceMigrations);
  }, 120_000);

  it('has the schema of schema.sql, which `npm run schema` writes', async () => {
    expect(await schemaOf(fresh)).toBe(COMMITTED);
  });

  it('allows the states and the kinds of evidence that the domain knows, and no others', async () => {
    const listOf = async (constraint: string): Promise<string[]> => {
      const [row] = await fresh.dataSource.query<{ text: string }[]>(
        'SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = $1',
        [constraint],
      );
      return [...(row?.text ?? '').matchAll(/'(\w+)'/g)].map(([, word = '']) => word).toSorted();
    };
    expect(await listOf('trip_state_check')).toEqual([...TRIP_STATES].toSorted());
    expect(await listOf('trip_arrival_evidence_check')).toEqual([...EVIDENCE].toSorted());
    expect(await listOf('pickup_order_state_check')).toEqual([...ORDER_STATES].toSorted());
    expect(await listOf('shortage_state_check')).toEqual([...SHORTAGE_STATES].toSorted());
  });

  it('allows the moves of the domain’s transition tables, and no others', async () => {
    const movesOf = async (trigger: string): Promise<string[]> => {
      const [row] = await fresh.dataSource.query<{ text: string }[]>(
        'SELECT pg_get_triggerdef(oid) AS text FROM pg_trigger WHERE tgname = $1',
        [trigger],
      );
      return (/refuse_illegal_step\('([^']*)'\)/.exec(row?.text ?? '')?.[1] ?? '').split(',').toSorted();
    };
    const moves = (pairs: readonly (readonly [string, string])[]): string[] =>
      pairs.map(([from, to]) => `${from}>${to}`).toSorted();
    expect(await movesOf('trip_steps')).toEqual(moves(allowedMoves(TRIP_TRANSITIONS)));
    expect(await movesOf('pickup_order_steps')).toEqual(moves(allowedMoves(ORDER_TRANSITIONS)));
    expect(await movesOf('shortage_steps')).toEqual(moves(allowedMoves(SHORTAGE_TRANSITIONS)));
  });
});

describe('a database from before 0.1', () => {
  it('runs the steps that it lacks, and ends in the schema of a fresh one', async () => {
    const old = await database(before);
    // As on an installation whose lists were made when the domain knew less.
    await old.dataSource.query(`
      ALTER TABLE trip DROP CONSTRAINT trip_arrival_evidence_check,
        ADD CONSTRAINT trip_arrival_evidence_check CHECK (arrival_evidence IN ('tapped_near', 'position_parked'))`);
    await migrate(old, [orderServiceMigrations]);
    expect(await schemaOf(old)).toBe(COMMITTED);
    expect(await pendingMigrations(old, [orderServiceMigrations])).toEqual([]);
  }, 120_000);

  it('keeps its data, and ends in the schema of a fresh one', async () => {
    const old = await database();
    await restoreDump(old.dataSource, new URL('before-0.1.sql', import.meta.url));
    const { [tableName]: _records, ...columns } = await columnsOf(old.dataSource);
    const content = await contentOf(old.dataSource, columns);
    expect(Object.values(content).filter((rows) => !rows.startsWith('0 ')).length).toBeGreaterThan(20);
    await migrate(old, [orderServiceMigrations]);
    expect(await contentOf(old.dataSource, columns)).toEqual(content);
    expect(await old.dataSource.query('SELECT scopes FROM shop_key')).toEqual([{ scopes: ['orders'] }]);
    // People reach their own stores, as they did, and no others.
    const [reach] = await old.dataSource.query<{ people: number; same: boolean }[]>(
      `SELECT count(*)::integer AS people, bool_and(reach.store_id = staff.store_id) AS same
       FROM staff JOIN staff_reach_view reach ON reach.staff_id = staff.id`,
    );
    expect(reach).toMatchObject({ people: expect.any(Number), same: true });
    expect(reach?.people).toBeGreaterThan(0);
    expect(await schemaOf(old)).toBe(COMMITTED);

    // The statistics know the pickups of the log, with the waits as they were judged then.
    const ended = await old.dataSource.query<{ outcome: string; pickups: number; store_ms: number }[]>(
      `SELECT outcome, count(*)::integer AS pickups, sum(store_ms)::integer AS store_ms
       FROM pickup_record GROUP BY outcome ORDER BY outcome`,
    );
    const [told] = await old.dataSource.query<{ pickups: number; store_ms: number }[]>(
      `SELECT count(*)::integer AS pickups, sum((payload #>> '{card,wait,storeMs}')::integer)::integer AS store_ms
       FROM store_event WHERE type = 'order_handed_over'`,
    );
    expect(told?.pickups).toBeGreaterThan(0);
    expect(ended).toEqual([
      { outcome: 'abandoned', pickups: 1, store_ms: 161_875 },
      { outcome: 'canceled', pickups: 6, store_ms: null },
      { outcome: 'handed_over', ...told },
    ]);
  }, 120_000);
});
