/** Customers without a car: they walk or cycle in, or pass by, on the lot of the stories. */
import { describe, expect, it } from 'vitest';
import { drive, parkedS, detect, type Move, type PhoneModel } from '../../../testkit/src/trips/index.js';

const ROAD_Y = -38;
const WALKING = 1.4;
const CYCLING = 5.5;
const PHONES: readonly (readonly [name: string, phone: PhoneModel])[] = [
  ['a fix a second', { everyS: 1, errorM: 4, accuracyM: 6, givesSpeed: true }],
  ['a fix in 5 s', { everyS: 5, errorM: 6, accuracyM: 10, givesSpeed: true }],
  ['a fix in 15 s, 20 m off', { everyS: 15, errorM: 10, accuracyM: 20, givesSpeed: true }],
];
const SEEDS = Array.from({ length: 15 }, (_, i) => i + 1);

const inFrom = (fromX: number, speedMps: number): { from: [number, number]; moves: Move[] } => ({
  from: [fromX, ROAD_Y],
  moves: [{ to: [0, ROAD_Y], speedMps }, { to: [0, 0], speedMps: Math.min(speedMps, 4) }, { standS: 120 }],
});

const past = (reachM: number, speedMps: number, haltS: number): Move[] => [
  { to: [0, ROAD_Y], speedMps },
  ...(haltS > 0 ? [{ standS: haltS }] : []),
  { to: [reachM, ROAD_Y], speedMps },
];

describe.each(PHONES)('without a car, %s', (_, phone) => {
  it.each([
    ['walks', -700, WALKING],
    ['cycles', -1500, CYCLING],
  ])('who %s in is told, before or soon after the stand, with time to walk out', (_how, fromX, speedMps) => {
    const { from, moves } = inFrom(fromX, speedMps);
    const points = drive(from, moves);
    for (const seed of SEEDS) {
      const { eventS, types } = detect(points, phone, seed);
      expect(types.filter((type) => type === 'arrived')).toHaveLength(1);
      expect(eventS('arrived') - parkedS(points)).toBeLessThan(20);
      // The store's lead is 120 s; an interval of a minute and a half around it.
      const leadS = parkedS(points) - eventS('approaching');
      expect(leadS).toBeGreaterThan(60);
      expect(leadS).toBeLessThan(210);
    }
  });

  it.each([
    ['walks past', 700, WALKING, 0],
    ['walks past and halts for 30 s', 700, WALKING, 30],
    ['cycles past', 1500, CYCLING, 0],
    ['cycles past and halts for 30 s', 1500, CYCLING, 30],
  ])('who %s, 8 m beside the lot, has not come', (_how, reachM, speedMps, haltS) => {
    const points = drive([-reachM, ROAD_Y], past(reachM, speedMps, haltS));
    const detected = SEEDS.filter((seed) => detect(points, phone, seed).types.includes('arrived'));
    // Of a walker 8 m away a phone 20 m off cannot always tell.
    expect(detected.length).toBeLessThanOrEqual(phone.everyS < 15 || speedMps > WALKING ? 0 : 2);
  });
});
