/**
 * How often is an arrival found, early, late or false? By scenario, data set, size of the lot and how deep the car
 * stands in it; the spread over the placements of the lots; and other systems' rules beside ours.
 *
 *   npm run bench -- arrival                            generated trips and lots, the same for everybody
 *   npm run bench -- arrival --cases A.ndjson …      recorded cases (format: bench/arrival/case-files.ts), a file a placement
 *   npm run bench -- arrival --traces DIR            recorded trips, lots of 90 × 60 m (format: bench/arrival/recorded.ts)
 *   … --trips 60 --seeds 1,2,3                       more or other generated ones
 *   … --stands 60                                    at stores that know where so many earlier customers stood
 */
import { parseArgs } from 'node:util';
import { prepareStore, replayTrip } from '@curbline/domain/arrival';
import { casesOf } from './arrival/case-files.ts';
import { withEarlierSpots } from './arrival/earlier-spots.ts';
import { generatedCases } from './arrival/generated.ts';
import { recordedCases } from './arrival/recorded.ts';
import { RULES, tellByRule, type Told } from './arrival/rules.ts';
import { Tally } from './arrival/tally.ts';
import type { TripCase } from './arrival/trip-case.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    traces: { type: 'string' },
    cases: { type: 'string', multiple: true },
    seeds: { type: 'string', default: '1,2,3,4,5' },
    limit: { type: 'string', default: '300' },
    trips: { type: 'string', default: '24' },
    stands: { type: 'string', default: '0' },
  },
});

async function* cases(): AsyncGenerator<TripCase> {
  if (values.cases) {
    yield* casesOf([...values.cases, ...positionals]);
    return;
  }
  for (const seed of values.seeds.split(',').map(Number)) {
    if (values.traces) yield* recordedCases(values.traces, seed, Number(values.limit));
    else yield* generatedCases(seed, Number(values.trips));
  }
}

function tellByCurbline(trip: TripCase): Told | undefined {
  let told: Told | undefined;
  replayTrip({ ...trip, store: prepareStore(trip.store) }, (step) => {
    told ??= step.events.find((e) => e.type === 'arrived');
  });
  return told;
}

const SIZES_M2 = [200, 600, 1_500, 4_000, Infinity];
const DEPTHS_M = [0, 4, 6, 10, 20, Infinity];

/** Which of the steps a value lies in, in words. */
function stepOf(steps: readonly number[], value: number, unit: string): string {
  const i = Math.max(
    1,
    steps.findIndex((step) => value < step),
  );
  return steps[i] === Infinity ? `${steps[i - 1]} ${unit} and more` : `${steps[i - 1]}–${steps[i]} ${unit}`;
}

/** One table a column of this: what a case is counted under, or nothing. */
const TABLES: Readonly<Record<string, (trip: TripCase) => string | undefined>> = {
  all: () => 'all',
  scenario: ({ scenario }) => scenario,
  set: ({ set }) => set,
  placement: ({ placement }) => placement,
  'size of the lot': ({ areaM2 }) => stepOf(SIZES_M2, areaM2, 'm²'),
  'depth of the car': ({ kind, depthM }) => (kind === 'arrival' ? stepOf(DEPTHS_M, depthM, 'm') : undefined),
};

const tallies = new Map<string, Map<string, Tally>>();

function add(table: string, key: string | undefined, trip: TripCase, told: Told | undefined): void {
  if (key === undefined) return;
  const rows = tallies.get(table) ?? new Map<string, Tally>();
  tallies.set(table, rows);
  const tally = rows.get(key) ?? new Tally();
  rows.set(key, tally);
  tally.add(trip, told);
}

const customers = Number(values.stands);
let seed = 0;
for await (const bare of cases()) {
  seed += 1;
  const trip = customers > 0 ? withEarlierSpots(bare, customers, seed) : bare;
  const told = tellByCurbline(trip);
  for (const [table, keyOf] of Object.entries(TABLES)) add(table, keyOf(trip), trip, told);
  if (trip.scenario !== 'native') continue;
  add('rule, native', 'Curbline', trip, told);
  for (const rule of RULES) add('rule, native', rule, trip, tellByRule(trip, rule));
}

for (const [table, rows] of tallies) {
  const head = [table, ...Object.keys(new Tally().row())];
  console.log(`\n| ${head.join(' | ')} |\n|${' --- |'.repeat(head.length)}`);
  const inOrder = table.startsWith('rule') ? [...rows] : [...rows].sort(byNumberThenName);
  for (const [key, tally] of inOrder) console.log(`| ${[key, ...Object.values(tally.row())].join(' | ')} |`);
}

const found = [...(tallies.get('placement')?.values() ?? [])].map((tally) => Number(tally.row()['found %']));
console.log(
  `\nfound, from the worst placement to the best: ${Math.min(...found)} to ${Math.max(...found)} %`,
);

function byNumberThenName([a]: [string, Tally], [b]: [string, Tally]): number {
  return Number.parseFloat(a) - Number.parseFloat(b) || a.localeCompare(b);
}
