/**
 * Spoofed trips, one way of forging each, and honest ones that are hard to tell from them: the labeled set on
 * which plausibility is judged. Every trip is told by its random numbers alone.
 */
import type { Fix } from '@curbline/domain/arrival';
import type { Suspicion } from '@curbline/domain/plausibility';
import type { SeededRandom } from '@curbline/simulation';
import { drive, type TruePoint } from '@curbline/simulation';
import { SOMEWHERE } from './lot.js';
import { record, type PhoneModel } from '@curbline/simulation';
import { STORIES, type Story } from './stories.js';

/** When spoofed and honest trips begin, give or take a minute. */
export const SPOOFED_AT = Date.UTC(2026, 2, 3, 17);
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Each drive is driven once, and a point a second is enough here. */
const driven = new Map<string, readonly TruePoint[]>();

function driveOf({ name, from, moves }: Story, standS: number): readonly TruePoint[] {
  const key = `${name} ${standS}`;
  const points = driven.get(key) ?? drive(from, [...moves, { standS }]).filter((_, i) => i % 10 === 0);
  driven.set(key, points);
  return points;
}

const recorded = (random: SeededRandom, phone: PhoneModel, standS: number): Fix[] =>
  record(
    driveOf(random.pick(STORIES), standS),
    phone,
    SOMEWHERE,
    SPOOFED_AT + random.integer(0, 60_000),
    random,
  );

/** A drive by any phone: rates, errors, clocks a day off, dead zones, hidden pages, outliers that claim to be exact. */
export function honestTrip(random: SeededRandom): Fix[] {
  const phone: PhoneModel = {
    everyS: random.pick([1, 2, 5, 10, 15, 30]),
    errorM: random.integer(3, 12),
    accuracyM: random.integer(4, 40),
    givesSpeed: random.next() < 0.7,
    givesSentAt: true,
    clockMs: random.pick([0, 0, 90_000, -300_000, DAY_MS]),
    ...(random.next() < 0.2 ? { offline: [40, 90] as const } : {}),
    ...(random.next() < 0.2 ? { hidden: [30, 100] as const } : {}),
    ...(random.next() < 0.3 ? { jumpsAt: [20, 45, 60, 61, 80] } : {}),
  };
  return recorded(random, phone, 1);
}

/** What a spoof starts from: a good recording. */
export function goodTrip(random: SeededRandom, { standS = 60 } = {}): Fix[] {
  const phone: PhoneModel = {
    everyS: random.pick([1, 2, 3, 5]),
    errorM: random.integer(3, 10),
    accuracyM: random.integer(4, 30),
    givesSpeed: true,
    givesSentAt: true,
  };
  return recorded(random, phone, standS);
}

/** How each kind is spoofed. Two kilometers and more lie between two places. */
export const SPOOFED_TRIPS: Readonly<Record<Suspicion, (random: SeededRandom) => Fix[]>> = {
  teleport: (random) => {
    const fixes = goodTrip(random);
    const at = random.integer(5, fixes.length - 6);
    const away = farAway(random);
    return fixes.map((fix, i) => (i < at ? movedNorth(fix, away) : fix));
  },
  frozen: (random) => {
    const fixes = goodTrip(random, { standS: 240 });
    if (random.next() < 0.5) {
      const still = random.pick(fixes);
      return fixes.map((fix) => ({ ...still, ...timesOf(fix), speedMps: 0 }));
    }
    // The point stays while the phone goes on saying that it drives.
    const moving = fixes.filter(({ speedMps }) => (speedMps ?? 0) > 4);
    return moving.map((fix, i) =>
      i < 10 ? fix : { ...(moving[10] ?? fix), ...timesOf(fix), speedMps: fix.speedMps },
    );
  },
  replayed: (random) => {
    const fixes = goodTrip(random);
    if (random.next() < 0.5) return atSpeed(fixes, random.pick([0.25, 0.4, 2, 3, 5, 10]));
    const ageMs = random.integer(3, 400) * HOUR_MS;
    return fixes.map((fix) => ({ ...fix, recordedAt: fix.recordedAt - ageMs }));
  },
  accuracy_zero: (random) => goodTrip(random).map((fix) => ({ ...fix, accuracyM: 0 })),
  from_the_future: (random) => {
    const aheadMs = random.integer(30, 7_200) * 1000;
    return goodTrip(random).map((fix) => ({ ...fix, recordedAt: fix.recordedAt + aheadMs }));
  },
  two_phones: (random) => {
    const [one, two] = [goodTrip(random), goodTrip(random)];
    const away = farAway(random);
    return [...one, ...two.map((fix) => movedNorth(fix, away))].sort((a, b) => a.receivedAt - b.receivedAt);
  },
};

export const movedNorth = (fix: Fix, degrees: number): Fix => ({ ...fix, latitude: fix.latitude + degrees });

const farAway = (random: SeededRandom): number => random.pick([-1, 1]) * (0.02 + random.next());

const timesOf = ({ recordedAt, sentAt, receivedAt }: Fix) => ({ recordedAt, sentAt, receivedAt });

/** The same fixes with the times after the first squeezed; under 1 stretched. */
function atSpeed(fixes: readonly Fix[], speed: number): Fix[] {
  const [zero, sentZero] = [fixes[0]?.recordedAt ?? 0, fixes[0]?.receivedAt ?? 0];
  return fixes.map((fix) => {
    const passed = Math.round((fix.recordedAt - zero) / speed);
    return { ...fix, recordedAt: zero + passed, sentAt: zero + passed, receivedAt: sentZero + passed };
  });
}
