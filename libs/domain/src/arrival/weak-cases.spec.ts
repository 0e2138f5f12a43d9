/** What went wrong on recorded trips, told again as generated ones: each case has a name and a seed. */
import { describe, expect, it } from 'vitest';
import {
  BEGINS_AT,
  drive,
  fixesOf,
  GOOD_PHONE,
  lotStore,
  parkedS,
  SOMEWHERE,
  story,
  detect,
  detectFixes,
  type Move,
  type Detected,
} from '../../../testkit/src/trips/index.js';
import { projectionAround, toPosition } from '../geo/index.js';

const seeds = [1, 2, 3, 4, 5];

describe('cars that only seemed to come', () => {
  it.each(seeds)('starts-in-the-lot: is there for a moment, and drives off (seed %i)', (seed) => {
    const types = detect(
      drive([5, 5], [{ standS: 3 }, { to: [900, 0], speedMps: 9 }]),
      GOOD_PHONE,
      seed,
    ).types;
    expect(types).not.toContain('arrived');
  });

  it.each(seeds)('cuts-the-corner: drives through the lot at 25 km/h (seed %i)', (seed) => {
    const moves: Move[] = [
      { to: [-40, -10], speedMps: 9 },
      { to: [40, 10], speedMps: 7 },
      { to: [900, 40], speedMps: 10 },
    ];
    expect(detect(drive([-900, -30], moves), GOOD_PHONE, seed).types).not.toContain('arrived');
  });

  it.each(seeds)('creeps-in-a-jam: 2 m/s and halts, all along the edge (seed %i)', (seed) => {
    const jam: Move[] = [-60, -40, -20, 0, 20, 40, 60].flatMap((x): Move[] => [
      { to: [x, -38], speedMps: 2 },
      { standS: 15 },
    ]);
    const types = detect(
      drive([-300, -38], [...jam, { to: [700, -38], speedMps: 10 }]),
      GOOD_PHONE,
      seed,
    ).types;
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
      const { types } = detect(points, { ...GOOD_PHONE, hidden: [besideS, besideS + 90] }, seed);
      expect(types).not.toContain('arrived');
    },
  );

  it('turns-round: 3 m into the mouth of the lot and out again, at 3 m/s: none of 60 is reported', () => {
    const moves: Move[] = [
      { to: [0, -38], speedMps: 10 },
      { to: [0, -27], speedMps: 3 },
      { to: [-10, -38], speedMps: 3 },
    ];
    const points = drive([900, -38], [...moves, { to: [-900, -38], speedMps: 10 }]);
    const detected = Array.from({ length: 60 }, (_, i) => i + 1).filter((seed) =>
      detect(points, GOOD_PHONE, seed).types.includes('arrived'),
    );
    expect(detected).toEqual([]);
  });
});

describe('cars that came and were missed before', () => {
  it.each(seeds)('stands-at-the-edge: four meters inside, for minutes (seed %i)', (seed) => {
    const moves: Move[] = [{ to: [0, -38], speedMps: 10 }, { to: [4, -26], speedMps: 3 }, { standS: 300 }];
    expect(detect(drive([-900, -38], moves), { ...GOOD_PHONE, errorM: 2 }, seed).types).toContain('arrived');
  });

  it.each(seeds)('sparse-and-coarse: a fix in 30 s, 20 m off (seed %i)', (seed) => {
    const { from, moves } = story('parks-in-the-middle');
    expect(detect(drive(from, moves), { everyS: 30, errorM: 10, accuracyM: 20 }, seed).types).toContain(
      'arrived',
    );
  });

  it.each(seeds)('crosses-the-lot-first: reported soon after it stands, deep inside (seed %i)', (seed) => {
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
    expect(detect(points, GOOD_PHONE, seed).eventS('arrived') - parkedS(points)).toBeLessThan(10);
  });
});

describe('one drive, two trips', () => {
  const { from, moves } = story('parks-in-the-middle');
  const fixes = fixesOf(drive(from, moves), GOOD_PHONE, 7);

  it('two orders in one car: both get the same events, each under its own numbers', () => {
    const [one, two] = [
      detectFixes(fixes),
      detectFixes(fixes, lotStore(), { startedAt: BEGINS_AT - 60_000 }),
    ];
    const plain = ({ events }: Detected): unknown =>
      events.map(({ type, number, occurredAt }) => ({ type, number, occurredAt }));
    expect(plain(two)).toEqual(plain(one));
    expect(one.types).toContain('arrived');
  });

  it.each([
    ['side by side', { x: 90, y: 0 }],
    ['back to back', { x: 0, y: 60 }],
  ])('two stores whose lots touch, %s: only the one that the car stands in', (_, middle) => {
    const next = lotStore({ at: toPosition(projectionAround(SOMEWHERE), middle) });
    expect(detectFixes(fixes).types).toContain('arrived');
    expect(detectFixes(fixes, next).types).not.toContain('arrived');
  });
});
