/**
 * How long do the figures of a year of one store, and of a month of 500 stores, take?
 *
 *   npm run bench -- statistics                       on the embedded database
 *   npm run bench -- statistics --url postgres://…    on a PostGIS of yours, in a database made for it
 *   … --pickups 150000 --stores 500 --times 20 --seed 1
 *
 * The very queries of the statistics, on the history of `npm run seed -- --history`. Each is asked several times; p50 and
 * p95 are of those times. `answer` is all that the page asks at once: every figure, and those of the year before.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readSnapshot } from '@curbline/database';
import { generateHistory } from '@curbline/simulation';
import { testDatabase } from '@curbline/testkit';
import { PickupHistoryRepository } from '../apps/order-service/dist/pickups/pickup-history.repository.js';
import { PickupHistoryService } from '../apps/order-service/dist/pickups/pickup-history.service.js';
import { PickupRecordEntity } from '../apps/order-service/dist/pickups/pickup-record.entity.js';
import { FiguresRepository } from '../apps/order-service/dist/stats/figures.repository.js';
import { rangeBefore } from '../apps/order-service/dist/stats/asked-range.js';
import type { Period } from '../apps/order-service/dist/stats/period.js';
import { PastPickupsRepository } from '../apps/order-service/dist/stats/past-pickups.repository.js';
import { StoresTableRepository } from '../apps/order-service/dist/chain/stores-table.repository.js';
import { orderServiceMigrations } from '@curbline/order-service';
import type { EntityManager } from 'typeorm';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    pickups: { type: 'string', default: '150000' },
    stores: { type: 'string', default: '0' },
    times: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
if (values.url) {
  process.env['CURBLINE_TEST_DATABASE'] = 'postgres';
  process.env['CURBLINE_TEST_POSTGRES_URL'] = values.url;
}
const [pickups, stores, times, seed] = [values.pickups, values.stores, values.times, values.seed].map(
  Number,
) as [number, number, number, number];
const timeZone = 'Europe/Paris';
const now = Date.parse('2026-07-01T12:00:00Z');

const { database, close } = await testDatabase([orderServiceMigrations]);
const { dataSource } = database;
const history = new PickupHistoryService(dataSource, new PickupHistoryRepository(dataSource));
const figures = new FiguresRepository();
const list = new PastPickupsRepository();
const table = new StoresTableRepository();

async function fill(
  storeId: string,
  from: string,
  days: number,
  count: number,
  ofSeed: number,
): Promise<void> {
  await dataSource.query(
    `INSERT INTO store (id, name, address, phone, time_zone, languages, hours, goal_s, promise_s, lead_s,
                        premises, entrance, instructions, created_at, changed_at)
     VALUES ($1, $1, '', '', $2, '{fr}', '[]', 120, 300, 120, ST_MakeEnvelope(4, 45, 4.001, 45.001, 4326)::geography,
             ST_SetSRID(ST_MakePoint(4, 45), 4326)::geography, '{}', now(), now())`,
    [storeId, timeZone],
  );
  await history.record(storeId, generateHistory({ seed: ofSeed, from, days, timeZone, pickups: count }));
}

async function measure(name: string, ask: (manager: EntityManager) => Promise<unknown>): Promise<void> {
  const took: number[] = [];
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    await readSnapshot(dataSource, (manager) => {
      figures.prepare(manager);
      return ask(manager);
    });
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  const at = (share: number): string => `${(took[Math.ceil(share * took.length) - 1] ?? 0).toFixed(0)} ms`;
  console.log(`${name.padEnd(44)} p50 ${at(0.5).padStart(8)}   p95 ${at(0.95).padStart(8)}`);
}

const GROUPINGS = ['service', 'evidence', 'local_day', 'arrival_hour'] as const;

/** A page of the table of stores: which ones, by a figure of all of them, and what their rows have. */
async function measureTable(period: Period): Promise<void> {
  for (const sort of ['within_goal', 'p90'] as const)
    await measure(`first 50 of the table by ${sort}`, (manager) =>
      table.page(manager, period, { sort, order: 'ascending', limit: 51 }),
    );
  const page = { ...period, storeIds: period.storeIds.slice(0, 50) };
  await measure('rows of 50 stores', (manager) =>
    Promise.all([figures.waitsBy(manager, page, ['store_id']), table.days(manager, page)]),
  );
}

async function measureAll(name: string, period: Period): Promise<void> {
  console.log(`\n${name}, ${period.from} to ${period.to}`);
  await measure('waits', (manager) => figures.waits(manager, period));
  await measure('all figures of the range', (manager) => figures.period(manager, period));
  const groupings = period.storeIds.length > 1 ? (['store_id'] as const) : GROUPINGS;
  for (const grouping of groupings)
    await measure(`waits by ${grouping}`, (manager) => figures.waitsBy(manager, period, [grouping]));
  if (period.storeIds.length > 1) return measureTable(period);
  await measure('one page of the list', (manager) =>
    list.page(manager, period, { mark: 'missed_goal' }, { sort: 'longest', limit: 50 }),
  );
  await measure('answer', (manager) =>
    Promise.all([
      figures.period(manager, period),
      figures.period(manager, { ...period, ...rangeBefore(period) }),
      figures.waitsBy(manager, period, GROUPINGS),
    ]),
  );
}

try {
  const start = performance.now();
  await fill('one', '2025-07-01', 365, pickups, seed);
  console.log(
    `${database.kind}: ${pickups} pickups of one store in ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  const [size] = await dataSource.query<{ bytes: string }[]>(
    `SELECT pg_total_relation_size('${dataSource.getMetadata(PickupRecordEntity).tableName}') AS bytes`,
  );
  console.log(`${(Number(size?.bytes) / pickups).toFixed(0)} bytes a pickup, indexes included`);
  const one = { storeIds: ['one'], now };
  await measureAll('A year of one store', { ...one, from: '2025-07-01', to: '2026-06-30' });
  await measureAll('A month of it', { ...one, from: '2026-06-01', to: '2026-06-30' });
  await measureAll('A day of it', { ...one, from: '2026-06-27', to: '2026-06-27' });
  if (stores > 0) {
    const ids = Array.from({ length: stores }, (_, index) => `store-${index}`);
    for (const [index, id] of ids.entries()) await fill(id, '2026-06-01', 30, 3_000, seed + 1 + index);
    await measureAll(`A month of ${stores} stores`, {
      storeIds: ids,
      now,
      from: '2026-06-01',
      to: '2026-06-30',
    });
  }
} finally {
  await close();
}
