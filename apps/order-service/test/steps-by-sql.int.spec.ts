/** Illegal steps are impossible even by SQL: the short run; `npm run bench -- prove-once` walks 10,000 sequences. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { walkBySql } from './steps-by-sql.js';
import { World } from './world.js';

const SEED = 20_260_312;

let world: World;
beforeAll(async () => {
  world = await World.open();
}, 120_000);
afterAll(() => world.close());

describe(`random steps written by hand in SQL (seed ${SEED})`, () => {
  it('go exactly where the domain’s tables lead', async () => {
    const storeId = await world.store();
    const { tried, refused } = await walkBySql(world.dataSource, storeId, { runs: 400, seed: SEED });
    expect(refused).toBeGreaterThan(tried / 4);
    expect(tried - refused).toBeGreaterThan(tried / 10);
  }, 120_000);
});

describe('what no program may write either', () => {
  it('a claim without its time, a hand-over without its proof, a closed trip that is open', async () => {
    const storeId = await world.store();
    const { order } = await world.order(await world.shop(), storeId);
    const byHand = (table: string, id: string, change: string) =>
      world.dataSource.query(`UPDATE ${table} SET ${change} WHERE store_id = $1 AND id = $2`, [storeId, id]);
    const ofOrder = (change: string) => byHand('pickup_order', order.id, change);
    const ofTrip = (change: string) => byHand('trip', order.tripId, change);
    await expect(ofOrder(`claimed_by = 'lea'`)).rejects.toThrow(/violates check/);
    await expect(ofOrder(`state = 'handed_over', handed_over_at = now()`)).rejects.toThrow(/violates check/);
    await expect(ofOrder(`handed_over_at = now(), proof = 'none'`)).rejects.toThrow(/violates check/);
    await expect(ofTrip(`state = 'arrived'`)).rejects.toThrow(/violates check/);
    await expect(ofTrip('closed_at = now()')).rejects.toThrow(/violates check/);
    await expect(ofTrip(`other_store_id = 'annecy'`)).rejects.toThrow(/violates check/);
    // One claim and one trip an order are columns of its row: there is no place for a second.
    await expect(ofOrder('trip_id = NULL')).rejects.toThrow(/null value/);
    await expect(ofOrder('trip_id = gen_random_uuid()')).rejects.toThrow(/foreign key/);
  });
});
