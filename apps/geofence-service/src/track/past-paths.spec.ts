import { describe, expect, it } from '@jest/globals';
import { PastPaths } from './past-paths.js';

const HOUR_MS = 3_600_000;
const at = (metres: number, recordedAt = 0) => ({
  latitude: 45.76 + metres / 111_195,
  longitude: 4.85,
  accuracyM: 8,
  recordedAt,
});

describe('steps of earlier trips', () => {
  it('knows a step again an hour later, and not in the same trip', () => {
    const paths = new PastPaths();
    expect(paths.repeats(at(0), at(20))).toBe(false);
    expect(paths.repeats(at(0), at(20, 5_000))).toBe(false);
    expect(paths.repeats(at(0), at(20, HOUR_MS))).toBe(true);
    expect(paths.repeats(at(0), at(20.2, HOUR_MS))).toBe(false);
  });

  it('takes no notice of a phone that stands or says little', () => {
    const paths = new PastPaths();
    for (const to of [at(2), { ...at(50), accuracyM: 800 }]) {
      paths.repeats(at(0), to);
      expect(paths.repeats(at(0), { ...to, recordedAt: HOUR_MS })).toBe(false);
    }
  });

  it('forgets the oldest beyond its capacity', () => {
    const paths = new PastPaths(2);
    for (const metres of [10, 20, 30]) paths.repeats(at(0), at(metres));
    expect(paths.repeats(at(0), at(10, HOUR_MS))).toBe(false);
    expect(paths.repeats(at(0), at(30, HOUR_MS))).toBe(true);
  });

  it('remembers at least half of what it may hold, however many come', () => {
    const paths = new PastPaths(10);
    for (let metres = 10; metres <= 1_000; metres += 10) {
      paths.repeats(at(0), at(metres));
      const oldest = Math.max(10, metres - 40);
      expect(paths.repeats(at(0), at(oldest, HOUR_MS))).toBe(true);
    }
    expect(paths.repeats(at(0), at(900, HOUR_MS))).toBe(false);
  });
});
