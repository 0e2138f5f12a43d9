/**
 * Past pickups of a store that never was: believable peaks, waits that grow with them, a bad hour every Saturday,
 * customers with and without positions, some who leave and some who never come. The same seed gives the same history.
 */
import type { PastPickup } from '@curbline/contracts/http';
import type { Evidence } from '@curbline/contracts/ids';
import { SeededRandom } from './random.js';

export interface HistoryPlan {
  readonly seed: number;
  /** `YYYY-MM-DD` by the store's clock, the first of `days`. */
  readonly from: string;
  readonly days: number;
  readonly timeZone: string;
  /** How many pickups in all. */
  readonly pickups: number;
}

const DAY_MS = 86_400_000;
const MINUTE = 60_000;
/** How many come in each hour from 8 to 20, relative to each other: noon, and the end of work. */
const HOURS = [2, 3, 4, 6, 8, 5, 4, 5, 8, 12, 11, 6];
/** The same for each day of the week, Monday first. */
const WEEK = [0.9, 0.85, 0.95, 1, 1.2, 1.6, 0.5];

/** The pickups in the order of their days; as many as the plan says. */
export function* generateHistory(plan: HistoryPlan): Generator<PastPickup> {
  const random = new SeededRandom(plan.seed);
  const first = Date.parse(plan.from);
  const weights = Array.from({ length: plan.days }, (_, day) => WEEK[weekdayOf(first + day * DAY_MS)] ?? 1);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let passed = 0;
  let made = 0;
  for (const [day, weight] of weights.entries()) {
    passed += weight;
    const due = Math.round((plan.pickups * passed) / whole);
    const midnight = midnightOf(first + day * DAY_MS, plan.timeZone);
    for (; made < due; made += 1) yield onePickup(random, midnight, weekdayOf(first + day * DAY_MS));
  }
}

function onePickup(random: SeededRandom, midnight: number, weekday: number): PastPickup {
  const hour = 8 + weighted(random, HOURS);
  const at = midnight + Math.round(hour * 60 * MINUTE + random.next() * 60 * MINUTE);
  const service = random.next() < 0.8 ? 'curbside' : random.pick(['walk_in', 'drive_through'] as const);
  const sharedPosition = random.next() < 0.62;
  const common = { service, sharedPosition, recalls: 0, corrections: 0 } as const;
  if (random.next() < 0.03) {
    return {
      ...common,
      ended: 'not_collected',
      endedAt: at,
      windowFrom: at - 240 * MINUTE,
      arrival: null,
      firstSignAt: null,
      alert: null,
      claimedAt: null,
    };
  }
  // One in seventy is handed over to somebody of whom nothing was known.
  const arrival = random.next() < 0.985 ? { at, evidence: evidenceOf(random, sharedPosition) } : null;
  const noticeMs = random.next() < 0.12 ? random.between(0, 90_000) : random.between(4, 40) * MINUTE;
  const leadMs = Math.min(noticeMs, Math.max(20_000, random.normal(130_000, 45_000)));
  const load =
    ((HOURS[hour - 8] ?? 0) / 12) * (WEEK[weekday] ?? 1) * (weekday === 5 && hour === 17 ? 1.8 : 1);
  const responseMs = Math.round((8_000 + exponential(random, 22_000)) * (0.5 + load));
  const walkMs = Math.round(20_000 + exponential(random, 18_000) * (0.6 + load));
  const leaves = arrival !== null && random.next() < 0.012;
  return {
    ...common,
    ended: leaves ? 'left' : 'handed_over',
    endedAt: at + (leaves ? random.integer(6, 15) * MINUTE : responseMs + walkMs),
    windowFrom: random.next() < 0.7 ? windowOf(random, at) : null,
    arrival,
    firstSignAt: arrival && Math.round(at - noticeMs),
    alert:
      arrival && sharedPosition
        ? { at: Math.round(at - leadMs), expectedAt: Math.round(at + random.normal(8_000, 40_000)) }
        : null,
    claimedAt: leaves || random.next() < 0.05 ? null : at + responseMs,
    recalls: random.next() < 0.006 ? 1 : 0,
    corrections: random.next() < 0.02 ? 1 : 0,
  };
}

const exponential = (random: SeededRandom, mean: number): number => -mean * Math.log(1 - random.next());

/** Windows of half an hour; one in ten customers comes before theirs. */
function windowOf(random: SeededRandom, at: number): number {
  const slot = Math.floor(at / (30 * MINUTE)) * 30 * MINUTE;
  return random.next() < 0.1 ? at + random.integer(1, 6) * MINUTE : slot;
}

function evidenceOf(random: SeededRandom, shared: boolean): Evidence {
  if (shared) return random.pick(['position_parked', 'position_parked', 'position_inside', 'tapped_near']);
  return random.pick(['tapped_unseen', 'tapped_unseen', 'bay_scanned', 'staff_entered', 'text_message']);
}

function weighted(random: SeededRandom, weights: readonly number[]): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => (left -= weight) < 0),
  );
}

/** 0 is Monday. @param midnight of UTC */
const weekdayOf = (midnight: number): number => (new Date(midnight).getUTCDay() + 6) % 7;

/** The midnight of a day by the offset that its zone has at noon: shops are closed when clocks change. */
function midnightOf(utcMidnight: number, timeZone: string): number {
  const noon = utcMidnight + DAY_MS / 2;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return utcMidnight - (Date.parse(`${format.format(noon).replace(' ', 'T')}Z`) - noon);
}
