import { describe, expect, it } from 'vitest';
import { drawTown, lotStore, SeededRandom, SOMEWHERE, townTrip, type TownTrip } from '@curbline/testkit';
import { decideArrival, newTrack, prepareStore } from '../arrival/index.js';
import type { Remaining } from '../eta/index.js';
import {
  blend,
  etaFromApproaches,
  followApproach,
  learn,
  newApproachModel,
  NO_APPROACH,
  parseApproachModel,
  passagesOf,
  observationsOf,
  type ApproachModel,
} from './index.js';

const store = prepareStore(lotStore());
const SEED = 20_260_304;

interface Estimated {
  readonly leftS: number;
  readonly position: Remaining;
  readonly blended: Remaining;
}

/** Follows a trip as the service does: what both ways of estimating said, and what the trip teaches. */
function followed(trip: TownTrip, model: ApproachModel): { estimates: Estimated[]; model: ApproachModel } {
  let state = newTrack(trip.fixes[0]?.receivedAt ?? 0);
  let approach = NO_APPROACH;
  const estimates: Estimated[] = [];
  for (const fix of trip.fixes) {
    const before = state.eta;
    state = decideArrival(state, fix, fix.receivedAt, store).state;
    const { motion, eta, phase } = state;
    if (!motion || phase !== 'coming') continue;
    const from = { x: motion.x - store.goal.x, y: motion.y - store.goal.y };
    approach = followApproach(approach, motion.at, from);
    if (!eta || eta === before) continue;
    const history = etaFromApproaches(model, from, trip.hour);
    const blended = blend([
      { ...eta, source: 'position' },
      ...(history ? [{ ...history, source: 'history' }] : []),
    ]);
    if (blended) estimates.push({ leftS: (trip.parkedAt - motion.at) / 1000, position: eta, blended });
  }
  return { estimates, model: learnApproach(model, passagesOf(approach, trip.parkedAt), trip.hour) };
}

