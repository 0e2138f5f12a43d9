/**
 * How many spoofed trips are doubted, and how many honest ones? Generated, the same for everybody; with --traces also
 * recorded trips, each as a whole and in each way in which a page delivers them.
 *
 *   npm run bench -- plausibility
 *   npm run bench -- plausibility --traces DIR      format: bench/arrival/recorded.ts
 */
import { parseArgs } from 'node:util';
import { judgePlausibility, newPlausibility, type JudgedFix } from '@curbline/domain/plausibility';
import { SPOOFED_AT, SPOOFED_TRIPS, honestTrip, SeededRandom } from '@curbline/testkit/trips';
import { recordedCases } from './arrival/recorded.ts';

const { values } = parseArgs({
  options: {
    traces: { type: 'string' },
    trips: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
});
const trips = Number(values.trips);
const seed = Number(values.seed);

const doubtsOf = (fixes: readonly JudgedFix[], startedAt: number) =>
  fixes.reduce((state, fix) => judgePlausibility(state, fix, startedAt), newPlausibility()).doubts;

const percent = (part: number, of: number): string => ((100 * part) / Math.max(1, of)).toFixed(2).padStart(6);

console.log('spoofed      | doubted % | by its own name %');
for (const [kind, spoof] of Object.entries(SPOOFED_TRIPS)) {
  const random = new SeededRandom(seed);
  const doubts = Array.from(
    { length: trips },
    () => doubtsOf(spoof(random), SPOOFED_AT) as readonly string[],
  );
  const any = doubts.filter((d) => d.length > 0).length;
  const named = doubts.filter((d) => d.includes(kind)).length;
  console.log(`${kind.padEnd(15)} | ${percent(any, trips)} | ${percent(named, trips)}`);
}
const random = new SeededRandom(seed);
const wrongly = Array.from({ length: trips }, () => doubtsOf(honestTrip(random), SPOOFED_AT)).filter(
  (d) => d.length > 0,
);
console.log(`honest, generated | ${percent(wrongly.length, trips)} of ${trips}`);

if (values.traces) {
  const tally = new Map<string, { of: number; doubted: number }>();
  for (const trip of recordedCases(values.traces, seed, 300)) {
    const counts = tally.get(trip.scenario) ?? { of: 0, doubted: 0 };
    counts.of += 1;
    if (doubtsOf(trip.fixes, trip.startedAt).length > 0) counts.doubted += 1;
    tally.set(trip.scenario, counts);
  }
  for (const [scenario, { of, doubted }] of tally)
    console.log(`honest, recorded, ${scenario.padEnd(9)} | ${percent(doubted, of)} of ${of}`);
}
