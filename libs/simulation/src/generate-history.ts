/**
 * Past pickups of a store that never was: believable peaks, waits that grow with them, a bad hour every Saturday,
 * customers with and without positions, some who leave and some who never come. The same seed gives the same history.
 */
import type { PastPickup } from '@curbline/contracts/http';
import {
  DAY_MS,
  exponential,
  HOURS,
  midnightOf,
  MINUTE,
  OPENS_AT,
  pastPickup,
  WEEK,
  weekdayOf,
  weighted,
} from './past-pickup.js';
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
  const hour = OPENS_AT + weighted(random, HOURS);
  const at = midnight + Math.round(hour * 60 * MINUTE + random.next() * 60 * MINUTE);
  const badHour = weekday === 5 && hour === 17 ? 1.8 : 1;
  const load = ((HOURS[hour - OPENS_AT] ?? 0) / 12) * (WEEK[weekday] ?? 1) * badHour;
  return pastPickup(random, at, () => ({
    responseMs: Math.round((8_000 + exponential(random, 22_000)) * (0.5 + load)),
    walkMs: Math.round(20_000 + exponential(random, 18_000) * (0.6 + load)),
  }));
}
