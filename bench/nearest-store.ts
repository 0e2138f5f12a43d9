/**
 * How long does it take to find the store that somebody stands at, among 10,000?
 *
 *   npm run bench -- nearest-store                    on the embedded database
 *   npm run bench -- nearest-store --url postgres://…      on a PostGIS of yours, in a database made for it
 *   … --stores 10000 --questions 1000 --seed 1
 *
 * The very query that the geofence service asks (a nearest-neighbor search in the index of all premises),
 * beside the same question without the index, and the bare round trip of `SELECT 1`.
 */
import { parseArgs } from 'node:util';
import { SeededRandom, testDatabase } from '@curbline/testkit';
import { orderServiceMigrations } from '@curbline/order-service';
import type { DataSource } from 'typeorm';
import { NearestStoreRepository } from '../apps/geofence-service/dist/premises/nearest-store.repository.js';

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    stores: { type: 'string', default: '10000' },
    questions: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const random = new SeededRandom(Number(values.seed));
const between = (from: number, to: number): number => from + (to - from) * random.next();
const stores = Number(values.stores);
const questions = Number(values.questions);

if (values.url) {
  process.env['CURBLINE_TEST_DATABASE'] = 'postgres';
  process.env['CURBLINE_TEST_POSTGRES_URL'] = values.url;
}

type Place = readonly [longitude: number, latitude: number];
/** Half of all stores in forty towns, the others anywhere between 42° and 51° north. */
const towns = Array.from({ length: 40 }, (): Place => [between(-4, 8), between(42.5, 50.5)]);
function anywhere(): Place {
  if (random.next() < 0.5) return [between(-4.5, 8.2), between(42.2, 51)];
  const [longitude, latitude] = random.pick(towns);
  return [longitude + between(-0.15, 0.15), latitude + between(-0.1, 0.1)];
}

async function fill(database: DataSource): Promise<Place[]> {
  const places = Array.from({ length: stores }, anywhere);
  await database.query(
    `INSERT INTO store (id, name, address, phone, time_zone, languages, hours, goal_s, promise_s, lead_s,
                        premises, entrance, instructions, created_at, changed_at)
     SELECT 'store-' || n, 'Store ' || n, '', '', 'Europe/Paris', '{fr}', '[]', 120, 300, 120,
            ST_MakeEnvelope(x - size, y - size, x + size, y + size, 4326)::geography,
            ST_SetSRID(ST_MakePoint(x, y), 4326)::geography, '{}', now(), now()
     FROM (SELECT n, x, y, 0.0003 + (n % 7) * 0.0001 AS size
           FROM unnest($1::float8[], $2::float8[]) WITH ORDINALITY AS place (x, y, n)) AS placed`,
    [places.map(([x]) => x), places.map(([, y]) => y)],
  );
  await database.query('ANALYZE store');
  return places;
}

async function timed(times: number, ask: (turn: number) => Promise<unknown>): Promise<number[]> {
  for (let turn = 0; turn < 20; turn += 1) await ask(turn);
  const ms: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    const started = performance.now();
    await ask(turn);
    ms.push(performance.now() - started);
  }
  return ms.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const line = (what: string, sorted: readonly number[]): string =>
  `${what.padEnd(34)} p50 ${at(sorted, 0.5).toFixed(2)} ms   p99 ${at(sorted, 0.99).toFixed(2)} ms`;

const { database, close } = await testDatabase([orderServiceMigrations]);
try {
  const { dataSource } = database;
  const places = await fill(dataSource);
  // Half of those who ask stand at a store, the others anywhere.
  const asked = Array.from({ length: questions }, (_, turn) => (turn % 2 ? random.pick(places) : anywhere()));
  const ask = (turn: number, from: Pick<DataSource, 'query'> = dataSource) =>
    new NearestStoreRepository(from).find(asked[turn % questions] ?? [0, 0], 'store-1');
  let found = 0;
  for (let turn = 1; turn < questions; turn += 2) if ((await ask(turn))?.distanceM === 0) found += 1;
  const indexed = await timed(questions, (turn) => ask(turn));
  const trip = await timed(questions, () => dataSource.query('SELECT 1'));
  const scanned = await dataSource.transaction(async (manager) => {
    await manager.query('SET LOCAL enable_indexscan = off');
    return timed(20, (turn) => ask(turn, manager));
  });
  console.log(`${stores} stores, ${questions} questions, ${values.url ? 'PostGIS' : 'embedded'}`);
  console.log(line('nearest other store', indexed));
  console.log(line('the same without the index', scanned));
  console.log(line('SELECT 1', trip));
  const ratio = at(scanned, 0.5) / at(indexed, 0.5);
  console.log(
    `the index is worth ${ratio.toFixed(0)} times; found where they stood: ${found} of ${Math.floor(questions / 2)}`,
  );
} finally {
  await close();
}
