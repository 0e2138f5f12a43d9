/** What went wrong on recorded trips, told again as generated ones: each case has a name and a seed. */
import { describe, expect, it } from '@jest/globals';
import { SeededRandom } from '../../../testkit/src/random.js';
import { projectionAround, toPosition } from '../geo/index.js';
import {
  drive,
  lotStore,
  record,
  SOMEWHERE,
  story,
  type Move,
  type Phone,
  type TruePoint,
} from '../../../testkit/src/trips/index.js';
import { prepareStore, replayTrip, type ArrivalEvent, type ArrivalStore, type Fix } from './index.js';

const START = Date.UTC(2026, 5, 1, 10);
const GOOD: Phone = { everyS: 1, errorM: 4, accuracyM: 6, givesSpeed: true };
const seeds = [1, 2, 3, 4, 5];

function eventsOf(fixes: readonly Fix[], store: ArrivalStore = lotStore(), startedAt = START) {
  const events: ArrivalEvent[] = [];
  const endAt = Math.max(START, ...fixes.map((f) => f.receivedAt)) + 120_000;
  replayTrip({ store: prepareStore(store), startedAt, endAt, fixes }, (s) => events.push(...s.events));
  return events;
}

const fixesOf = (points: readonly TruePoint[], phone: Phone, seed: number): Fix[] =>
  record(points, phone, SOMEWHERE, START, new SeededRandom(seed));

const told = (
  moves: readonly Move[],
  from: readonly [number, number],
  phone: Phone,
  seed: number,
): string[] => eventsOf(fixesOf(drive(from, moves), phone, seed)).map((e) => e.type);

/** When the car first stands for good, Unix ms. */
const parkedAt = (points: readonly TruePoint[]): number =>
  START + (points.findLast((p) => p.speedMps > 0.3)?.s ?? 0) * 1000;

describe('cars that only seemed to come', () => {
  it.each(seeds)('starts-in-the-lot: is there for a moment, and drives off (seed %i)', (seed) => {
    const types = told([{ standS: 3 }, { to: [900, 0], speedMps: 9 }], [5, 5], GOOD, seed);
    expect(types).not.toContain('arrived');
  });

  it.each(seeds)('cuts-the-corner: drives through the lot at 25 km/h (seed %i)', (seed) => {
    const moves: Move[] = [
      { to: [-40, -10], speedMps: 9 },
      { to: [40, 10], speedMps: 7 },
      { to: [900, 40], speedMps: 10 },
    ];
    expect(told(moves, [-900, -30], GOOD, seed)).not.toContain('arrived');
  });

  it.each(seeds)('creeps-in-a-jam: 2 m/s and halts, all along the edge (seed %i)', (seed) => {
    const jam: Move[] = [-60, -40, -20, 0, 20, 40, 60].flatMap((x): Move[] => [
      { to: [x, -38], speedMps: 2 },
      { standS: 15 },
    ]);
    const types = told([...jam, { to: [700, -38], speedMps: 10 }], [-300, -38], GOOD, seed);
    expect(types).not.toContain('arrived');
  });

  it.each(seeds)(
    'page-hidden-in-passing: the last fix is slow and beside, then silence (seed %i)',
    (seed) => {
      const points = drive(
        [-900, -38],
        [
          { to: [-20, -38], speedMps: 9 },
          { to: [900, -38], speedMps: 9 },
        ],
      );
      const besideS = points.find((p) => p.x > -20)?.s ?? 0;
      const types = eventsOf(fixesOf(points, { ...GOOD, hidden: [besideS, besideS + 90] }, seed));
      expect(types.map((e) => e.type)).not.toContain('arrived');
    },
  );

  it.each(seeds)('turns-round: into the mouth of the lot and out again (seed %i)', (seed) => {
    const moves: Move[] = [
      { to: [0, -38], speedMps: 10 },
      { to: [0, -27], speedMps: 3 },
      { to: [-10, -38], speedMps: 3 },
    ];
    expect(told([...moves, { to: [-900, -38], speedMps: 10 }], [900, -38], GOOD, seed)).not.toContain(
      'arrived',
    );
  });
});

describe('cars that came, and were overheard', () => {
  it.each(seeds)('stands-at-the-edge: four metres inside, for minutes (seed %i)', (seed) => {
    const moves: Move[] = [{ to: [0, -38], speedMps: 10 }, { to: [4, -26], speedMps: 3 }, { standS: 300 }];
    expect(told(moves, [-900, -38], { ...GOOD, errorM: 2 }, seed)).toContain('arrived');
  });

  it.each(seeds)('sparse-and-coarse: a fix in 30 s, 20 m off (seed %i)', (seed) => {
    const { from, moves } = story('parks-in-the-middle');
    expect(told(moves, from, { everyS: 30, errorM: 10, accuracyM: 20 }, seed)).toContain('arrived');
  });

  it.each(seeds)('crosses-the-lot-first: told soon after it stands, deep inside (seed %i)', (seed) => {
    const points = drive(
      [-900, -38],
      [
        { to: [-40, -38], speedMps: 11 },
        { to: [-38, 20], speedMps: 5 },
        { to: [38, 20], speedMps: 4 },
        { to: [30, 5], speedMps: 2 },
        { standS: 120 },
      ],
    );
    const arrived = eventsOf(fixesOf(points, GOOD, seed)).find((e) => e.type === 'arrived');
    expect(arrived).toBeDefined();
    expect((arrived?.decidedAt ?? 0) - parkedAt(points)).toBeLessThan(10_000);
  });
});

describe('one drive, two trips', () => {
  const { from, moves } = story('parks-in-the-middle');
  const fixes = fixesOf(drive(from, moves), GOOD, 7);

  it('two orders in one car: both are told the same, each under its own numbers', () => {
    const [one, two] = [eventsOf(fixes), eventsOf(fixes, lotStore(), START - 60_000)];
    const plain = (events: readonly ArrivalEvent[]): unknown =>
      events.map(({ type, number, occurredAt }) => ({ type, number, occurredAt }));
    expect(plain(two)).toEqual(plain(one));
    expect(one.map((e) => e.type)).toContain('arrived');
  });

  it.each([
    ['side by side', { x: 90, y: 0 }],
    ['back to back', { x: 0, y: 60 }],
  ])('two stores whose lots touch, %s: only the one that the car stands in', (_, middle) => {
    const next = lotStore({ at: toPosition(projectionAround(SOMEWHERE), middle) });
    expect(eventsOf(fixes).map((e) => e.type)).toContain('arrived');
    expect(eventsOf(fixes, next).map((e) => e.type)).not.toContain('arrived');
  });
});
