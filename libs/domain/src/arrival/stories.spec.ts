import { describe, expect, it } from 'vitest';
import {
  BEGINS_AT,
  drive,
  fixesOf,
  GOOD_PHONE,
  lotStore,
  parkedS,
  secondsAfter,
  STORIES,
  story,
  detect,
  detectFixes,
  type Move,
  type PhoneModel,
  type TruePoint,
} from '../../../testkit/src/trips/index.js';
import type { ArrivalStore, Fix } from './index.js';

/** When the car first is inside the lot (90 m by 60 m around 0, 0). */
const enteredS = (points: readonly TruePoint[]): number =>
  points.find((p) => Math.abs(p.x) < 45 && Math.abs(p.y) < 30)?.s ?? 0;

const seeds = [1, 2, 3];

describe('arrives', () => {
  for (const { name, from, moves } of STORIES.filter((s) => s.arrives)) {
    it.each(seeds)(`${name} (seed %i): one alert, soon, with the right time`, (seed) => {
      const points = drive(from, moves);
      const { types, arrived } = detect(points, GOOD_PHONE, seed);
      expect(types.filter((t) => t === 'arrived')).toHaveLength(1);
      expect(types.indexOf('approaching')).toBeLessThan(types.indexOf('arrived'));
      const decidedS = secondsAfter(arrived?.decidedAt);
      const occurredS = secondsAfter(arrived?.occurredAt);
      expect(decidedS).toBeGreaterThan(enteredS(points) - 5);
      expect(decidedS).toBeLessThan(parkedS(points) + 25);
      expect(occurredS).toBeGreaterThan(enteredS(points) - 8);
      expect(occurredS).toBeLessThan(parkedS(points) + 8);
    });
  }

  it('at one fix a minute, with two fixes inside', () => {
    const { from } = story('parks-in-the-middle');
    const moves: Move[] = [{ to: [0, 0], speedMps: 10 }, { standS: 300 }];
    expect(detect(drive(from, moves), { everyS: 60, errorM: 4, accuracyM: 8 }, 3).arrived).toBeDefined();
  });

  it('at ten fixes a second, no sooner than at one', () => {
    const { from, moves } = story('parks-in-the-middle');
    const points = drive(from, moves);
    const often = detect(points, { ...GOOD_PHONE, everyS: 0.1 }, 4).arrived;
    const seldom = detect(points, GOOD_PHONE, 4).arrived;
    expect(often).toBeDefined();
    expect(Math.abs((often?.decidedAt ?? 0) - (seldom?.decidedAt ?? 0))).toBeLessThan(10_000);
  });

  it('without accuracy, speed or heading', () => {
    const { from, moves } = story('parks-in-the-middle');
    expect(detect(drive(from, moves), { everyS: 3, errorM: 4 }, 5).arrived).toBeDefined();
  });

  it('with a phone that falls silent as the car stops', () => {
    const { from, moves } = story('parks-in-the-middle');
    const phone: PhoneModel = { ...GOOD_PHONE, everyS: 3, stopsWithCar: true };
    expect(detect(drive(from, moves), phone, 6).arrived).toBeDefined();
  });

  it.each([-86_400_000, 86_400_000, 420_000])(
    'with a phone clock %i ms off, in the time of the server',
    (clockMs) => {
      const { from, moves } = story('parks-in-the-middle');
      const points = drive(from, moves);
      const right = detect(points, GOOD_PHONE, 7).arrived;
      const off = detect(points, { ...GOOD_PHONE, clockMs, givesSentAt: true }, 7).arrived;
      expect(Math.abs((off?.occurredAt ?? 0) - (right?.occurredAt ?? 0))).toBeLessThan(2000);
      const silent = detect(points, { ...GOOD_PHONE, clockMs }, 7).arrived;
      expect(Math.abs((silent?.occurredAt ?? 0) - (right?.occurredAt ?? 0))).toBeLessThan(2000);
    },
  );

  it('comes-back-after-hidden: within seconds of the page, dated back to the drive', () => {
    const { from, moves } = story('parks-in-the-middle');
    const points = drive(from, moves);
    const parked = parkedS(points);
    const hidden = [parked - 90, parked + 30] as const;
    const { arrived } = detect(points, { ...GOOD_PHONE, hidden }, 8);
    expect(secondsAfter(arrived?.decidedAt) - hidden[1]).toBeLessThan(15);
    expect(Math.abs(secondsAfter(arrived?.occurredAt) - parked)).toBeLessThan(60);
  });

  it('late-batch: at once when the batch comes, dated as it was', () => {
    const { from, moves } = story('parks-in-the-middle');
    const points = drive(from, moves);
    const parked = parkedS(points);
    const { arrived, types } = detect(points, { ...GOOD_PHONE, offline: [parked - 60, parked + 40] }, 9);
    expect(secondsAfter(arrived?.decidedAt) - (parked + 40)).toBeLessThan(5);
    expect(Math.abs(secondsAfter(arrived?.occurredAt) - parked)).toBeLessThan(20);
    expect(types.filter((t) => t === 'arrived')).toHaveLength(1);
  });

  it('first-fix-inside: a trip that begins in the lot and stays is an arrival', () => {
    const { arrived } = detect(drive([5, 5], [{ standS: 240 }]), GOOD_PHONE, 10);
    expect(arrived).toBeDefined();
  });

  it('pin-and-radius: a store without a polygon has a lot around its pin', () => {
    const { from, moves } = story('parks-in-the-middle');
    const store: ArrivalStore = { ...lotStore(), premises: { type: 'Polygon', coordinates: [] } };
    expect(detect(drive(from, moves), GOOD_PHONE, 11, store).arrived).toBeDefined();
  });
});

