import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { answerStand, questionOf, watchStand, type StandFix, type StandWatch } from './index.js';

const START = 1_800_000_000_000;
const HERE = { longitude: 4.9, latitude: 45.8 };
const METER = 1 / 111_195;
const ANNECY = { storeId: 'annecy', distanceM: 0 };

const fix = (second: number, northM = 0, over: Partial<StandFix> = {}): StandFix => ({
  at: START + second * 1000,
  longitude: HERE.longitude,
  latitude: HERE.latitude + northM * METER,
  accuracyM: 8,
  awayM: 5_000,
  ...over,
});

const follow = (fixes: readonly StandFix[], from: StandWatch = {}): StandWatch =>
  fixes.reduce((watch, next) => watchStand(watch, next).watch, from);

const standing = (seconds: number): StandWatch => follow([fix(0), fix(seconds / 2, 6), fix(seconds, -6)]);

describe('somebody who stands far from their own store', () => {
  it('is looked up after half a minute, at the middle of their fixes', () => {
    expect(questionOf(standing(29))).toBeUndefined();
    const [longitude, latitude] = questionOf(standing(30)) ?? [0, 0];
    expect(longitude).toBeCloseTo(HERE.longitude, 7);
    expect(latitude).toBeCloseTo(HERE.latitude, 5);
  });

  it('is at the other store if they stand there, and is looked up no more', () => {
    const { watch, seenAt } = answerStand(standing(30), ANNECY);
    expect(seenAt).toBe('annecy');
    expect(questionOf(follow([fix(60), fix(120), fix(600)], watch))).toBeUndefined();
  });

  it('on the curb beside it is there after a minute and a half only', () => {
    const beside = { storeId: 'annecy', distanceM: 20 };
    const first = answerStand(standing(30), beside);
    expect(first.seenAt).toBeUndefined();
    expect(questionOf(first.watch)).toBeUndefined();
    const later = follow([fix(60), fix(91)], first.watch);
    expect(questionOf(later)).toBeDefined();
    expect(answerStand(later, beside).seenAt).toBe('annecy');
  });

  it('anywhere else is looked up twice at most', () => {
    const far = { storeId: 'annecy', distanceM: 4_000 };
    const once = answerStand(standing(30), far).watch;
    const twice = answerStand(follow([fix(95)], once), undefined).watch;
    expect(questionOf(follow([fix(300), fix(3_000)], twice))).toBeUndefined();
  });
});

describe('nothing is looked up for', () => {
  it('a car that moves, even at walking pace', () => {
    const walking = Array.from({ length: 60 }, (_, index) => fix(index * 10, index * 15));
    let watch: StandWatch = {};
    for (const next of walking) {
      watch = watchStand(watch, next).watch;
      expect(questionOf(watch)).toBeUndefined();
    }
  });

  it('a stand within 200 m of the own store, the accuracy allowed for', () => {
    const near = (awayM: number) => follow([fix(0, 0, { awayM }), fix(60, 0, { awayM })]);
    expect(questionOf(near(207))).toBeUndefined();
    expect(questionOf(near(208))).toBeDefined();
  });

  it('coarse fixes, or fixes that come late', () => {
    expect(follow([fix(0, 0, { accuracyM: 66 }), fix(60, 0, { accuracyM: 900 })])).toEqual({});
    const watch = standing(10);
    expect(watchStand(watch, fix(5, 4_000)).watch).toBe(watch);
  });
});

describe('a customer who stood at another store', () => {
  const there = answerStand(standing(30), ANNECY).watch;

  it('has left once they are certainly a hundred meters away', () => {
    expect(watchStand(there, fix(60, 105)).left).toBe(false);
    const { watch, left } = watchStand(there, fix(60, 115));
    expect(left).toBe(true);
    expect(watch.at).toBeUndefined();
  });

  it('is looked up again at the next store', () => {
    const next = follow([fix(60, 3_000), fix(95, 3_000)], there);
    expect(questionOf(next)).toBeDefined();
    expect(answerStand(next, { storeId: 'gex', distanceM: 3 }).seenAt).toBe('gex');
  });
});

it('is the same a step beside the antimeridian', () => {
  const east = (second: number, longitude: number) => fix(second, 0, { longitude });
  const watch = follow([east(0, 179.99999), east(20, -179.99999), east(40, 179.99999)]);
  const [longitude] = questionOf(watch) ?? [0];
  expect(Math.abs(longitude)).toBeGreaterThan(179.9999);
});

it('never throws and stays small, whatever comes', () => {
  const any = fc.record({
    at: fc.integer({ min: START, max: START + 3_600_000 }),
    longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    latitude: fc.double({ min: -90, max: 90, noNaN: true }),
    accuracyM: fc.double({ min: 0, max: 200, noNaN: true }),
    awayM: fc.double({ min: -500, max: 1e7, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 50 }), (fixes) => {
      let watch: StandWatch = {};
      for (const next of fixes) {
        watch = watchStand(watch, next).watch;
        if (questionOf(watch)) watch = answerStand(watch, ANNECY).watch;
        expect(JSON.stringify(watch).length).toBeLessThan(400);
      }
    }),
  );
});
