import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../testkit/src/trips/index.js';
import { drive, record, SOMEWHERE, type Move, type PhoneModel } from '../../../testkit/src/trips/index.js';
import { projectionAround, toPosition } from '../geo/index.js';
import { prepareStore, replayTrip, type ArrivalEvent, type ArrivalStore, type Fix } from './index.js';

const START = Date.UTC(2026, 5, 1, 10);
const PHONE: PhoneModel = { everyS: 2, errorM: 3, accuracyM: 5, givesSpeed: true };
type Corner = readonly [x: number, y: number];

/** Premises with these rings, in meters around {@link SOMEWHERE}. */
function storeOf(...rings: readonly (readonly Corner[])[]): ArrivalStore {
  const map = projectionAround(SOMEWHERE);
  const coordinates = rings.map((ring) => ring.map(([x, y]) => toPosition(map, { x, y })));
  return { premises: { type: 'Polygon', coordinates }, entrance: SOMEWHERE, leadS: 120 };
}

const square = (half: number, x = 0, y = 0): Corner[] => [
  [x - half, y - half],
  [x + half, y - half],
  [x + half, y + half],
  [x - half, y + half],
];

function eventsOf(fixes: readonly Fix[], store: ArrivalStore): ArrivalEvent[] {
  const events: ArrivalEvent[] = [];
  const endAt = Math.max(START, ...fixes.map((fix) => fix.receivedAt).filter(Number.isFinite)) + 60_000;
  replayTrip({ store: prepareStore(store), startedAt: START, endAt, fixes }, (step) => {
    events.push(...step.events);
    if (step.eta) expect(Number.isFinite(step.eta.seconds)).toBe(true);
  });
  return events;
}

/** Drives from the west to a place, and stands there for four minutes. */
function arrivalAt(to: Corner, store: ArrivalStore, seed: number) {
  const moves: Move[] = [{ to: [-700, to[1]], speedMps: 12 }, { to, speedMps: 9 }, { standS: 240 }];
  const points = drive([-2500, to[1]], moves);
  const parkedAt = START + (points.findLast((p) => p.speedMps > 0.3)?.s ?? 0) * 1000;
  const fixes = record(points, PHONE, SOMEWHERE, START, new SeededRandom(seed));
  const events = eventsOf(fixes, store);
  return { parkedAt, arrived: events.filter((event) => event.type === 'arrived') };
}

const seeds = [1, 2, 3];

describe('detects arrivals on premises', () => {
  it.each(seeds)('of 200 m²: three bays (seed %i)', (seed) => {
    const { arrived, parkedAt } = arrivalAt([0, 0], storeOf(square(7.1)), seed);
    expect(arrived).toHaveLength(1);
    expect((arrived[0]?.decidedAt ?? 0) - parkedAt).toBeLessThan(90_000);
  });

  it.each(seeds)('of 1 km²: on the premises, not before, and soon (seed %i)', (seed) => {
    const { arrived, parkedAt } = arrivalAt([250, 40], storeOf(square(500)), seed);
    expect(arrived).toHaveLength(1);
    // 500 m before the middle begins the ground, a minute's drive before the stand.
    expect((arrived[0]?.decidedAt ?? 0) - parkedAt).toBeGreaterThan(-90_000);
    expect((arrived[0]?.decidedAt ?? 0) - parkedAt).toBeLessThan(30_000);
  });

  it.each(seeds)('with a hole: found beside it, and not in its middle (seed %i)', (seed) => {
    const around = storeOf(square(80), square(40));
    expect(arrivalAt([-60, 0], around, seed).arrived).toHaveLength(1);
    const inTheHole = eventsOf(
      record(drive([0, 0], [{ standS: 240 }]), PHONE, SOMEWHERE, START, new SeededRandom(seed)),
      around,
    );
    expect(inTheHole.map((event) => event.type)).not.toContain('arrived');
  });

  it.each(seeds)('that cross themselves: found in either wing (seed %i)', (seed) => {
    const bowTie = storeOf([
      [-60, -40],
      [60, 40],
      [60, -40],
      [-60, 40],
    ]);
    expect(arrivalAt([-40, 0], bowTie, seed).arrived).toHaveLength(1);
    expect(arrivalAt([45, 0], bowTie, seed).arrived).toHaveLength(1);
  });
});

describe('a trip without one usable fix', () => {
  const fixes = record(
    drive([-700, 0], [{ to: [0, 0], speedMps: 10 }, { standS: 240 }]),
    PHONE,
    SOMEWHERE,
    START,
    new SeededRandom(1),
  );

  it.each([
    ['too coarse', (fix: Fix): Fix => ({ ...fix, accuracyM: 3_000 })],
    ['no number', (fix: Fix): Fix => ({ ...fix, latitude: Number.NaN })],
    [
      'hours old when sent, all at once',
      (fix: Fix): Fix => ({ ...fix, sentAt: START + 7_200_000, receivedAt: START + 7_200_000 }),
    ],
  ])('tells no arrival and no approach: all of them %s', (_name, spoilt) => {
    const types = eventsOf(fixes.map(spoilt), storeOf(square(40))).map((event) => event.type);
    for (const type of types) expect(['signal_lost', 'signal_found']).toContain(type);
  });

  it('uses the time that the customer stated', () => {
    const store = prepareStore(storeOf(square(40)));
    const told: string[] = [];
    let source: string | undefined;
    replayTrip(
      {
        store,
        startedAt: START,
        endAt: START + 900_000,
        declaredEtaS: 600,
        fixes: fixes.map((fix) => ({ ...fix, accuracyM: 3_000 })),
      },
      (step) => {
        told.push(...step.events.map((event) => event.type));
        source = step.eta?.source ?? source;
      },
    );
    expect(source).toBe('declared');
    expect(told).toContain('approaching');
    expect(told).not.toContain('arrived');
  });
});
