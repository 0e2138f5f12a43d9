import { describe, expect, it } from '@jest/globals';
import {
  drive,
  record,
  SeededRandom,
  SOMEWHERE,
  STORIES,
  type Phone,
  type Story,
  type TruePoint,
} from '@curbline/testkit';
import fc from 'fast-check';
import {
  judgePlausibility,
  newPlausibility,
  parsePlausibility,
  type Doubt,
  type JudgedFix,
  type PlausibilityState,
} from './index.js';

const START = Date.UTC(2026, 2, 3, 17);
const MOVE_DEGREES = 0.05;

/** A point a second is enough here, and each drive is driven once. */
const driven = new Map<string, TruePoint[]>();
function driveOf(story: Story, standS: number): TruePoint[] {
  const key = `${story.name} ${standS}`;
  const known = driven.get(key);
  if (known) return known;
  const points = drive(story.from, [...story.moves, { standS }]).filter((_, i) => i % 10 === 0);
  driven.set(key, points);
  return points;
}

function judged(fixes: readonly JudgedFix[], copied = false): PlausibilityState {
  return fixes.reduce((state, fix) => judgePlausibility(state, fix, START, copied), newPlausibility());
}

/** A drive of any story by any phone: rates, errors, clocks, dead zones, hidden pages, single outliers. */
function cleanTrip(random: SeededRandom): JudgedFix[] {
  const story = random.pick(STORIES);
  const startedAt = START + random.integer(0, 60_000);
  const phone: Phone = {
    everyS: random.pick([1, 2, 5, 10, 15, 30]),
    errorM: random.integer(3, 12),
    accuracyM: random.integer(4, 40),
    givesSpeed: random.next() < 0.7,
    givesSentAt: true,
    clockMs: random.pick([0, 0, 90_000, -300_000, 86_400_000]),
    ...(random.next() < 0.2 ? { offline: [40, 90] as const } : {}),
    ...(random.next() < 0.2 ? { hidden: [30, 100] as const } : {}),
    ...(random.next() < 0.3 ? { jumpsAt: [20, 45, 60, 61, 80] } : {}),
  };
  return record(driveOf(story, 1), phone, SOMEWHERE, startedAt, random);
}

const shifted = (fix: JudgedFix, degrees: number): JudgedFix => ({
  ...fix,
  latitude: fix.latitude + degrees,
});
/** The same fixes with the times after the first stretched or squeezed. */
const atSpeed = (fixes: readonly JudgedFix[], speed: number): JudgedFix[] => {
  const zero = fixes[0]?.recordedAt ?? 0;
  const sentZero = fixes[0]?.receivedAt ?? 0;
  return fixes.map((fix) => {
    const passed = Math.round((fix.recordedAt - zero) / speed);
    return { ...fix, recordedAt: zero + passed, sentAt: zero + passed, receivedAt: sentZero + passed };
  });
};

/** How each kind is forged from an honest drive. */
const FORGERIES: Record<Doubt, (random: SeededRandom) => JudgedFix[]> = {
  teleport: (random) => {
    const fixes = plainTrip(random);
    const at = random.integer(5, fixes.length - 6);
    const away = random.pick([-1, 1]) * (0.02 + random.next());
    return fixes.map((fix, i) => (i < at ? shifted(fix, away) : fix));
  },
  frozen: (random) => {
    const fixes = plainTrip(random, { standS: 240 });
    const still = random.pick(fixes);
    // A fixed point for the whole trip, or one that stays while the phone says that it drives.
    if (random.next() < 0.5) return fixes.map((fix) => ({ ...still, ...timesOf(fix), speedMps: 0 }));
    const moving = fixes.filter(({ speedMps }) => (speedMps ?? 0) > 4);
    return moving.map((fix, i) =>
      i < 10 ? fix : { ...moving[10]!, ...timesOf(fix), speedMps: fix.speedMps },
    );
  },
  replayed: (random) => {
    const fixes = plainTrip(random);
    if (random.next() < 0.5) return atSpeed(fixes, random.pick([0.25, 0.4, 2, 3, 5, 10]));
    const ageMs = random.integer(3, 400) * 3_600_000;
    return fixes.map((fix) => ({ ...fix, recordedAt: fix.recordedAt - ageMs }));
  },
  accuracy_zero: (random) => plainTrip(random).map((fix) => ({ ...fix, accuracyM: 0 })),
  from_the_future: (random) => {
    const aheadMs = random.integer(30, 7_200) * 1000;
    return plainTrip(random).map((fix) => ({ ...fix, recordedAt: fix.recordedAt + aheadMs }));
  },
  two_phones: (random) => {
    const [one, two] = [plainTrip(random), plainTrip(random)];
    const away = random.pick([-1, 1]) * (0.02 + random.next());
    return [...one, ...two.map((fix) => shifted(fix, away))].sort((a, b) => a.receivedAt - b.receivedAt);
  },
};

