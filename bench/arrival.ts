/**
 * How often is an arrival found, early, late or false? Ours beside other systems' rules, scenario by scenario.
 *
 *   npm run bench:arrival                          generated trips, the same for everybody
 *   npm run bench:arrival -- --traces DIR          recorded trips (format: bench/arrival/recorded.ts)
 *   … --by set                                     a line a data set or phone instead of a scenario
 */
import { parseArgs } from 'node:util';
import { prepareStore, replayTrip } from '@curbline/domain/arrival';
import { generatedCases } from './arrival/generated.ts';
import { recordedCases } from './arrival/recorded.ts';
import { RULES, tellByRule, type Told } from './arrival/rules.ts';
import { Tally } from './arrival/tally.ts';
import type { TripCase } from './arrival/trip-case.ts';

const { values } = parseArgs({
  options: {
    traces: { type: 'string' },
    seed: { type: 'string', default: '1' },
    limit: { type: 'string', default: '300' },
    trips: { type: 'string', default: '12' },
    by: { type: 'string', default: 'scenario' },
  },
});

function tellByCurbline(trip: TripCase): Told | undefined {
  let told: Told | undefined;
  replayTrip({ ...trip, store: prepareStore(trip.store) }, (step) => {
    told ??= step.events.find((e) => e.type === 'arrived');
  });
  return told;
}

const seed = Number(values.seed);
const cases = values.traces
  ? recordedCases(values.traces, seed, Number(values.limit))
  : generatedCases(seed, Number(values.trips));

const tallies = new Map<string, Tally>();
const add = (key: string, trip: TripCase, told: Told | undefined): void => {
  const tally = tallies.get(key) ?? new Tally();
  tallies.set(key, tally);
  tally.add(trip, told);
};
for (const trip of cases) {
  const group = values.by === 'set' ? trip.set : trip.scenario;
  add(`curbline | ${group}`, trip, tellByCurbline(trip));
  for (const rule of RULES) add(`${rule} | ${group}`, trip, tellByRule(trip, rule));
}

console.log(`${values.traces ? 'recorded' : 'generated'} trips, seed ${seed}`);
const head = ['rule', values.by, ...Object.keys(new Tally().row())];
console.log(`| ${head.join(' | ')} |\n|${'---|'.repeat(head.length)}`);
for (const [key, tally] of [...tallies].sort(([a], [b]) => order(a) - order(b))) {
  console.log(`| ${key} | ${Object.values(tally.row()).join(' | ')} |`);
}

function order(key: string): number {
  return ['curbline', ...RULES].findIndex((rule) => key.startsWith(`${rule} `));
}
