/** What a store learns, on a real database. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { etaFromApproaches, type Approach } from '@curbline/domain/learning';
import { FakeClock, testDatabase, type TestDatabase } from '@curbline/testkit';
import { ApproachModels } from '../src/estimates/approach-models.js';
import type { StandGrid } from '@curbline/domain/fence';
import { Stands } from '../src/fence/stands.js';
import { KeepStandsByThrees1767226260001 } from '../src/migrations/5-stands-by-threes.js';
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
    const stands = new Stands(test.database.dataSource, clock);
    const storeId = newStore();
    const stood = { position: [4.81, 45.74] as const, mapOrigin: [4.81, 45.74] as const };
    await Promise.all(Array.from({ length: 12 }, () => stands.note(storeId, stood)));
    expect((await stands.of(storeId))?.cells).toEqual([[0, 0, 12]]);
    await Promise.all([stands.write(), stands.note(storeId, stood), stands.write()]);
    expect((await stands.of(storeId))?.cells).toEqual([[0, 0, 13]]);
  });

  it('reach the disk by threes, so that nothing there tells of one or two', async () => {
    const storeId = newStore();
    const origin = [4.81, 45.74] as const;
    const stands = new Stands(test.database.dataSource, clock);
    const stood = async (north: number, times: number): Promise<void> => {
      const position = [origin[0], origin[1] + (north * 10) / 111_195] as const;
      for (let n = 0; n < times; n += 1) await stands.note(storeId, { position, mapOrigin: origin });
    };
    const onDisk = async (): Promise<StandGrid['cells'] | undefined> => {
      await stands.write();
      const rows: { grid: StandGrid | null }[] = await test.database.dataSource.query(
        'SELECT grid FROM stand_grid WHERE store_id = $1',
        [storeId],
      );
      return rows[0]?.grid?.cells;
    };
    await stood(0, 2);
    await stood(1, 1);
    expect(await onDisk()).toBeUndefined();
    await stood(0, 2);
    expect(await onDisk()).toEqual([[0, 0, 4]]);
    // More in a square that is known wait for each other as well.
    await stood(0, 2);
    expect(await onDisk()).toEqual([[0, 0, 4]]);
    expect((await stands.of(storeId))?.cells).toEqual([
      [0, 0, 6],
      [0, 1, 1],
    ]);
    // After a week those who were alone are forgotten.
    clock.advance(7 * 24 * 3_600_000 + 1);
    await stood(0, 1);
    expect(await onDisk()).toEqual([[0, 0, 4]]);
    expect((await stands.of(storeId))?.cells).toEqual([[0, 0, 5]]);
  });

  it('of one or two that an older program has written are gone after the update', async () => {
    const storeId = newStore();
    const { dataSource } = test.database;
    const cells = [
      [0, 0, 2],
      [1, 0, 3],
      [0, 1, 1],
    ];
    await dataSource.query('INSERT INTO stand_grid VALUES ($1, $2), ($3, NULL)', [
      storeId,
      JSON.stringify({ version: 1, origin: [4.81, 45.74], cells }),
      newStore(),
    ]);
    const runner = dataSource.createQueryRunner();
    await new KeepStandsByThrees1767226260001().up(runner);
    await runner.release();
    expect((await new Stands(dataSource, clock).of(storeId))?.cells).toEqual([[1, 0, 3]]);
  });
});
