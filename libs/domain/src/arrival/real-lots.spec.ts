/** Stories on lots as they are, and as people draw them by mistake. Each says how many of twenty tries were told. */
import { describe, expect, it } from 'vitest';
import {
  drive,
  fixesOf,
  GOOD_PHONE,
  parkedS,
  SOMEWHERE,
  detect,
  detectFixes,
  type Move,
  type PhoneModel,
} from '../../../testkit/src/trips/index.js';
import { projectionAround, toPosition } from '../geo/index.js';
import type { ArrivalStore } from './index.js';

type Corner = readonly [x: number, y: number];
const MAP = projectionAround(SOMEWHERE);
const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const ORDINARY: PhoneModel = { everyS: 5, errorM: 6, accuracyM: 9 };
const GARAGE: PhoneModel = { everyS: 4, errorM: 30, accuracyM: 40 };

const at = ([x, y]: Corner) => toPosition(MAP, { x, y });
function storeOf(ring: readonly Corner[], pin: Corner = [0, 0]): ArrivalStore {
  return { premises: { type: 'Polygon', coordinates: [ring.map(at)] }, entrance: at(pin), leadS: 120 };
}
const box = (minX: number, minY: number, maxX: number, maxY: number): Corner[] => [
  [minX, minY],
  [maxX, minY],
  [maxX, maxY],
  [minX, maxY],
];

/** Comes along y = `roadY` from the west, turns off to the place and stands there. */
const parking = ([x, y]: Corner, roadY: number, standS = 150) =>
  drive(
    [-500, roadY],
    [
      { to: [x - 8, roadY], speedMps: 11 },
      { to: [x, (roadY + y) / 2], speedMps: 4 },
      { to: [x, y], speedMps: 2.5 },
      { standS },
    ],
  );
const passing = (roadY: number, speedMps: number, halt: Move[] = []) =>
  drive([-500, roadY], [{ to: [0, roadY], speedMps }, ...halt, { to: [500, roadY], speedMps }]);

const arrivedOf = (
  points: ReturnType<typeof drive>,
  store: ArrivalStore,
  phone: PhoneModel = ORDINARY,
): number => SEEDS.filter((seed) => detect(points, phone, seed, store).types.includes('arrived')).length;

/** Two yards of 30 × 20 m with a passage 2 m wide and 20 m long between them. */
const NECKED: Corner[] = [
  [-40, -10],
  [-10, -10],
  [-10, -1],
  [10, -1],
  [10, -10],
  [40, -10],
  [40, 10],
  [10, 10],
  [10, 1],
  [-10, 1],
  [-10, 10],
  [-40, 10],
];

describe('detects a car that parks', () => {
  it.each([
    ['in a strip 8 m wide along the curb', box(-30, 8, 30, 16), [0, 12], 0, ORDINARY, 18],
    ['on 30 by 18 m, 2.5 m behind the edge', box(-15, 8, 15, 26), [5, 10.5], 0, ORDINARY, 18],
    ['on premises of 60 m²: three bays, and no more', box(-5, 8, 5, 14), [0, 11], 0, ORDINARY, 16],
    ['in either yard of two with a neck of 2 m: the west', NECKED, [-25, 0], -20, ORDINARY, 18],
    ['in either yard of two with a neck of 2 m: the east', NECKED, [25, 0], -20, ORDINARY, 18],
    ['in a garage of 60 by 40 m with positions 30 m off', box(-30, 8, 30, 48), [0, 28], 0, GARAGE, 18],
    [
      'with a phone that claims 3 m and wanders by 20',
      box(-45, 8, 45, 68),
      [0, 38],
      0,
      { everyS: 2, errorM: 20, accuracyM: 3 },
      18,
    ],
  ] as const)('%s', (_, ring, place, roadY, phone, atLeast) => {
    const detected = arrivedOf(parking(place, roadY), storeOf(ring, place), phone);
    expect(detected).toBeGreaterThanOrEqual(atLeast);
  });

  it('at a store that has only a pin, and that across the street', () => {
    const pinOnly: ArrivalStore = { ...storeOf([]), entrance: at([0, -25]) };
    expect(arrivedOf(parking([0, 12], 0), pinOnly)).toBeGreaterThanOrEqual(18);
  });

  it('in a lane with a window: creeps through, halts, and is there', () => {
    const creep: Move[] = [-20, 0, 20].flatMap((x): Move[] => [{ to: [x, 14], speedMps: 2 }, { standS: 40 }]);
    const lane = drive([-500, 0], [{ to: [-30, 0], speedMps: 10 }, ...creep, { to: [500, 14], speedMps: 9 }]);
    expect(arrivedOf(lane, storeOf(box(-40, 8, 40, 22)))).toBeGreaterThanOrEqual(18);
  });

  it('once, even if it moves to the next bay afterwards', () => {
    const points = drive(
      [-500, 0],
      [
        { to: [0, 0], speedMps: 10 },
        { to: [0, 20], speedMps: 3 },
        { standS: 90 },
        { to: [2.7, 20], speedMps: 1 },
        { standS: 90 },
      ],
    );
    for (const seed of SEEDS) {
      const moves = detect(points, GOOD_PHONE, seed, storeOf(box(-40, 8, 40, 40))).types.filter((type) =>
        ['arrived', 'returned', 'departed'].includes(type),
      );
      expect(moves).toEqual(['arrived']);
    }
  });
});

describe('does not report a car that does not come', () => {
  it('reports only the store that the car stands in if two stores share a wall', () => {
    const [west, east] = [storeOf(box(-40, 8, 0, 40), [-20, 20]), storeOf(box(0, 8, 40, 40), [20, 20])];
    const points = parking([-12, 24], 0);
    expect(arrivedOf(points, west)).toBeGreaterThanOrEqual(18);
    expect(arrivedOf(points, east)).toBeLessThanOrEqual(2);
  });

  it('ignores a car that stands 12 m from the edge for ten minutes', () => {
    const home = drive([0, -4], [{ standS: 600 }, { to: [500, -4], speedMps: 9 }]);
    expect(arrivedOf(home, storeOf(box(-30, 8, 30, 40)))).toBe(0);
  });

  it.each([
    ['at 12 m/s', 12],
    ['at 8 m/s', 8],
  ])('who drives through a lot that a road crosses, %s', (_, speedMps) => {
    expect(arrivedOf(passing(0, speedMps), storeOf(box(-40, -20, 40, 20)))).toBeLessThanOrEqual(
      speedMps > 10 ? 0 : 1,
    );
  });

  it('reports a car that halts for 45 s on a road inside the premises, which should be drawn beside it', () => {
    const detected = arrivedOf(passing(0, 11, [{ standS: 45 }]), storeOf(box(-40, -20, 40, 20)));
    expect(detected).toBeGreaterThanOrEqual(18);
  });
});

it('detects a trip that began beside the lot when the car drives over and parks', () => {
  const points = drive(
    [0, -30],
    [{ standS: 60 }, { to: [30, -30], speedMps: 5 }, { to: [20, 20], speedMps: 4 }, { standS: 150 }],
  );
  const detected = SEEDS.map((seed) =>
    detectFixes(fixesOf(points, ORDINARY, seed), storeOf(box(-40, 8, 40, 50))).eventS('arrived'),
  );
  expect(detected.filter((s) => s - parkedS(points) < 60).length).toBeGreaterThanOrEqual(16);
});
