/**
 * What does the server's rule ask of a phone, and are arrivals as right as with every fix? The rule of
 * `libs/domain/src/arrival/sampling.ts` decides which positions of a trip are sent; counted are those of its first
 * 20 minutes, and their bytes on the wire (bench/program/wire-bytes.ts). Beside it the arrival table, once with
 * every fix that the phone had and once with those alone.
 *
 *   npm run bench -- sampling
 *   npm run bench -- sampling --traces DIR      recorded trips as well; format: bench/arrival/recorded.ts
 */
import { parseArgs } from 'node:util';
import { prepareStore, replayTrip } from '@curbline/domain/arrival';
import { drive, lotStore, record, SeededRandom, SOMEWHERE, type Move } from '@curbline/testkit/trips';
import { generatedCases } from './arrival/generated.ts';
import { recordedCases } from './arrival/recorded.ts';
import type { Told } from './arrival/rules.ts';
import { Tally } from './arrival/tally.ts';
import { thinned } from './arrival/thin.ts';
import type { TripCase } from './arrival/trip-case.ts';
import { quantile } from './program/start.ts';
import { measureWireBytes } from './program/wire-bytes.ts';

const { values } = parseArgs({
  options: {
    traces: { type: 'string' },
    seed: { type: 'string', default: '1' },
    trips: { type: 'string', default: '200' },
    limit: { type: 'string', default: '300' },
  },
});
const seed = Number(values.seed);
const TRIP_MS = 1_200_000;

/** A drive of 20 minutes over a town's grid to the lot, a fix a second. */
function longDrive(random: SeededRandom): TripCase {
  const moves: Move[] = [{ standS: 240 }, { to: [8, 2], speedMps: 3 }, { to: [0, -28], speedMps: 5 }];
  let [x, y] = [0, -38];
  let turn = 0;
  for (let leftS = 1_190; leftS > 0; turn += 1) {
    const speedMps = 7 + 7 * random.next();
    const meters = Math.min(200 + 1_300 * random.next(), speedMps * leftS);
    moves.push({ to: [x, y], speedMps });
    const haltS = random.next() < 0.6 ? 5 + 55 * random.next() : 0;
    if (haltS > 0) moves.push({ standS: haltS });
    const way = random.next() < 0.75 ? 1 : -1;
    if (turn % 2 === 0) x -= way * meters;
    else y += way * meters;
    leftS -= meters / speedMps + haltS;
  }
  // Told from the end backwards: a halt comes at the end of its stretch.
  const startedAt = Date.UTC(2026, 0, 5, 11);
  const phone = { everyS: 1, errorM: 5, accuracyM: 8, givesSpeed: true };
  const fixes = record(drive([x, y], moves.reverse()), phone, SOMEWHERE, startedAt, random);
  const endAt = (fixes.at(-1)?.receivedAt ?? startedAt) + 60_000;
  const truth = { parkedAt: endAt, enteredAt: endAt };
  return {
    kind: 'arrival',
    set: 'generated',
    placement: 'one',
    areaM2: 5_400,
    depthM: 30,
    stoodAt: SOMEWHERE,
    scenario: 'native',
    store: lotStore(),
    startedAt,
    endAt,
    fixes,
    truth,
  };
}

function tellOf(trip: TripCase): Told | undefined {
  let told: Told | undefined;
  replayTrip({ ...trip, store: prepareStore(trip.store) }, (step) => {
    told ??= step.events.find((event) => event.type === 'arrived');
  });
  return told;
}

const bytes = await measureWireBytes();
const { first, further } = bytes.proxied;
console.log(
  `a fix and its answer: HTTP/2 ${further} bytes (the first ${first}), HTTP/1.1 ${bytes.direct} bytes`,
);
console.log(
  '\n| trips | of | fixes p50 / p90 / most | KB over HTTP/2 | KB over HTTP/1.1 |\n|---|---|---|---|---|',
);

function report(name: string, trips: readonly TripCase[]): void {
  const counts = trips.map(
    ({ fixes, startedAt }) => fixes.filter((fix) => fix.recordedAt < startedAt + TRIP_MS).length,
  );
  const row = (of: (fixes: number) => number): string =>
    [0.5, 0.9, 1].map((share) => of(quantile(counts, share)).toFixed(0)).join(' / ');
  const proxied = row((fixes) => (first + (fixes - 1) * further) / 1000);
  const direct = row((fixes) => (fixes * bytes.direct) / 1000);
  console.log(`| ${name} | ${trips.length} | ${row((fixes) => fixes)} | ${proxied} | ${direct} |`);
}

const random = new SeededRandom(seed);
report(
  'generated drives of 20 minutes',
  Array.from({ length: Number(values.trips) }, () => thinned(longDrive(random))),
);

const tables: [string, Tally][] = [];
function compare(name: string, cases: Iterable<TripCase>): void {
  const [every, asked] = [new Tally(), new Tally()];
  const sent = new Map<TripCase['kind'], TripCase[]>();
  for (const trip of cases) {
    if (trip.scenario !== 'native') continue;
    const thin = thinned(trip);
    every.add(trip, tellOf(trip));
    asked.add(thin, tellOf(thin));
    sent.set(trip.kind, [...(sent.get(trip.kind) ?? []), thin]);
  }
  if (name === 'recorded') for (const [kind, trips] of sent) report(`recorded, ${kind}`, trips);
  tables.push([`${name}, every fix`, every], [`${name}, those asked for`, asked]);
}
compare('generated', generatedCases(seed, 12));
if (values.traces) compare('recorded', recordedCases(values.traces, seed, Number(values.limit)));

const columns = Object.keys(new Tally().row());
console.log(`\n| trips | ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length + 1)}`);
for (const [name, tally] of tables) console.log(`| ${name} | ${Object.values(tally.row()).join(' | ')} |`);
