/**
 * What does a store gain by learning from its own past trips? The error of the seconds left, at 2, 5 and 10
 * minutes before the stand, with and without what its earlier trips took, and how often the interval holds, after
 * more and more trips learned; as in the service, each cell learns by threes, and what waits is believed already.
 * Generated towns, the same for everybody.
 *
 *   npm run bench -- approach-learning
 *   npm run bench -- approach-learning --towns 20 --learn 50,500
 */
import { parseArgs } from 'node:util';
import { decideArrival, newTrack, prepareStore } from '@curbline/domain/arrival';
import { kAnonymous } from '@curbline/domain/anonymity';
import type { Remaining } from '@curbline/domain/eta';
import {
  blend,
  etaFromApproaches,
  followApproach,
  learn,
  newApproachModel,
  NO_APPROACH,
  passagesOf,
  observationsOf,
  type ApproachModel,
  type Observation,
} from '@curbline/domain/learning';
import {
  drawTown,
  lotStore,
  SeededRandom,
  SOMEWHERE,
  townTrip,
  type TownTrip,
} from '@curbline/testkit/trips';

const { values } = parseArgs({
  options: {
    towns: { type: 'string', default: '8' },
    learn: { type: 'string', default: '0,20,60,250,1000' },
    trips: { type: 'string', default: '100' },
  },
});

interface Told {
  readonly leftS: number;
  readonly learned: Remaining;
}

const store = prepareStore(lotStore());

function followed(trip: TownTrip, model: ApproachModel): { told: Told[]; observations: Observation[] } {
  let state = newTrack(trip.fixes[0]?.receivedAt ?? 0);
  let approach = NO_APPROACH;
  const told: Told[] = [];
  for (const fix of trip.fixes) {
    const before = state.eta;
    state = decideArrival(state, fix, fix.receivedAt, store).state;
    const { motion, eta, phase } = state;
    if (!motion || phase !== 'coming') continue;
    const from = { x: motion.x - store.goal.x, y: motion.y - store.goal.y };
    approach = followApproach(approach, motion.at, from);
    if (!eta || eta === before) continue;
    const position = { ...eta, source: 'position' };
    const history = etaFromApproaches(model, from, trip.hour);
    const learned = blend(history ? [position, { ...history, source: 'history' }] : [position]);
    if (learned) told.push({ leftS: (trip.parkedAt - motion.at) / 1000, learned });
  }
  return { told, observations: observationsOf(model, passagesOf(approach, trip.parkedAt), trip.hour) };
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

/** What was told to so many trips of each town, by how many trips had been learned before. */
const toldAfter = new Map<number, Told[]>();
const steps = values.learn
  .split(',')
  .map(Number)
  .sort((a, b) => a - b);
for (let seed = 1; seed <= Number(values.towns); seed += 1) {
  const random = new SeededRandom(seed);
  const town = drawTown(random);
  let kept = newApproachModel();
  let waiting: Observation[] = [];
  let model = kept;
  let day = 0;
  for (const trips of steps) {
    for (; day < trips; day += 1) {
      waiting.push(...followed(townTrip(town, SOMEWHERE, day, random), model).observations);
      const together = kAnonymous(waiting, ({ key }) => key);
      kept = learn(kept, together);
      waiting = waiting.filter((observation) => !together.includes(observation));
      model = learn(kept, waiting);
    }
    const told = toldAfter.get(trips) ?? [];
    toldAfter.set(trips, told);
    const asked = new SeededRandom(1_000 + seed);
    for (let trip = 0; trip < Number(values.trips); trip += 1)
      told.push(...followed(townTrip(town, SOMEWHERE, 5_000 + trip, asked), model).told);
  }
}

const errors = (told: readonly Told[], seconds: number): string => {
  const at = told.filter(({ leftS }) => Math.abs(leftS - seconds) < 20);
  const sorted = at.map((one) => Math.abs(one.learned.seconds - one.leftS)).sort((a, b) => a - b);
  return `${quantile(sorted, 0.5).toFixed(0)} / ${quantile(sorted, 0.9).toFixed(0)}`;
};
const holds = (told: readonly Told[]): string => {
  const judged = told.filter(({ leftS }) => leftS > 30 && leftS < 900);
  const held = judged.filter(({ leftS, learned }) => learned.low <= leftS && leftS <= learned.high);
  return ((100 * held.length) / judged.length).toFixed(1);
};
const width = (told: readonly Told[]): string => {
  const at = told.filter(({ leftS }) => Math.abs(leftS - 300) < 20);
  const sorted = at.map(({ learned }) => learned.high - learned.low).sort((a, b) => a - b);
  return quantile(sorted, 0.5).toFixed(0);
};
console.log(`${values.towns} towns, ${values.trips} trips told in each; nothing learned: by position alone`);
console.log(
  '| trips learned | error p50 / p90 at 120 s | at 300 s | at 600 s | 80 % holds | width at 300 s |',
);
console.log('|---|---|---|---|---|---|');
for (const [learn, told] of toldAfter) {
  const row = [120, 300, 600].map((seconds) => errors(told, seconds));
  console.log(`| ${[learn, ...row, `${holds(told)} %`, `${width(told)} s`].join(' | ')} |`);
}
