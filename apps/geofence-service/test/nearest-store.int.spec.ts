import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import { geofenceServiceMigrations } from '../src/geofence-service.module.js';
import { NearestStoreRepository } from '../src/premises/nearest-store.repository.js';

/** One meter in degrees of latitude, and of longitude on the equator. */
const METER = 1 / 111_320;

describe('the nearest other store', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase([geofenceServiceMigrations]);
    // Stands for the view of order-service, with the columns that are read here.
    await test.database.dataSource.query(
      'CREATE TABLE store_premises_view (store_id text PRIMARY KEY, premises geography(Polygon, 4326) NOT NULL)',
    );
    for (const [id, longitude, latitude] of [
      ['own', 4.8, 45.7],
      ['beside', 4.8, 45.7 + 60 * METER],
      ['east', 179.9999, 10],
      ['far', 5.8, 46.7],
    ] as const) {
      const size = 20 * METER;
      await test.database.dataSource.query(
        'INSERT INTO store_premises_view VALUES ($1, ST_MakeEnvelope($2, $3, $4, $5, 4326)::geography)',
        [id, longitude - size, latitude - size, longitude + size, latitude + size],
      );
    }
  }, 120_000);
  afterAll(() => test.close());

  const find = (longitude: number, latitude: number, except = 'own') =>
    new NearestStoreRepository(test.database.dataSource).find([longitude, latitude], except);

  it('is found to the meter, although the query carries only a square of a kilometer', async () => {
    expect(await find(4.8, 45.7 + 55 * METER)).toEqual({ storeId: 'beside', distanceM: 0 });
    const north = await find(4.8, 45.7 + 110 * METER);
    expect(north?.storeId).toBe('beside');
    expect(north?.distanceM).toBeCloseTo(30, 0);
    expect((await find(4.8, 45.7, 'beside'))?.storeId).toBe('own');
  });

  it('is undefined where no store is near', async () => {
    expect(await find(5, 46)).toBeUndefined();
    expect(await find(0, 0)).toBeUndefined();
  });

  it('is looked up without the position in the query', async () => {
    const asked: unknown[][] = [];
    const query = async (_sql: string, values: unknown[]): Promise<never[]> => {
      asked.push(values);
      return [];
    };
    await new NearestStoreRepository({ query } as never).find([4.8356591, -45.7640432], 'own');
    expect(asked).toEqual([[4.84, -45.76, 'own']]);
  });
});
