/**
 * Do the arrival decision's side of the edge and distance to it agree with Turf and with PostGIS within half a meter?
 * On random premises of 200 m² to 1 km² all over the Earth: with holes, crossing themselves, across the antimeridian,
 * up to 78° of latitude. Ends with 1 if not.
 *
 *   npm run bench -- prove-geometry
 *   npm run bench -- prove-geometry --shapes 5000 --seed 7
 *
 * On the embedded PostGIS; with CURBLINE_TEST_DATABASE=postgres on the server of CURBLINE_TEST_POSTGRES_URL.
 */
import { parseArgs } from 'node:util';
import { testDatabase } from '@curbline/testkit';
import { agreementOn, NEAR_M } from '../libs/testkit/test/geometry/agreement.ts';

const { values } = parseArgs({
  options: { shapes: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
});
const test = await testDatabase([]);
const shapes = Number(values.shapes);
const kinds = await agreementOn(test.database.dataSource, shapes, Number(values.seed), (done) => {
  if (done % 10_000 === 0) console.log(`${done} of ${shapes}`);
});
await test.close();

console.log(
  `seed ${values.seed}; furthest apart in meters; PostGIS on the ellipsoid: within ${NEAR_M} m of the edge`,
);
console.log(
  '| premises | shapes | points inside | Turf | PostGIS, sphere | PostGIS, ellipsoid | on the wrong side |',
);
console.log('|---|---|---|---|---|---|---|');
let right = kinds.size === 5;
for (const [kind, { shapes: count, inside, turfM, postgisM, ellipsoidM, wrongSide }] of kinds) {
  const apart = [turfM, postgisM, ellipsoidM];
  right &&= wrongSide === 0 && apart.every((meters) => meters < 0.5);
  const row = [kind, count, inside, ...apart.map((meters) => meters.toFixed(3)), wrongSide];
  console.log(`| ${row.join(' | ')} |`);
}
console.log(right ? 'all within half a meter' : 'NOT all within half a meter');
process.exitCode = right ? 0 : 1;
