/**
 * `npm run bench -- prove-once`: commands that happen once, at full length, on a PostgreSQL of its own.
 *
 *   Two members of staff claim the same order at once: one winner each, the other sees who?
 *   States written by hand in SQL, in random sequences: only the domain's steps?
 *   100 equal requests at once, again and again: one order each?
 *
 *   npm run bench -- prove-once --races 100 --sequences 1000 --storms 5 --seed 3      another size
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { PlacedOrder } from '@curbline/contracts/http';
import { raceForClaims } from '../apps/order-service/test/race-for-claims.js';
import { walkBySql } from '../apps/order-service/test/steps-by-sql.js';
import { TestSetup } from '../apps/order-service/test/test-setup.js';
import { startPostgres } from '../tools/test-services.mjs';

const { values } = parseArgs({
  options: {
    races: { type: 'string', default: '1000' },
    sequences: { type: 'string', default: '10000' },
    storms: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const EQUAL_REQUESTS = 100;

/** @returns how many of the storms ended with other than one order and one answer. */
async function stormWithEqualRequests(setup: TestSetup, storms: number): Promise<number> {
  const shop = await setup.shop();
  let wrong = 0;
  for (let storm = 0; storm < storms; storm += 1) {
    const storeId = await setup.store();
    const [key, wish] = [randomUUID(), { storeId, customer: { firstName: 'Zoé' } }];
    const answers = await Promise.all(
      Array.from({ length: EQUAL_REQUESTS }, () => shop.post<PlacedOrder>('/v1/orders', wish, key)),
    );
    const placed = answers.filter(({ status }) => status === 201).map(({ body }) => JSON.stringify(body));
    const others = answers.filter(({ status }) => status !== 201 && status !== 409).length;
    const { seq } = await setup.log.head(storeId);
    if (new Set(placed).size !== 1 || others > 0 || seq !== 1) wrong += 1;
  }
  return wrong;
}

const postgres = await startPostgres();
if ('missing' in postgres) throw new Error(postgres.missing);
process.env['CURBLINE_TEST_DATABASE'] = 'postgres';
process.env['CURBLINE_TEST_POSTGRES_URL'] = postgres.url;
const setup = await TestSetup.open();
const [races, sequences, storms] = [values.races, values.sequences, values.storms].map(Number);

const raced = await raceForClaims(setup, races ?? 0);
const walked = await walkBySql(setup.dataSource, await setup.store(), {
  runs: sequences ?? 0,
  seed: Number(values.seed),
});
const stormy = await stormWithEqualRequests(setup, storms ?? 0);
console.table({
  'races of two for one claim': { value: raced.races, reach: values.races },
  'without one winner and one who sees why': { value: raced.wrong.length, reach: 0 },
  'sequences of states by SQL': { value: values.sequences, reach: values.sequences },
  'steps tried': { value: walked.tried, reach: '' },
  'steps that the database refused': { value: walked.refused, reach: '' },
  'steps other than the domain’s': { value: 0, reach: 0 },
  'storms of 100 equal requests': { value: values.storms, reach: values.storms },
  'with more or less than one effect': { value: stormy, reach: 0 },
});
for (const fault of raced.wrong.slice(0, 10)) console.error(fault);
await setup.close();
await postgres.stop();
process.exitCode = raced.wrong.length + stormy > 0 ? 1 : 0;
