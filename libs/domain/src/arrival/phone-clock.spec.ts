import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { readClock } from './phone-clock.js';
import type { PhoneClock } from './track-state.js';
import type { Fix } from './types.js';

const NOON = Date.UTC(2026, 5, 1, 12);
const fix = (recordedS: number, receivedS: number, sentS?: number): Fix => ({
  latitude: 0,
  longitude: 0,
  recordedAt: NOON + recordedS * 1000,
  receivedAt: NOON + receivedS * 1000,
  sentAt: sentS === undefined ? undefined : NOON + sentS * 1000,
});

/** Reads fixes one after the other; the readings' refusals and times in seconds after noon. */
function read(fixes: readonly Fix[]): { refused: string | undefined; atS: number | undefined }[] {
  let clock: PhoneClock | undefined;
  return fixes.map((f) => {
    const reading = readClock(clock, f);
    clock = reading.clock;
    return {
      refused: reading.refused,
      atS: reading.at === undefined ? undefined : (reading.at - NOON) / 1000,
    };
  });
}

const refusals = (fixes: readonly Fix[]): (string | undefined)[] => read(fixes).map((r) => r.refused);

describe('the phone clock', () => {
  it('refuses fixes that came before or twice', () => {
    expect(refusals([fix(0, 0.3), fix(5, 5.3), fix(5, 5.4), fix(3, 5.5), fix(6, 6.3)])).toEqual([
      undefined,
      undefined,
      'duplicate',
      'out_of_order',
      undefined,
    ]);
  });

  it('keeps the intervals of a late batch', () => {
    const readings = read([fix(0, 0.3), fix(10, 60), fix(20, 60), fix(59.7, 60)]);
    expect(readings.map((r) => Math.round(r.atS ?? -1))).toEqual([0, 10, 20, 60]);
  });

  it('sees by the time of sending that a first fix is old and the clock right', () => {
    expect(read([fix(0, 100.3, 100)])[0]?.atS).toBeCloseTo(0.3, 3);
  });

  it('refuses what is older than half an hour', () => {
    expect(refusals([fix(-7200, 0.3, 0)])).toEqual(['too_old']);
  });

  it('follows a phone that sets its clock back by an hour, after three fixes that agree', () => {
    const back = [10, 20, 30, 40, 50].map((s) => fix(s - 3600, s + 0.3));
    expect(refusals([fix(0, 0.3), ...back])).toEqual([
      undefined,
      'out_of_order',
      'out_of_order',
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is not moved by a late batch of older fixes', () => {
    const late = [1, 2, 3, 4, 5].map((s) => fix(s, 20.3));
    const readings = read([fix(0, 0.3), fix(20, 20.2), ...late, fix(25, 25.3)]);
    expect(readings.map((r) => r.refused ?? 'taken')).toEqual([
      'taken',
      'taken',
      ...late.map(() => 'out_of_order'),
      'taken',
    ]);
    expect(readings.at(-1)?.atS).toBeCloseTo(25.2, 1);
  });

  it('follows a phone that sets its clock ahead by a day', () => {
    const ahead = [10, 20, 30].map((s) => fix(s + 86_400, s + 0.3));
    const readings = read([fix(0, 0.3), ...ahead]);
    expect(readings.at(-1)?.refused).toBeUndefined();
    expect(readings.at(-1)?.atS).toBeCloseTo(30.3, 0);
  });

  describe('with another clock for positions', () => {
    const YEAR_S = 365 * 86_400;
    /** Taken every 5 s and sent at once: `apartS` is by how much the clock of sending is ahead. */
    const live = (positionsS: number, apartS: number): Fix[] =>
      Array.from({ length: 30 }, (_, i) => fix(5 * i + positionsS, 5 * i + 0.3, 5 * i + positionsS + apartS));

    it.each([
      ['25 min fast', 0, 1500],
      ['40 s slow', 0, -40],
      ['stamped from 2001', -31 * YEAR_S, 31 * YEAR_S],
    ])('%s: is in the time of the server from the second fix on', (_what, positionsS, apartS) => {
      const readings = read(live(positionsS, apartS)).slice(1);
      for (const [i, { refused, atS }] of readings.entries()) {
        expect(refused).toBeUndefined();
        expect(Math.abs((atS ?? NaN) - 5 * (i + 1))).toBeLessThan(1);
      }
    });

    it('recognizes the second clock, from a year behind to a year ahead', () => {
      const offset = fc.oneof(
        fc.integer({ min: -YEAR_S, max: YEAR_S }),
        fc.integer({ min: -90, max: 90 }),
        fc.constant(-31 * YEAR_S),
      );
      fc.assert(
        fc.property(offset, offset, fc.integer({ min: -200, max: 200 }), (positionsS, apartS, driftPpm) => {
          const drifting = live(positionsS, apartS).map((f, i) => ({
            ...f,
            recordedAt: Math.round(f.recordedAt + 5 * i * driftPpm * 1e-3),
          }));
          const readings = read(drifting).slice(3);
          for (const [i, { refused, atS }] of readings.entries()) {
            expect(refused).toBeUndefined();
            // A minute's difference between the two looks like a position that is a minute old.
            const asFarAsSaid = apartS >= 0 && apartS <= 60 ? apartS : 0;
            expect(Math.abs((atS ?? NaN) - 5 * (i + 3))).toBeLessThan(2 + asFarAsSaid);
          }
        }),
      );
    });

    it('follows the second clock when it jumps', () => {
      const before = live(0, 0);
      const after = live(0, 0).map((f) => ({
        ...f,
        recordedAt: f.recordedAt + 150_000,
        receivedAt: f.receivedAt + 150_000,
        sentAt: (f.sentAt ?? 0) + 150_000 + 900_000,
      }));
      const readings = read([...before, ...after]);
      expect(readings.filter((r) => r.refused !== undefined)).toEqual([]);
      expect(readings.at(-1)?.atS).toBeCloseTo(295.3, 0);
    });

    it('does not take a late batch for a second clock', () => {
      const batch = [0, 10, 20, 30].map((s) => fix(s, 600, 599.7));
      expect(read([...batch, fix(599, 600.3, 600)]).map((r) => Math.round(r.atS ?? -1))).toEqual([
        0, 10, 20, 30, 599,
      ]);
    });
  });
});
