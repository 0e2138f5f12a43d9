import { describe, expect, it } from 'vitest';
import { sampleDays } from '../../../fixtures/figures.js';
import { barsOf, labelsAlong, linePath, lowestOf, marksOf, sharesOf, unitOf } from './chart.js';

describe('bars of days', () => {
  it('are of days, of weeks or of months, by the length of the range', () => {
    expect([1, 62, 63, 400, 401].map(unitOf)).toEqual(['day', 'day', 'week', 'week', 'month']);
  });

  it('add up to the same waits in every unit', () => {
    const days = sampleDays('2026-01-01', '2026-12-31');
    const sums = (['day', 'week', 'month'] as const).map((unit) => {
      const bars = barsOf(days, unit);
      return {
        n: bars.reduce((sum, { n }) => sum + n, 0),
        missed: bars.reduce((sum, { missed }) => sum + missed, 0),
      };
    });
    expect(sums[0]!.n).toBeGreaterThan(10_000);
    expect(sums[1]).toEqual(sums[0]);
    expect(sums[2]).toEqual(sums[0]);
    expect(barsOf(days, 'month')).toHaveLength(12);
  });

  it('give a week the share of all its waits, not the mean of its days', () => {
    const [one, two] = sampleDays('2026-11-23', '2026-11-24');
    const days = [
      { ...one!, wait: { ...one!.wait, n: 1, missed: 1 } },
      { ...two!, wait: { ...two!.wait, n: 99, missed: 0 } },
    ];
    expect(barsOf(days, 'week')).toMatchObject([{ from: '2026-11-23', to: '2026-11-24', percent: 99 }]);
  });

  it('have no share where nobody waited', () => {
    const [day] = sampleDays('2026-11-23', '2026-11-23');
    expect(barsOf([{ ...day!, wait: { ...day!.wait, n: 0, missed: 0 } }])[0]!.percent).toBeNull();
  });
});

describe('the lowest share', () => {
  const lowest = (...missed: number[]) =>
    lowestOf(
      sharesOf(
        missed.map((count, i) => ({
          day: `2026-11-2${i}`,
          n: count < 0 ? 0 : 10,
          missed: Math.max(0, count),
        })),
      ),
    );

  it('is that of the newest of several days alike, and of none where nobody waited', () => {
    expect(lowest(0, 4, -1, 4, 1)).toEqual({ place: 3, percent: 60 });
    expect(lowest(0, 0)).toEqual({ place: 1, percent: 100 });
    expect(lowest(-1, -1)).toBeNull();
  });
});

describe('marks and lines', () => {
  it('labels no more places than there is room for', () => {
    const along = (count: number, width: number) => {
      const slot = width / count;
      return labelsAlong(count, { slot, x: (place) => slot * (place + 0.5), width }, 64);
    };
    expect(along(7, 640).map(({ place }) => place)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(along(31, 512).map(({ place }) => place)).toEqual([0, 4, 8, 12, 16, 20, 24, 28]);
    expect(along(0, 512)).toEqual([]);
    // The last label keeps off the end, and gives way to the one before.
    for (const [count, width] of [
      [17, 200],
      [5, 330],
      [62, 300],
      [13, 250],
    ] as const) {
      const at = along(count, width).map((label) => label.at);
      expect(at.at(-1)).toBeLessThanOrEqual(width - 32);
      for (const [i, middle] of at.slice(1).entries()) expect(middle - at[i]!).toBeGreaterThanOrEqual(64);
    }
  });

  it('puts an axis on round times and past the longest', () => {
    expect(marksOf(130)).toEqual([0, 30, 60, 90, 120, 150]);
    expect(marksOf(300)).toEqual([0, 60, 120, 180, 240, 300]);
    expect(marksOf(7_000)).toEqual([0, 1_800, 3_600, 5_400, 7_200]);
    expect(marksOf(0)).toEqual([0, 30]);
  });

  it('breaks a line where a value is missing and keeps a lone one as a dot', () => {
    const path = linePath(
      [1, 2, null, 4],
      (i) => i * 10,
      (value) => value,
    );
    expect(path).toBe('M0.0 1.0L10.0 2.0M30.0 4.0h0.01');
  });
});
