/**
 * How many fixes a second does one core decide, and what would the plain geometry alone cost?
 *
 *   npm run bench -- decide
 *   CURBLINE_TEST_POSTGRES_URL=postgres://… npm run bench -- decide      on a PostGIS of yours as well
 *
 * The same generated fixes through the whole decision, through Turf's point in polygon plus its distance to the
 * outline, and through a SQL round trip a fix with `ST_Covers` and `ST_Distance` (both of which are less than a
 * decision: no order, no filter, no evidence). Ratios hold across machines.
 */
import { decideArrival, newTrack, prepareStore, type Fix } from '@curbline/domain/arrival';
import { drive, lotStore, record, SeededRandom, SOMEWHERE, STORIES } from '@curbline/testkit/trips';
import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import { lineString, point, polygon } from '@turf/helpers';
import pointToLineDistance from '@turf/point-to-line-distance';
import { roundTrips } from './program/sql-geometry.ts';

const START = Date.UTC(2026, 0, 5, 11);
const random = new SeededRandom(1);
const phone = { everyS: 1, errorM: 5, accuracyM: 8, givesSpeed: true };
const trips = STORIES.map((s) => record(drive(s.from, s.moves), phone, SOMEWHERE, START, random));
const store = lotStore();
const prepared = prepareStore(store);
const ring = (store.premises.coordinates[0] ?? []).map((p) => [...p]);
const [area, line] = [polygon([ring]), lineString(ring)];

let largest = 0;
function ours(fixes: readonly Fix[]): void {
  let state = newTrack(START);
  for (const fix of fixes) state = decideArrival(state, fix, fix.receivedAt, prepared).state;
  largest = Math.max(largest, JSON.stringify(state).length);
}

let inside = 0;
function turf(fixes: readonly Fix[]): void {
  for (const fix of fixes) {
    const at = point([fix.longitude, fix.latitude]);
    inside += booleanPointInPolygon(at, area) ? 1 : 0;
    inside += pointToLineDistance(at, line, { units: 'meters' }) < 0 ? 1 : 0;
  }
}

/** Fixes a second of CPU time, best of three rounds of at least a second. */
function rate(run: (fixes: readonly Fix[]) => void): number {
  let best = 0;
  for (let round = 0; round < 3; round++) {
    const from = process.cpuUsage();
    let [fixes, cpuS] = [0, 0];
    while (cpuS < 1) {
      for (const trip of trips) {
        run(trip);
        fixes += trip.length;
      }
      const used = process.cpuUsage(from);
      cpuS = (used.user + used.system) / 1e6;
    }
    best = Math.max(best, fixes / cpuS);
  }
  return best;
}

const [decided, measured] = [rate(ours), rate(turf)];
const row = (name: string, perSecond: number, unit: string): void => {
  const times = decided / perSecond;
  console.log(
    [
      name.padEnd(28),
      Math.round(perSecond).toLocaleString('en').padStart(9),
      `fixes per ${unit}`.padEnd(21),
      times === 1 ? '' : `decideArrival does ${times.toFixed(times < 100 ? 1 : 0)} times as many`,
    ].join(' '),
  );
};
row('decideArrival', decided, 'CPU second');
row('Turf, geometry alone', measured, 'CPU second');
const fixes = trips.flat().slice(0, 1_000);
for (const { name, geometry, nothing } of await roundTrips(store, fixes)) {
  row(`${name}, geometry alone`, geometry, 'second');
  row(`${name}, SELECT 1`, nothing, 'second');
}
console.log(`largest state: ${largest} bytes of JSON`);
