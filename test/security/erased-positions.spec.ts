import { expect, it } from 'vitest';
import { scanShape } from './erased/scan-shape.js';
import { embedded } from './erased/shapes.js';

/** The other shapes are in test/faults, and `npm run scan:erased` has all of them. */
it('no byte of a coordinate is in the data folder or its backup once the receipt says "erased"', async () => {
  const { positions, scanned, found, control } = await scanShape(embedded, 0);
  expect(found).toEqual([]);
  expect(positions).toBeGreaterThan(40);
  expect(scanned.every(({ bytes }) => bytes > 20_000_000)).toBe(true);
  // What was kept in clear and deleted is found: in the table's file or the log, packed or not.
  expect(control.length).toBeGreaterThan(0);
}, 400_000);
