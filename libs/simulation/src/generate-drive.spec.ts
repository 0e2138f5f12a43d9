import { describe, expect, it } from 'vitest';
import { generateDrive } from './generate-drive.js';
import { durationMs, fixAt, lastPart, moveTo } from './journey.js';
import { SeededRandom } from './random.js';

const goal = { latitude: 45.74, longitude: 4.81 };
const METERS = 111_195;
const awayM = (p: { latitude: number; longitude: number }, from = goal): number =>
  METERS *
  Math.hypot(
    p.latitude - from.latitude,
    (p.longitude - from.longitude) * Math.cos((from.latitude * Math.PI) / 180),
  );

describe('a made-up drive', () => {
  it.each([1, 2, 3, 4, 5])(
    'with seed %i ends at its goal, at speeds a car drives, and stands there',
    (seed) => {
      const drive = generateDrive({ goal, lengthM: 2_000, parkedS: 30 }, new SeededRandom(seed));
      expect(drive[0]?.atMs).toBe(0);
      expect(drive.every((fix, i) => i === 0 || fix.atMs > (drive[i - 1]?.atMs ?? 0))).toBe(true);
      expect(drive.every(({ speedMps = 0 }) => speedMps >= 0 && speedMps < 15)).toBe(true);
      expect(drive.slice(-30).every((fix) => awayM(fix) < 25)).toBe(true);
      expect(durationMs(drive)).toBeGreaterThan(150_000);
      expect(durationMs(drive)).toBeLessThan(900_000);
    },
  );

  it('that gets lost passes the entrance, stops further on and still ends at its goal', () => {
    const drive = generateDrive({ goal, lengthM: 900, parkedS: 10, lost: true }, new SeededRandom(4));
    const distances = drive.map((fix) => awayM(fix));
    const passed = distances.findIndex((meters) => meters < 70);
    const halt = drive.findIndex((fix, i) => i > passed && awayM(fix) > 250 && fix.speedMps === 0);
    expect(passed).toBeGreaterThan(0);
    expect(halt).toBeGreaterThan(passed);
    expect(distances.at(-1)).toBeLessThan(25);
  });

  it('is the same for the same seed', () => {
    const plan = { goal, lengthM: 900 };
    expect(generateDrive(plan, new SeededRandom(9))).toEqual(generateDrive(plan, new SeededRandom(9)));
  });
});

describe('a journey', () => {
  const journey = [0, 1_000, 5_000, 9_000].map((atMs, i) => ({
    atMs,
    latitude: 50 + i / 1_000,
    longitude: 3,
  }));

  it('tells the newest fix of a moment', () => {
    expect([0, 999, 1_000, 8_999, 99_999].map((at) => fixAt(journey, at)?.atMs)).toEqual([
      0, 0, 1_000, 5_000, 9_000,
    ]);
    expect(fixAt(journey, -1)).toBeUndefined();
  });

  it('can be cut to its end, and moved whole', () => {
    expect(lastPart(journey, 4_000).map(({ atMs }) => atMs)).toEqual([0, 4_000]);
    const moved = moveTo(journey, goal);
    expect(moved.at(-1)).toMatchObject(goal);
    expect(awayM(moved[0]!)).toBeCloseTo(awayM(journey[0]!, journey[3]), 0);
  });
});
