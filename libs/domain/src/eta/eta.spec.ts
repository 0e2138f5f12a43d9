import { describe, expect, it } from 'vitest';
import { drive, remainingAfter, remainingByPace, remainingDeclared, type Pace } from './index.js';

const pace: Pace = { quickMps: 9, slowMps: 8, seenS: 600 };

describe('the estimate', () => {
  it('grows with the distance and shrinks with the speed, within its own interval', () => {
    let before = 0;
    for (const crowM of [0, 50, 200, 800, 3000, 20_000]) {
      const { seconds, low, high } = remainingByPace({ crowM, towards: 0.5, speedMps: 8, pace });
      expect(seconds).toBeGreaterThan(before);
      expect(low).toBeLessThanOrEqual(seconds);
      expect(high).toBeGreaterThanOrEqual(seconds);
      before = seconds;
    }
    const slow = remainingByPace({
      crowM: 2000,
      towards: 0,
      speedMps: 0,
      pace: { ...pace, quickMps: 3, slowMps: 3 },
    });
    expect(slow.seconds).toBeGreaterThan(
      remainingByPace({ crowM: 2000, towards: 0, speedMps: 0, pace }).seconds,
    );
  });

  it('is sooner for a car that heads for the store than for one that drives away', () => {
    const at = (towards: number): number =>
      remainingByPace({ crowM: 600, towards, speedMps: 8, pace }).seconds;
    expect(at(0.9)).toBeLessThan(at(0));
    expect(at(0)).toBeLessThan(at(-0.9));
  });

  it('is short for a car that rolls in beside the goal, and wide for one that stands there', () => {
    const at = (speedMps: number, crowM = 30) => remainingByPace({ crowM, towards: 0, speedMps, pace });
    expect(at(5).seconds).toBeLessThan(20);
    expect(at(0).seconds).toBeGreaterThan(60);
    expect(at(0).high).toBeGreaterThan(100);
    expect(at(5, 1000).seconds).toBeCloseTo(at(0, 1000).seconds, 6);
  });

  it('recognizes people on foot by two minutes at a walking pace, near the store only', () => {
    const walking: Pace = { quickMps: 1.4, slowMps: 1.4, seenS: 300 };
    const at = (crowM: number, speedMps = 1.4, known: Pace = walking) =>
      remainingByPace({ crowM, towards: 1, speedMps, pace: known });
    const { seconds, low, high } = at(700);
    // 500 s straight on; streets are no straight lines.
    expect([low, seconds, high].map(Math.round)).toEqual([420, 600, 780]);
    // A car in a jam for a minute, and one that has got going again.
    expect(at(700, 1.4, { ...walking, seenS: 60 }).seconds).toBeLessThan(400);
    expect(at(700, 6).seconds).toBeLessThan(400);
    // Nobody walks 4 km to a car park: 57 minutes they would be.
    expect(at(4000).seconds).toBeLessThan(1500);
  });

  it('counts down in silence, with a wider interval', () => {
    const now = remainingByPace({ crowM: 3000, towards: 0.5, speedMps: 8, pace });
    const later = remainingAfter(now, 120);
    expect(later.seconds).toBeCloseTo(now.seconds - 120, 6);
    expect(later.high - later.low).toBeGreaterThan(now.high - now.low);
    expect(remainingAfter(now, 1e6).seconds).toBe(0);
  });

  it('uses the time that the customer stated, with a margin', () => {
    const { seconds, low, high } = remainingDeclared(600, 60);
    expect(seconds).toBe(540);
    expect(low).toBeLessThan(seconds);
    expect(high).toBeGreaterThan(seconds);
  });
});

describe('the pace', () => {
  it('converges to the speed driven', () => {
    let known: Pace | undefined;
    for (let s = 0; s < 600; s += 5) known = drive(known, s < 300 ? 75 : 25, 5);
    expect(known?.quickMps).toBeCloseTo(5, 0);
    expect(known?.slowMps).toBeGreaterThan(7);
  });

  it('learns nothing from a gap of minutes or from no time at all', () => {
    expect(drive(pace, 5000, 300)).toEqual(pace);
    expect(drive(pace, 5, 0)).toEqual(pace);
    expect(drive(undefined, 5, Number.NaN)).toBeUndefined();
  });
});