function learnedFrom(trips: number, random = new SeededRandom(SEED)) {
  const town = drawTown(random);
  let model = newApproachModel();
  for (let day = 0; day < trips; day += 1)
    model = followed(townTrip(town, SOMEWHERE, day, random), model).model;
  return { town, model, random };
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

describe('learning from the store’s own past trips', () => {
  it('makes the estimate better at 5 and 10 minutes, and its interval narrower, as honest as before', () => {
    const estimates = [SEED, SEED + 1, SEED + 2].flatMap((seed) => {
      const { town, model, random } = learnedFrom(90, new SeededRandom(seed));
      return Array.from(
        { length: 20 },
        (_, i) => followed(townTrip(town, SOMEWHERE, 300 + i, random), model).estimates,
      );
    });
    const near = estimates.flat().filter(({ leftS }) => leftS > 30 && leftS < 700);
    for (const seconds of [120, 300, 600]) {
      const at = near.filter(({ leftS }) => Math.abs(leftS - seconds) < 30);
      const off = (of: (t: Estimated) => Remaining): number =>
        median(at.map((one) => Math.abs(of(one).seconds - one.leftS)));
      expect(at.length).toBeGreaterThan(30);
      // Two minutes away a position alone says nearly as much.
      const most = seconds === 120 ? 1.3 : 0.7;
      expect(off((one) => one.blended)).toBeLessThan(most * off((one) => one.position));
    }
    const held = near.filter(({ leftS, blended }) => blended.low <= leftS && leftS <= blended.high).length;
    expect(held / near.length).toBeGreaterThan(0.75);
    expect(held / near.length).toBeLessThan(0.93);
    const width = (of: (t: Estimated) => Remaining): number =>
      median(near.map((one) => of(one).high - of(one).low));
    expect(width((one) => one.blended)).toBeLessThan(width((one) => one.position));
  });

  it('gives no estimate before enough trips, from an unknown side, or from far away', () => {
    const { model } = learnedFrom(3);
    expect(etaFromApproaches(model, { x: 900, y: 0 }, 17)).toBeUndefined();
    const known = learnTimes(newApproachModel(), 20, 100);
    expect(etaFromApproaches(known, { x: 0, y: 30_000 }, 17)).toBeUndefined();
    expect(etaFromApproaches(known, { x: NaN, y: 0 }, 17)).toBeUndefined();
  });

  it('follows changed times, as after road works, within 60 trips', () => {
    const before = learnTimes(newApproachModel(), 200, 100);
    const after = learnTimes(before, 60, 220);
    expect(etaFromApproaches(before, { x: 0, y: 400 }, 17)?.seconds).toBeCloseTo(100, -1);
    expect(etaFromApproaches(after, { x: 0, y: 400 }, 17)?.seconds).toBeGreaterThan(180);
  });

  it.each([0.1, 0.6])('learns how wide its interval has to be for times that scatter by %d', (scatter) => {
    const random = new SeededRandom(SEED);
    const from = { x: 0, y: 400 };
    let model = newApproachModel();
    let [held, judged] = [0, 0];
    for (let trip = 0; trip < 600; trip += 1) {
      const seconds = 100 * Math.exp(scatter * random.gaussian());
      const said = etaFromApproaches(model, from, 17);
      if (said && trip >= 200) {
        judged += 1;
        held += said.low <= seconds && seconds <= said.high ? 1 : 0;
      }
      const ring = (number: number, share: number) => ({ ring: number, sector: 0, seconds: share * seconds });
      model = learnApproach(model, [ring(6, 1), ring(7, 0.5)], 17);
    }
    expect(held / judged).toBeGreaterThan(0.72);
    expect(held / judged).toBeLessThan(0.88);
  });

  it('keeps a bounded model that names no trip, and reads it back', () => {
    const random = new SeededRandom(3);
    let model = newApproachModel();
    for (let i = 0; i < 5_000; i += 1) {
      const crossing = {
        ring: random.integer(0, 7),
        sector: random.integer(0, 11),
        seconds: random.integer(20, 900),
      };
      model = learnApproach(model, [crossing], random.integer(0, 23));
    }
    expect(Object.keys(model.cells).length).toBe(8 * (1 + 12 + 12 * 4));
    const json = JSON.stringify(model);
    expect(json.length).toBeLessThan(24_000);
    expect(parseApproachModel(JSON.parse(json))).toEqual(model);
    expect(parseApproachModel({ version: 1, cells: { 1: [1, 2, 3] } })).toBeUndefined();
    expect(parseApproachModel({ ...model, version: 2 })).toBeUndefined();
    expect(parseApproachModel({ ...model, width: -1 })).toBeUndefined();
    expect(parseApproachModel({ version: 1, cells: model.cells })).toEqual({
      version: 1,
      cells: model.cells,
    });
  });

  it('learns as well from three trips at a time, and shows no single time', () => {
    const random = new SeededRandom(SEED);
    const times = Array.from({ length: 60 }, () => 100 * Math.exp(0.2 * random.gaussian()));
    const crossing = (seconds: number) => [{ ring: 7, sector: 0, seconds }];
    const [alone, together] = [1, 3].map((size) => {
      let model = newApproachModel();
      for (let from = 0; from < times.length; from += size) {
        const trips = times.slice(from, from + size);
        const observations = trips.flatMap((seconds) => observationsOf(model, crossing(seconds), 17));
        model = learn(model, observations);
        if (size === 3 && from === 0) {
          const [low, middle, high] = model.cells['7']!;
          for (const seconds of trips)
            for (const quantile of [low, middle, high])
              expect(Math.abs(quantile - Math.log(seconds))).toBeGreaterThan(0.001);
        }
      }
      return model;
    });
    for (const model of [alone, together]) {
      const [low, middle, high, trips] = model!.cells['7']!.map((n, i) => (i < 3 ? Math.exp(n) : n));
      expect(trips).toBe(60);
      expect(middle).toBeGreaterThan(90);
      expect(middle).toBeLessThan(111);
      expect(low).toBeLessThan(90);
      expect(high).toBeGreaterThan(111);
      expect(high! / low!).toBeLessThan(2.2);
    }
  });

  it('takes what trips say in whichever order they come within three', () => {
    const of = (...all: number[]) =>
      learn(
        learnTimes(newApproachModel(), 30, 100),
        all.map((seconds) => ({ key: '7', value: Math.log(seconds) })),
      ).cells['7'];
    expect(of(30, 50, 90)).toEqual(of(90, 30, 50));
  });

  it('ignores invalid observations', () => {
    const model = newApproachModel();
    for (const crossing of [
      { ring: 9, sector: 0, seconds: 60 },
      { ring: 0, sector: 12, seconds: 60 },
      { ring: 0, sector: 0, seconds: -5 },
      { ring: 0, sector: 0, seconds: NaN },
      { ring: 0, sector: 0, seconds: 90_000 },
    ])
      expect(learnApproach(model, [crossing], 12)).toEqual(model);
  });
});

const learnApproach = (model: ApproachModel, crossings: Parameters<typeof observationsOf>[1], hour: number) =>
  learn(model, observationsOf(model, crossings, hour));

function learnTimes(model: ApproachModel, trips: number, seconds: number): ApproachModel {
  let learned = model;
  for (let i = 0; i < trips; i += 1)
    learned = learnApproach(
      learned,
      [
        { ring: 6, sector: 0, seconds: seconds * (1 + 0.1 * Math.sin(i)) },
        { ring: 7, sector: 0, seconds: (seconds / 2) * (1 + 0.1 * Math.sin(i)) },
      ],
      17,
    );
  return learned;
}

describe('the approach of a trip', () => {
  it('notes the first crossing of each ring, between two fixes, and none over a silence', () => {
    let approach = followApproach(NO_APPROACH, 0, { x: 0, y: 1_300 });
    approach = followApproach(approach, 20_000, { x: 0, y: 1_100 });
    approach = followApproach(approach, 30_000, { x: 0, y: 1_290 });
    approach = followApproach(approach, 40_000, { x: 0, y: 1_100 });
    approach = followApproach(approach, 200_000, { x: 0, y: 600 });
    approach = followApproach(approach, 210_000, { x: 390, y: 0 });
    expect(approach.passages).toEqual([
      { ring: 4, sector: 0, at: 10_000 },
      { ring: 6, sector: 3, at: expect.any(Number) },
    ]);
    expect(passagesOf(approach, 130_000)).toEqual([{ ring: 4, sector: 0, seconds: 120 }]);
  });
});
