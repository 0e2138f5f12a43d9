/** What a store learns, on a real database. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { etaFromApproaches, type Approach } from '@curbline/domain/learning';
import { FakeClock, testDatabase, type TestDatabase } from '@curbline/testkit';
import { ApproachModels } from '../src/estimates/approach-models.js';
import { Stands } from '../src/fence/stands.js';
import { geofenceServiceMigrations } from '../src/geofence-service.module.js';

// What is warned of here is what is tested.
Logger.overrideLogger(false);

let test: TestDatabase;
const clock = new FakeClock();
beforeAll(async () => {
  test = await testDatabase([geofenceServiceMigrations]);
}, 120_000);
afterAll(() => test.close());

const newStore = (): string => `shop-${randomUUID().slice(0, 8)}`;
/** Crossed the rings of 400 m and 200 m so many seconds before the arrival. */
const came = (arrivedAt: number, seconds: number): Approach => ({
  passages: [
    { ring: 6, sector: 0, at: arrivedAt - seconds * 1000 },
    { ring: 7, sector: 0, at: arrivedAt - seconds * 500 },
  ],
});

describe('past approaches', () => {
  it('are learnt by trips that end at once, none lost, and serve the next estimate', async () => {
    const { dataSource } = test.database;
    const storeId = newStore();
    const models = new ApproachModels(dataSource, clock);
    expect(await models.of(storeId)).toBeUndefined();
    const arrivedAt = Date.UTC(2026, 2, 3, 17);
    await Promise.all(
      Array.from({ length: 20 }, () => models.learn(storeId, came(arrivedAt, 80), arrivedAt)),
    );
    clock.advance(61_000);
    const model = await models.of(storeId);
    expect(model?.cells['6']?.[3]).toBe(20);
    expect(etaFromApproaches(model!, { x: 0, y: 400 }, 17)?.seconds).toBeCloseTo(80, 0);
    expect(await models.of(newStore())).toBeUndefined();
  });

  it('that say nothing leave no row', async () => {
    const storeId = newStore();
    await new ApproachModels(test.database.dataSource, clock).learn(storeId, { passages: [] }, 1_000);
    expect(
      await test.database.dataSource.query('SELECT 1 FROM approach_model WHERE store_id = $1', [storeId]),
    ).toEqual([]);
  });

  it('go on with what was known while the database does not answer', async () => {
    const { dataSource } = test.database;
    const storeId = newStore();
    const models = new ApproachModels(dataSource, clock);
    await models.learn(storeId, came(1e12, 80), 1e12);
    const known = await models.of(storeId);
    clock.advance(61_000);
    await dataSource.query('ALTER TABLE approach_model RENAME TO approach_model_away');
    try {
      expect(await models.of(storeId)).toEqual(known);
    } finally {
      await dataSource.query('ALTER TABLE approach_model_away RENAME TO approach_model');
    }
  });
});

describe('stands', () => {
  it('at the same moment are all counted', async () => {
    const stands = new Stands(test.database.dataSource);
    const storeId = newStore();
    const stood = { position: [4.81, 45.74] as const, mapOrigin: [4.81, 45.74] as const };
    await Promise.all(Array.from({ length: 12 }, () => stands.note(storeId, stood)));
    expect((await stands.of(storeId))?.cells).toEqual([[0, 0, 12]]);
  });
});
