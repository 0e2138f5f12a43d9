import { describe, expect, it } from 'vitest';
import { SeededRandom } from '../../../testkit/src/trips/index.js';
import { drive, lotStore, record, SOMEWHERE, type Move } from '../../../testkit/src/trips/index.js';
import { decideArrival, newTrack, prepareStore, type ArrivalEvent } from './index.js';
import { nextFixInS, spend } from './sampling.js';
import type { Allowance } from './track-state.js';

const START = Date.UTC(2026, 5, 1, 10);

/** A drive of 20 minutes through a town: stretches, turns, lights, and the lot. */
const TOWN: readonly Move[] = [
  { to: [-6000, 3000], speedMps: 13 },
  { standS: 60 },
  { to: [-6000, 500], speedMps: 12 },
  { standS: 45 },
  { to: [-3000, 500], speedMps: 11 },
  { standS: 90 },
  { to: [-3000, -38], speedMps: 9 },
  { standS: 30 },
  { to: [0, -38], speedMps: 11 },
  { to: [0, -28], speedMps: 5 },
  { to: [8, 2], speedMps: 3 },
  { standS: 120 },
];

describe('the time until the next fix', () => {
  it.each([1, 2, 3])(
    'at most 60 fixes until the arrival of a 20 minute trip, which is found (seed %i)',
    (seed) => {
      const store = prepareStore(lotStore());
      const points = drive([-9000, 3000], TOWN);
      const every = record(
        points,
        { everyS: 1, errorM: 5, accuracyM: 8 },
        SOMEWHERE,
        START,
        new SeededRandom(seed),
      );
      const events: ArrivalEvent[] = [];
      let state = newTrack(START);
      let dueAt = START;
      let sent = 0;
      for (const fix of every) {
        if (fix.recordedAt < dueAt || events.some((e) => e.type === 'arrived')) continue;
        const decided = decideArrival(state, fix, fix.receivedAt, store);
        state = decided.state;
        events.push(...decided.events);
        dueAt = fix.recordedAt + decided.nextFixInS * 1000;
        sent += 1;
      }
      const arrived = events.find((e) => e.type === 'arrived');
      const parkedAt = START + (points.findLast((p) => p.speedMps > 0.3)?.s ?? 0) * 1000;
      expect(parkedAt - START).toBeGreaterThan(1_050_000);
      expect(sent).toBeLessThanOrEqual(60);
      expect(arrived).toBeDefined();
      expect((arrived?.decidedAt ?? 0) - parkedAt).toBeLessThan(25_000);
    },
  );
});

describe('the allowance of a trip', () => {
  /** Requests in the first and in the worst 20 minutes of three hours. */
  function requests(phase: 'coming' | 'here', etaS: number | undefined, inVisit: boolean) {
    let allowance: Allowance | undefined;
    const sent: number[] = [];
    for (let at = 0; at < 3 * 3600_000; at += 1000 * nextFixInS(phase, etaS, inVisit, allowance)) {
      allowance = spend(allowance, at);
      sent.push(at);
    }
    const within20 = (from: number): number =>
      sent.filter((at) => at >= from && at < from + 1_200_000).length;
    return { first: within20(0), worst: Math.max(...sent.map(within20)) };
  }

  it.each([
    ['waits around the corner', 'coming', 40, false],
    ['stands in the lot and never looks parked', 'coming', 20, true],
    ['gives nothing to estimate from', 'coming', undefined, false],
    ['is here and waits for its order', 'here', undefined, true],
    ['is two minutes away for hours', 'coming', 120, false],
  ] as const)('bounds a car that %s to 60 requests in any 20 minutes', (_name, phase, etaS, inVisit) => {
    const { first, worst } = requests(phase, etaS, inVisit);
    expect(first).toBeGreaterThan(25);
    expect(worst).toBeLessThanOrEqual(60);
  });

  it('changes no interval until it runs low, and fills far away', () => {
    expect(nextFixInS('coming', 20, true, { at: 0, left: 8 })).toBe(3);
    expect(nextFixInS('coming', 20, true, { at: 0, left: 4 })).toBe(20);
    expect(nextFixInS('coming', 20, true, { at: 0, left: 0 })).toBe(40);
    expect(nextFixInS('coming', 900, false, { at: 0, left: 4 })).toBe(60);
    expect(spend({ at: 0, left: 4 }, 60_000).left).toBeCloseTo(4.5, 9);
    expect(spend({ at: 0, left: 4 }, 86_400_000).left).toBe(29);
  });

  it('counts a late batch once, and tolerates a clock that steps back', () => {
    const after = spend({ at: 0, left: 10 }, 4_000);
    expect(spend(after, 4_000)).toEqual(after);
    expect(spend(after, 1_000)).toEqual(after);
    expect(spend(after, Number.NaN)).toEqual(after);
  });
});