describe('does not arrive', () => {
  for (const { name, from, moves } of STORIES.filter((s) => !s.arrives)) {
    it.each(seeds)(`${name} (seed %i)`, (seed) => {
      expect(detect(drive(from, moves), GOOD_PHONE, seed).types).not.toContain('arrived');
    });
  }

  it('by coarse fixes alone, however many', () => {
    const { from, moves } = story('parks-in-the-middle');
    const { types } = detect(drive(from, moves), { everyS: 5, errorM: 10, accuracyM: 2500 }, 12);
    expect(types).not.toContain('arrived');
  });

  it('by junk that claims to be exact', () => {
    const points = drive([-2000, -300], [{ to: [-300, 0], speedMps: 9 }, { standS: 200 }]);
    const jumpsAt = [150, 180, 230, 260, 300, 330];
    expect(detect(points, { ...GOOD_PHONE, jumpsAt }, 13).types).not.toContain('arrived');
  });

  it('by silence alone: the customer is asked, and no arrival is reported', () => {
    const points = drive([-3000, -38], [{ to: [-1200, -38], speedMps: 12 }]);
    const fixes = fixesOf(points, GOOD_PHONE, 14);
    const { types } = detectFixes(fixes, lotStore(), { moreS: 1200 });
    expect([...types].sort()).toEqual(['approaching', 'probably_here', 'signal_lost']);
  });
});

describe('after the arrival', () => {
  const visit: Move[] = [{ to: [0, 0], speedMps: 8 }, { standS: 120 }];

  it('leaves and returns: arrived, departed, returned, each once', () => {
    const points = drive([-800, 0], [...visit, { to: [600, 0], speedMps: 10 }, { standS: 60 }, ...visit]);
    const { types } = detect(points, GOOD_PHONE, 15);
    const moves = types.filter((t) => ['arrived', 'departed', 'returned'].includes(t));
    expect(moves).toEqual(['arrived', 'departed', 'returned']);
  });

  it('a parked phone that Wi-Fi leads 150 m astray for 40 s every 4 min leaves once at most', () => {
    for (const seed of seeds) {
      const stand = drive([-800, 0], [{ to: [0, 0], speedMps: 8 }, { standS: 1000 }]);
      const parked = 110;
      const astray = stand.map((point) => {
        const inCycle = (point.s - parked) % 240;
        return point.s > parked + 60 && inCycle >= 200 ? { ...point, x: point.x + 150 } : point;
      });
      const { types } = detect(astray, { everyS: 3, errorM: 5, accuracyM: 25 }, seed);
      expect(types.filter((t) => t === 'arrived')).toHaveLength(1);
      expect(types.filter((t) => t === 'departed').length).toBeLessThanOrEqual(1);
    }
  });

  it('reports a second departure for good, a little later', () => {
    const away: Move[] = [{ to: [600, 0], speedMps: 10 }, { standS: 240 }];
    const points = drive([-800, 0], [...visit, ...away, ...visit, ...away]);
    const moves = detect(points, GOOD_PHONE, 15).types.filter((t) => t === 'departed');
    expect(moves).toHaveLength(2);
  });

  it('a walk to the door and a wandering position are no departure', () => {
    const walk: Move[] = [{ to: [48, 10], speedMps: 1.2 }, { standS: 120 }];
    const { types } = detect(
      drive([-800, 0], [...visit, ...walk]),
      { ...GOOD_PHONE, errorM: 9, accuracyM: 12 },
      16,
    );
    expect(types).not.toContain('departed');
  });

  it('older fixes that come later correct the time and alert nobody', () => {
    // The silence begins before a long red light, so that the guess made without the fixes is too early.
    const points = drive([-1500, 0], [{ to: [-400, 0], speedMps: 10 }, { standS: 80 }, ...visit]);
    const fixes = fixesOf(points, GOOD_PHONE, 17);
    const parked = parkedS(points);
    const held = (f: Fix): boolean =>
      f.recordedAt > BEGINS_AT + (parked - 130) * 1000 && f.recordedAt < BEGINS_AT + (parked + 30) * 1000;
    const late = fixes.filter(held).map((f) => ({ ...f, receivedAt: BEGINS_AT + (parked + 100) * 1000 }));
    const inOrder = [...fixes.filter((f) => !held(f)), ...late].sort((a, b) => a.receivedAt - b.receivedAt);
    const { events, arrived } = detectFixes(inOrder);
    expect(events.filter((e) => e.type === 'arrived')).toHaveLength(1);
    const corrected = events.findLast((e) => e.type === 'arrival_corrected');
    expect(corrected).toBeDefined();
    expect(corrected?.decidedAt).toBeGreaterThan(arrived?.decidedAt ?? 0);
    expect(Math.abs((corrected?.occurredAt ?? 0) - BEGINS_AT - parked * 1000)).toBeLessThan(15_000);
  });

  it('gives the same events if every fix comes twice', () => {
    const { from, moves } = story('looks-for-a-bay');
    const fixes = fixesOf(drive(from, moves), GOOD_PHONE, 18);
    const twice = fixes.flatMap((f) => [f, f]);
    expect(detectFixes(twice).events).toEqual(detectFixes(fixes).events);
  });
});
