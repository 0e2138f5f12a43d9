/** Tests on a real database what a store learns from its trips. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Logger } from '@nestjs/common';
import { etaFromApproaches, type Approach, type ApproachModel } from '@curbline/domain/learning';
import { FakeClock, testDatabase, type TestDatabase } from '@curbline/testkit';
import { ApproachModelsRepository } from '../src/learning/approach-models.repository.js';
import { ApproachModelsService } from '../src/learning/approach-models.service.js';
import type { ParkingHeatMap } from '@curbline/domain/fence';
import { ParkingHeatMapsRepository } from '../src/learning/parking-heat-maps.repository.js';
import { ParkingHeatMapsService } from '../src/learning/parking-heat-maps.service.js';
import { HeatMapsForReaders1767226962000 } from '../src/migrations/3-heat-maps-for-readers.js';
import { KeepStandsByThrees1767226260001 } from '../src/migrations/before-0.1/5-stands-by-threes.js';
import { KeepApproachesByThrees1767226800000 } from '../src/migrations/before-0.1/6-approaches-by-threes.js';
import type { DataSource } from 'typeorm';
import { geofenceServiceMigrations } from '../src/geofence-service.module.js';

// The tests provoke warnings.
Logger.overrideLogger(false);

let test: TestDatabase;
const clock = new FakeClock();
beforeAll(async () => {
  test = await testDatabase([geofenceServiceMigrations]);
}, 120_000);
afterAll(() => test.close());

const approachModels = (database: DataSource): ApproachModelsService =>
  new ApproachModelsService(new ApproachModelsRepository(database), clock);
const parkingHeatMaps = (database: DataSource): ParkingHeatMapsService =>
  new ParkingHeatMapsService(new ParkingHeatMapsRepository(database), clock);
const newStore = (): string => `shop-${randomUUID().slice(0, 8)}`;
/** Crossed the rings of 400 m and 200 m so many seconds before the arrival. */
const came = (arrivedAt: number, seconds: number, sector = 0): Approach => ({
  passages: [
    { ring: 6, sector, at: arrivedAt - seconds * 1000 },
    { ring: 7, sector, at: arrivedAt - seconds * 500 },
  ],
});
const approachOnDisk = async (storeId: string): Promise<ApproachModel | undefined> => {
  const rows: { model: ApproachModel | null }[] = await test.database.dataSource.query(
    'SELECT model FROM approach_model WHERE store_id = $1',
    [storeId],
  );
  return rows[0]?.model ?? undefined;
};

