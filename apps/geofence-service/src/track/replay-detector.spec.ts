import { describe, expect, it } from '@jest/globals';
import { ReplayDetector } from './replay-detector.js';

const HOUR_MS = 3_600_000;
const at = (metres: number, recordedAt = 0) => ({
  latitude: 45.76 + metres / 111_195,
  longitude: 4.85,
  accuracyM: 8,
  recordedAt,
});

describe('steps of earlier trips', () => {
  it('knows a step again an hour later, and not in the same trip', () => {
    const paths = new ReplayDetector();
    expect(paths.repeats(at(0), at(20))).toBe(false);
    expect(paths.repeats(at(0), at(20, 5_000))).toBe(false);
    expect(paths.repeats(at(0), at(20, HOUR_MS))).toBe(true);
    expect(paths.repeats(at(0), at(20.2, HOUR_MS))).toBe(false);
  });

  it('takes no notice of a phone that stands or says little', () => {
    const paths = new ReplayDetector();
    for (const to of [at(2), { ...at(50), accuracyM: 800 }]) {
      paths.repeats(at(0), to);
      expect(paths.repeats(at(0), { ...to, recordedAt: HOUR_MS })).toBe(false);
    }
  });

  it('forgets the oldest beyond its capacity', () => {
    const paths = new ReplayDetector(8);
    for (let metres = 10; metres <= 90; metres += 10) paths.repeats(at(0), at(metres));
    expect(paths.repeats(at(0), at(10, HOUR_MS))).toBe(false);
    expect(paths.repeats(at(0), at(90, HOUR_MS))).toBe(true);
  });

  it('remembers most of the newest half of what it may hold, however many come', () => {
    const paths = new ReplayDetector(1_024);
    for (let metres = 10; metres <= 100_000; metres += 10) paths.repeats(at(0), at(metres));
    let known = 0;
    for (let metres = 100_000; metres > 100_000 - 512 * 10; metres -= 10)
      known += paths.repeats(at(0), at(metres, HOUR_MS)) ? 1 : 0;
    expect(known).toBeGreaterThan(0.95 * 512);
    expect(paths.repeats(at(0), at(10, HOUR_MS))).toBe(false);
  });
});
