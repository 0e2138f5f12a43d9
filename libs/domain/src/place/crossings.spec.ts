import { expect, it } from 'vitest';
import { polygon } from '@turf/helpers';
import { kinks } from '@turf/kinks';
import fc from 'fast-check';
import { crossingsOf } from './crossings.js';

it('are found where Turf finds them, in any ring of up to twelve corners', () => {
  const corner = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }));
  fc.assert(
    fc.property(fc.uniqueArray(corner, { minLength: 3, maxLength: 12, selector: String }), (corners) => {
      const ring = [...corners, corners[0]!];
      const ours = crossingsOf([ring], Infinity);
      const theirs = kinks(polygon([ring])).features.map(({ geometry }) => geometry.coordinates);
      expect(ours.length > 0).toBe(theirs.length > 0);
    }),
    { numRuns: 2_000, seed: 12 },
  );
});