const timesOf = ({ recordedAt, sentAt, receivedAt }: JudgedFix) => ({ recordedAt, sentAt, receivedAt });

function plainTrip(random: SeededRandom, { standS = 60 } = {}): JudgedFix[] {
  const story = random.pick(STORIES);
  const phone: Phone = {
    everyS: random.pick([1, 2, 3, 5]),
    errorM: random.integer(3, 10),
    accuracyM: random.integer(4, 30),
    givesSpeed: true,
    givesSentAt: true,
  };
  return record(driveOf(story, standS), phone, SOMEWHERE, START + random.integer(0, 60_000), random);
}

const SEED = 20_260_303;
const percent = (part: number, of: number): number => (100 * part) / of;

const EACH = 60;

describe('forged trips', () => {
  it.each(Object.keys(FORGERIES) as Doubt[])('%s is doubted in at least 95 %% of the trips', (kind) => {
    const random = new SeededRandom(SEED);
    const states = Array.from({ length: EACH }, () => judged(FORGERIES[kind](random)));
    expect(percent(states.filter(({ doubts }) => doubts.length > 0).length, EACH)).toBeGreaterThanOrEqual(95);
    expect(percent(states.filter(({ doubts }) => doubts.includes(kind)).length, EACH)).toBeGreaterThanOrEqual(
      90,
    );
  });

  it('a drive that repeats an earlier one to the digit is doubted', () => {
    expect(judged(plainTrip(new SeededRandom(1)), true).doubts).toEqual(['replayed']);
  });
});

describe('honest trips', () => {
  it('at most 1 % are doubted, with outliers, dead zones and clocks a day off among them', () => {
    const random = new SeededRandom(SEED);
    const doubted = Array.from({ length: 300 }, () => judged(cleanTrip(random)).doubts).filter(
      (d) => d.length > 0,
    );
    expect(percent(doubted.length, 300)).toBeLessThanOrEqual(1);
  });

  it('an outlier that claims to be exact, and a first position from somewhere else, raise nothing', () => {
    const fixes = plainTrip(new SeededRandom(3));
    const wild = fixes.map((fix, i) => (i % 9 === 4 ? { ...shifted(fix, MOVE_DEGREES), accuracyM: 3 } : fix));
    expect(judged([shifted(fixes[0]!, 3), ...wild.slice(1, 12)]).doubts).toEqual([]);
  });

  it('a car that stands at a light for a minute and gives the same point is no forgery', () => {
    const fixes = plainTrip(new SeededRandom(4)).slice(0, 20);
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
    const fixes = plainTrip(new SeededRandom(5));
    expect(judged(fixes.flatMap((fix) => [fix, fix]))).toEqual(judged(fixes));
  });
});

describe('the state', () => {
  it('stays under 1 KB, reads back as it was, and is refused in any other shape', () => {
    const random = new SeededRandom(6);
    for (const kind of Object.keys(FORGERIES) as Doubt[]) {
      const state = judged(FORGERIES[kind](random));
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
