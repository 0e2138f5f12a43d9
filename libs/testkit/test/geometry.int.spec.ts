import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '@curbline/testkit';
import { agreementOn } from './geometry/agreement.js';

/** `npm run bench -- prove-geometry` does the same with 100,000. */
const SHAPES = 2_500;
const SEED = 20_260_714;

describe('the geometry of the arrival decision', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await testDatabase([]);
  }, 120_000);
  afterAll(() => test.close());

  it(`agrees with Turf and with PostGIS within half a meter on ${SHAPES} random premises (seed ${SEED})`, async () => {
    const kinds = await agreementOn(test.database.dataSource, SHAPES, SEED);
    expect([...kinds.keys()].sort()).toEqual(['antimeridian', 'crossing', 'hole', 'north', 'plain']);
    for (const worst of kinds.values()) {
      expect(worst.inside).toBeGreaterThan(20);
      expect(worst.wrongSide).toBe(0);
      expect(worst.turfM).toBeLessThan(0.5);
      expect(worst.postgisM).toBeLessThan(0.5);
      expect(worst.ellipsoidM).toBeLessThan(0.5);
    }
  });
});
