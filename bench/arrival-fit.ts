/**
 * Fits the weights of the arrival decision (`PARAMETERS.weights`) and prints them, with what they cost; nothing is
 * changed by it. `place` stays as it is: no data set has a store with bays.
 *
 *   npm run bench -- arrival-fit                                   on generated trips alone
 *   npm run bench -- arrival-fit --cases A.ndjson B.ndjson      on recorded cases (bench/arrival/case-files.ts) and generated ones
 *   … --leave SET          without one data set: what a phone and a city that nobody has seen may expect
 *   … --without SIGN       what a sign earns: by how much the cost grows without it
 *   … --steps 300          how long to go on
 */
import { parseArgs } from 'node:util';
import { PARAMETERS, SIGNS } from '@curbline/domain/arrival';
import { casesOf } from './arrival/case-files.ts';
import { minimise, type WeighedTrip } from './arrival/expected-cost.ts';
import { generatedCases } from './arrival/generated.ts';
import { fittedTrip, tellNothing, type FittedTrip } from './arrival/instants.ts';
import type { Scenario, TripCase } from './arrival/trip-case.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    cases: { type: 'string', multiple: true, default: [] },
    leave: { type: 'string' },
    without: { type: 'string', multiple: true, default: [] },
    steps: { type: 'string', default: '150' },
    trips: { type: 'string', default: '24' },
    'recorded-share': { type: 'string', default: '4' },
  },
});

/** The others are made of the same moments. */
const SCENARIOS: readonly Scenario[] = ['native', 'every15s', 'hidden', 'jumps'];
/** Not those that `bench arrival` scores. */
const SEEDS = [11, 12, 13];
/** So much each kind counts in all, however many trips there are of it. */
const SHARES: Readonly<Record<TripCase['kind'], number>> = {
  arrival: 1,
  drive_past: 3,
  mid_stop: 3,
  turn: 1.25,
  crossing: 1.5,
};
const FIXED = ['place'];

const before = { ...PARAMETERS.weights };
tellNothing();

const recorded: FittedTrip[] = [];
const files = [...values.cases, ...positionals];
for await (const trip of casesOf(files)) {
  if (trip.set !== values.leave && SCENARIOS.includes(trip.scenario)) recorded.push(fittedTrip(trip));
}
const generated: FittedTrip[] = [];
for (const seed of SEEDS) {
  for (const trip of generatedCases(seed, Number(values.trips), SCENARIOS)) generated.push(fittedTrip(trip));
}

/** Kinds by their share; among the arrivals small data sets count for more than their number, by its root. */
function weighed(trips: readonly FittedTrip[], share: number): WeighedTrip[] {
  return Object.entries(SHARES).flatMap(([kind, kindShare]) => {
    const those = trips.filter((trip) => trip.kind === kind);
    const counts = new Map<string, number>();
    for (const { set } of those) counts.set(set, (counts.get(set) ?? 0) + 1);
    const raw = those.map(({ set }) => (kind === 'arrival' ? (counts.get(set) ?? 1) ** -0.5 : 1));
    const all = raw.reduce((sum, weight) => sum + weight, 0);
    return those.map((trip, i) => ({ ...trip, weight: (100 * share * kindShare * (raw[i] ?? 0)) / all }));
  });
}

const share = recorded.length > 0 ? Number(values['recorded-share']) : 0;
// Nothing can be told of a trip that never came near, whatever the weights.
const trips = [...weighed(recorded, share), ...weighed(generated, 1)].filter(({ signs }) => signs.length > 0);
const from = SIGNS.map((sign) => (values.without.includes(sign) ? 0 : before[sign]));
const free = SIGNS.map((sign) => !FIXED.includes(sign) && !values.without.includes(sign));
const fit = minimise(trips, from, free, Number(values.steps));
console.log(`${trips.length} trips that came near; cost ${fit.cost.toFixed(2)}`);
console.log(Object.fromEntries(SIGNS.map((sign, i) => [sign, Number((fit.weights[i] ?? 0).toPrecision(3))])));
