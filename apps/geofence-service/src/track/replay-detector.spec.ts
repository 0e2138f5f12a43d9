import { describe, expect, it } from 'vitest';
import { ReplayDetector } from './replay-detector.js';

const HOUR_MS = 3_600_000;
const at = (meters: number, recordedAt = 0) => ({
  latitude: 45.76 + meters / 111_195,
  longitude: 4.85,
  accuracyM: 8,
  recordedAt,
});

describe('steps of earlier trips', () => {
  it('recognizes a step an hour later, and not within the same trip', () => {
    const detector = new ReplayDetector();
    expect(detector.isReplayed(at(0), at(20))).toBe(false);
    expect(detector.isReplayed(at(0), at(20, 5_000))).toBe(false);
    expect(detector.isReplayed(at(0), at(20, HOUR_MS))).toBe(true);
    expect(detector.isReplayed(at(0), at(20.2, HOUR_MS))).toBe(false);
  });

  it('ignores a phone that stands or whose position is coarse', () => {
    const detector = new ReplayDetector();
    for (const to of [at(2), { ...at(50), accuracyM: 800 }]) {
      detector.isReplayed(at(0), to);
      expect(detector.isReplayed(at(0), { ...to, recordedAt: HOUR_MS })).toBe(false);
    }
  });

  it('forgets the oldest beyond its capacity', () => {
    const detector = new ReplayDetector(8);
    for (let meters = 10; meters <= 90; meters += 10) detector.isReplayed(at(0), at(meters));
    expect(detector.isReplayed(at(0), at(10, HOUR_MS))).toBe(false);
    expect(detector.isReplayed(at(0), at(90, HOUR_MS))).toBe(true);
  });

  it('remembers most of the newest half of its capacity, however many steps come', () => {
    const detector = new ReplayDetector(1_024);
    for (let meters = 10; meters <= 100_000; meters += 10) detector.isReplayed(at(0), at(meters));
    let known = 0;
    for (let meters = 100_000; meters > 100_000 - 512 * 10; meters -= 10)
      known += detector.isReplayed(at(0), at(meters, HOUR_MS)) ? 1 : 0;
    expect(known).toBeGreaterThan(0.95 * 512);
    expect(detector.isReplayed(at(0), at(10, HOUR_MS))).toBe(false);
  });
});
