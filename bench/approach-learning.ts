/**
 * What does a store gain by learning from its own past trips? The error of the seconds left, at 2, 5 and 10
 * minutes before the stand, with and without what its earlier trips took. Generated towns, the same for everybody.
 *
 *   npm run bench:learning
 *   npm run bench:learning -- --towns 20 --learn 500
 */
import { parseArgs } from 'node:util';
import { decideArrival, newTrack, prepareStore } from '@curbline/domain/arrival';
import type { Remaining } from '@curbline/domain/eta';
import {
  blend,
  etaFromApproaches,
  followApproach,
  learnApproach,
  newApproachModel,
  NO_APPROACH,
  passagesOf,
  type ApproachModel,
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
    learn: { type: 'string', default: '250' },
    trips: { type: 'string', default: '100' },
  },
});

interface Told {
  readonly leftS: number;
  readonly position: Remaining;
  readonly learnt: Remaining;
}

const store = prepareStore(lotStore());

function followed(trip: TownTrip, model: ApproachModel): { told: Told[]; model: ApproachModel } {
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
    const learnt = blend(history ? [position, { ...history, source: 'history' }] : [position]);
    if (learnt) told.push({ leftS: (trip.parkedAt - motion.at) / 1000, position, learnt });
  }
  return { told, model: learnApproach(model, passagesOf(approach, trip.parkedAt), trip.hour) };
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const everything: Told[] = [];
for (let seed = 1; seed <= Number(values.towns); seed += 1) {
  const random = new SeededRandom(seed);
  const town = drawTown(random);
  let model = newApproachModel();
  for (let day = 0; day < Number(values.learn); day += 1)
    model = followed(townTrip(town, SOMEWHERE, day, random), model).model;
  for (let day = 0; day < Number(values.trips); day += 1)
    everything.push(...followed(townTrip(town, SOMEWHERE, 5_000 + day, random), model).told);
}

console.log(`${values.towns} towns, ${values.learn} trips learnt in each, ${values.trips} told`);
console.log('seconds before the stand | error p50 / p90 s: position | with history');
for (const seconds of [120, 300, 600]) {
  const at = everything.filter(({ leftS }) => Math.abs(leftS - seconds) < 20);
  const errors = (of: 'position' | 'learnt'): string => {
    const sorted = at.map((one) => Math.abs(one[of].seconds - one.leftS)).sort((a, b) => a - b);
    return `${quantile(sorted, 0.5).toFixed(0)} / ${quantile(sorted, 0.9).toFixed(0)}`;
  };
  console.log(`${String(seconds).padStart(4)} | ${errors('position')} | ${errors('learnt')}`);
}
const judged = everything.filter(({ leftS }) => leftS > 30 && leftS < 900);
for (const way of ['position', 'learnt'] as const) {
  const held = judged.filter((one) => one[way].low <= one.leftS && one.leftS <= one[way].high).length;
  const name = way === 'position' ? 'position' : 'with history';
  console.log(`80 % interval, ${name}: holds ${((100 * held) / judged.length).toFixed(1)} % of the time`);
}
