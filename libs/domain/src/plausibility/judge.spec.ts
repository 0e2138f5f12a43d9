import { describe, expect, it } from 'vitest';
import { SPOOFED_AT, SPOOFED_TRIPS, goodTrip, honestTrip, movedNorth, SeededRandom } from '@curbline/testkit';
import fc from 'fast-check';
import {
  judgePlausibility,
  newPlausibility,
  parsePlausibility,
  type Suspicion,
  type JudgedFix,
  type PlausibilityState,
} from './index.js';

function judged(fixes: readonly JudgedFix[], replayed = false): PlausibilityState {
  return fixes.reduce((state, fix) => judgePlausibility(state, fix, SPOOFED_AT, replayed), newPlausibility());
}

const SEED = 20_260_303;
const percent = (part: number, of: number): number => (100 * part) / of;

const EACH = 60;

describe('spoofed trips', () => {
  it.each(Object.keys(SPOOFED_TRIPS) as Suspicion[])(
    '%s is doubted in at least 95 %% of the trips',
    (kind) => {
      const random = new SeededRandom(SEED);
      const states = Array.from({ length: EACH }, () => judged(SPOOFED_TRIPS[kind](random)));
      expect(percent(states.filter(({ doubts }) => doubts.length > 0).length, EACH)).toBeGreaterThanOrEqual(
        95,
      );
      expect(
        percent(states.filter(({ doubts }) => doubts.includes(kind)).length, EACH),
      ).toBeGreaterThanOrEqual(90);
    },
  );

  it('a drive that repeats an earlier one to the digit is suspected', () => {
    expect(judged(goodTrip(new SeededRandom(1)), true).doubts).toEqual(['replayed']);
  });
});

describe('honest trips', () => {
  it('at most 1 % are suspected, with outliers, dead zones and clocks a day off among them', () => {
    const random = new SeededRandom(SEED);
    const doubted = Array.from({ length: 300 }, () => judged(honestTrip(random)).doubts).filter(
      (d) => d.length > 0,
    );
    expect(percent(doubted.length, 300)).toBeLessThanOrEqual(1);
  });

  it('an outlier that claims to be exact, and a first position from somewhere else, raise nothing', () => {
    const fixes = goodTrip(new SeededRandom(3));
    const wild = fixes.map((fix, i) => (i % 9 === 4 ? { ...movedNorth(fix, 0.05), accuracyM: 3 } : fix));
    expect(judged([movedNorth(fixes[0]!, 3), ...wild.slice(1, 12)]).doubts).toEqual([]);
  });

  it('a car that stands at a light for a minute and gives the same point is no spoof', () => {
    const fixes = goodTrip(new SeededRandom(4)).slice(0, 20);
    const last = fixes.at(-1)!;
    const stop = Array.from({ length: 60 }, (_, i) => ({
      ...last,
      speedMps: 0,
      recordedAt: last.recordedAt + 1000 * (i + 1),
      sentAt: last.recordedAt + 1000 * (i + 1),
      receivedAt: last.receivedAt + 1000 * (i + 1),
    }));
    expect(judged([...fixes, ...stop]).doubts).toEqual([]);
  });

  it('a batch sent twice changes nothing', () => {
    const fixes = goodTrip(new SeededRandom(5));
    expect(judged(fixes.flatMap((fix) => [fix, fix]))).toEqual(judged(fixes));
  });
});

describe('the state', () => {
  it('stays under 1 KB, reads back as it was, and is refused in any other shape', () => {
    const random = new SeededRandom(6);
    for (const kind of Object.keys(SPOOFED_TRIPS) as Suspicion[]) {
      const state = judged(SPOOFED_TRIPS[kind](random));
      const json = JSON.stringify(state);
      expect(json.length).toBeLessThan(1024);
      expect(parsePlausibility(JSON.parse(json))).toEqual(JSON.parse(json));
    }
    expect(parsePlausibility({ ...newPlausibility(), version: 0 })).toBeUndefined();
    expect(parsePlausibility({ ...newPlausibility(), doubts: ['no such'] })).toBeUndefined();
    expect(parsePlausibility({ ...newPlausibility(), pace: null })).toBeUndefined();
  });

  it('no input makes it throw', () => {
    const any = fc.record({
      latitude: fc.double(),
      longitude: fc.double(),
      accuracyM: fc.option(fc.double(), { nil: undefined }),
      speedMps: fc.option(fc.double(), { nil: undefined }),
      recordedAt: fc.double(),
      sentAt: fc.option(fc.double(), { nil: undefined }),
      receivedAt: fc.double(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), (fixes) => {
        expect(judged(fixes).doubts.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});