describe('past approaches', () => {
  it('are learned from trips that end at the same time, without losing one, and serve the next estimate', async () => {
    const { dataSource } = test.database;
    const storeId = newStore();
    const models = approachModels(dataSource);
    expect(await models.of(storeId)).toBeUndefined();
    const arrivedAt = Date.UTC(2026, 2, 3, 17);
    await Promise.all(
      Array.from({ length: 20 }, () => models.learn(storeId, came(arrivedAt, 80), arrivedAt)),
    );
    clock.advance(61_000);
    const model = await models.of(storeId);
    expect(model?.cells['6']?.[3]).toBe(20);
    const { seconds = NaN } = etaFromApproaches(model!, { x: 0, y: 400 }, 17) ?? {};
    expect(Math.abs(seconds - 80)).toBeLessThan(4);
    await Promise.all([
      models.write(),
      models.learn(storeId, came(arrivedAt, 80), arrivedAt),
      models.write(),
    ]);
    clock.advance(61_000);
    expect((await models.of(storeId))?.cells['6']?.[3]).toBe(21);
    expect(await models.of(newStore())).toBeUndefined();
  });

  it('leave no row if they crossed no ring', async () => {
    const storeId = newStore();
    const models = approachModels(test.database.dataSource);
    await models.learn(storeId, { passages: [] }, 1_000);
    await models.write();
    expect(await approachOnDisk(storeId)).toBeUndefined();
  });

  it('are saved when three trips share a cell, so that no row shows one or two trips', async () => {
    const storeId = newStore();
    const models = approachModels(test.database.dataSource);
    const arrivedAt = Date.UTC(2026, 2, 3, 17);
    const cameFrom = async (sector: number, ...seconds: number[]): Promise<ApproachModel['cells']> => {
      for (const each of seconds) await models.learn(storeId, came(arrivedAt, each, sector), arrivedAt);
      await models.write();
      return (await approachOnDisk(storeId))?.cells ?? {};
    };
    expect(await cameFrom(0, 80, 120)).toEqual({});
    // The third comes from another side: three have crossed the rings, and not three from any side.
    const three = await cameFrom(5, 90);
    expect(Object.keys(three)).toEqual(['6', '7']);
    // No quantile is the time of one of them.
    expect(three['6']?.[1]).toBeCloseTo(Math.log(80 * 120 * 90) / 3, 2);
    expect(three['6']?.[3]).toBe(3);
    // A fourth changes no cell that is kept but those in which it is the third.
    const four = await cameFrom(0, 100);
    expect(four['6']).toEqual(three['6']);
    expect(four['6.0']?.[3]).toBe(3);
    expect(Object.keys(four).filter((key) => key.startsWith('6.5'))).toEqual([]);
    clock.advance(61_000);
    const believed = await models.of(storeId);
    expect([believed?.cells['6']?.[3], believed?.cells['6.5']?.[3]]).toEqual([4, 1]);
    // After a week those who were alone are forgotten.
    clock.advance(7 * 24 * 3_600_000);
    expect(await cameFrom(5, 90, 95)).toEqual(four);
    clock.advance(61_000);
    expect((await models.of(storeId))?.cells['6.5']?.[3]).toBe(2);
  });

  it('are saved when the process stops if three share a cell, and are lost otherwise', async () => {
    const storeId = newStore();
    const models = approachModels(test.database.dataSource);
    for (const sector of [0, 0, 0, 5]) await models.learn(storeId, came(1e12, 80, sector), 1e12);
    await models.onModuleDestroy();
    const cells = (await approachModels(test.database.dataSource).of(storeId))?.cells;
    expect([cells?.['6']?.[3], cells?.['6.0']?.[3], cells?.['6.5']]).toEqual([4, 3, undefined]);
  });

  it('of fewer than fifteen trips that an older version wrote are removed by the migration', async () => {
    const storeId = newStore();
    const { dataSource } = test.database;
    const cell = (trips: number) => [4, 4.2, 4.4, trips];
    await dataSource.query('INSERT INTO approach_model VALUES ($1, $2), ($3, NULL)', [
      storeId,
      JSON.stringify({
        version: 1,
        width: 1.1,
        cells: { '6': cell(16), '6.0': cell(15), '6.1': cell(1), '6.0.3': cell(14) },
      }),
      newStore(),
    ]);
    const runner = dataSource.createQueryRunner();
    await new KeepApproachesByThrees1767226800000().up(runner);
    await runner.release();
    const model = { version: 1, width: 1.1, cells: { '6': cell(16), '6.0': cell(15) } };
    expect(await approachModels(dataSource).of(storeId)).toEqual(model);
    // The update leaves a table that works.
    const models = approachModels(dataSource);
    for (let trip = 0; trip < 3; trip += 1) await models.learn(storeId, came(1e12, 80), 1e12);
    await models.write();
    expect((await approachOnDisk(storeId))?.cells['6']?.[3]).toBe(19);
  });

  it('are taken from the cache while the database does not answer', async () => {
    const { dataSource } = test.database;
    const storeId = newStore();
    const models = approachModels(dataSource);
    for (let trip = 0; trip < 3; trip += 1) await models.learn(storeId, came(1e12, 80), 1e12);
    await models.write();
    clock.advance(61_000);
    const known = await models.of(storeId);
    expect(known?.cells['6']?.[3]).toBe(3);
    clock.advance(61_000);
    await dataSource.query('ALTER TABLE approach_model RENAME TO approach_model_away');
    try {
      expect(await models.of(storeId)).toEqual(known);
    } finally {
      await dataSource.query('ALTER TABLE approach_model_away RENAME TO approach_model');
    }
  });
});

describe('the parking heat map', () => {
  it('counts all parked spots that come at the same time', async () => {
    const heatMaps = parkingHeatMaps(test.database.dataSource);
    const storeId = newStore();
    const stood = { position: [4.81, 45.74] as const, mapOrigin: [4.81, 45.74] as const };
    await Promise.all(Array.from({ length: 12 }, () => heatMaps.add(storeId, stood)));
    expect((await heatMaps.of(storeId))?.cells).toEqual([[0, 0, 12]]);
    await Promise.all([heatMaps.write(), heatMaps.add(storeId, stood), heatMaps.write()]);
    expect((await heatMaps.of(storeId))?.cells).toEqual([[0, 0, 13]]);
  });

  it('is saved for squares with three parked spots, so that no row shows one or two', async () => {
    const storeId = newStore();
    const origin = [4.81, 45.74] as const;
    const heatMaps = parkingHeatMaps(test.database.dataSource);
    const stood = async (north: number, times: number): Promise<void> => {
      const position = [origin[0], origin[1] + (north * 10) / 111_195] as const;
      for (let n = 0; n < times; n += 1) await heatMaps.add(storeId, { position, mapOrigin: origin });
    };
    const onDisk = async (): Promise<ParkingHeatMap['cells'] | undefined> => {
      await heatMaps.write();
      const rows: { grid: ParkingHeatMap | null }[] = await test.database.dataSource.query(
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
    expect((await heatMaps.of(storeId))?.cells).toEqual([
      [0, 0, 6],
      [0, 1, 1],
    ]);
    // After a week those who were alone are forgotten.
    clock.advance(7 * 24 * 3_600_000 + 1);
    await stood(0, 1);
    expect(await onDisk()).toEqual([[0, 0, 4]]);
    expect((await heatMaps.of(storeId))?.cells).toEqual([[0, 0, 5]]);
  });

  it('loses squares with one or two parked spots, which an older version wrote, by the migration', async () => {
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
    // The older version had no view on the table.
    await runner.query('DROP VIEW parking_heat_map_view');
    await new KeepStandsByThrees1767226260001().up(runner);
    await new HeatMapsForReaders1767226962000().up(runner);
    await runner.release();
    expect((await parkingHeatMaps(dataSource).of(storeId))?.cells).toEqual([[1, 0, 3]]);
  });
});
