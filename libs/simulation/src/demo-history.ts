/**
 * The past of a shop that does well, a day at a time, for the demonstration: peaks at noon and after work, rainy days, and
 * every second week a Saturday evening on which too few people worked. A day depends on the seed, the date and the first
 * day alone, so it comes out the same whenever it is made.
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
  type Served,
  WEEK,
  weekdayOf,
  weighted,
} from './past-pickup.js';
import { SeededRandom } from './random.js';

/** How many days before today the demonstration has. */
export const DEMO_DAYS = 14;

export interface DemoPast {
  readonly seed: number;
  /** The first day that the shop's figures have, `YYYY-MM-DD` by its own clock. */
  readonly firstDay: string;
  readonly timeZone: string;
  /** Customers of an ordinary Thursday without rain. */
  readonly pickupsADay: number;
}

/** What made a day what it was. */
export interface DemoDay {
  readonly weekday: number;
  readonly rain: boolean;
  /** Too few people worked from 16 to 19 h. */
  readonly shortStaffed: boolean;
  readonly pickups: number;
}

const RAINY_SHARE = 0.3;
/** Who can, stays in the car when it rains. */
const MORE_IN_RAIN = 1.15;
/** The evening on which everything comes together: how many more come, in 16, 17 and 18 h. */
const BAD_EVENING: readonly number[] = HOURS.map((_, index) => [1.2, 1.5, 1.2][index + OPENS_AT - 16] ?? 1);
const SATURDAY = 5;

/** The days before `today`, oldest first. @param today `YYYY-MM-DD` by the shop's clock */
export const demoDaysBefore = (today: string): string[] =>
  Array.from({ length: DEMO_DAYS }, (_, index) => dayAfter(today, index - DEMO_DAYS));

const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

export function demoDay({ seed, firstDay, pickupsADay }: DemoPast, day: string): DemoDay {
  const number = Date.parse(day) / DAY_MS;
  const random = new SeededRandom(Math.imul(seed, 7_919) + number);
  const sinceFirst = number - Date.parse(firstDay) / DAY_MS;
  const weekday = weekdayOf(Date.parse(day));
  const rain = random.next() < RAINY_SHARE;
  const shortStaffed = weekday === SATURDAY && ((sinceFirst % DEMO_DAYS) + DEMO_DAYS) % DEMO_DAYS >= 7;
  const pickups = pickupsADay * (WEEK[weekday] ?? 1) * (rain ? MORE_IN_RAIN : 1) * random.between(0.93, 1.07);
  return { weekday, rain, shortStaffed, pickups: Math.round(pickups * (shortStaffed ? 1.12 : 1)) };
}

/** The pickups of a day in the order in which the customers came. */
export function demoPickupsOf(past: DemoPast, day: string): PastPickup[] {
  const about = demoDay(past, day);
  const random = new SeededRandom(Math.imul(past.seed, 104_729) + Date.parse(day) / DAY_MS);
  const midnight = midnightOf(Date.parse(day), past.timeZone);
  const weights = HOURS.map((weight, index) => weight * (about.shortStaffed ? (BAD_EVENING[index] ?? 1) : 1));
  const arrivals = Array.from({ length: about.pickups }, () => {
    const hour = OPENS_AT + weighted(random, weights) + random.next();
    return { hour, at: midnight + Math.round(hour * 60 * MINUTE) };
  }).toSorted((a, b) => a.at - b.at);
  return arrivals.map(({ hour, at }) =>
    pastPickup(random, at, (alertedMs) => serve(random, alertedMs, strain(about, hour), about.rain)),
  );
}

/** How much the people have to do: 0 in a quiet hour, 1 in the busiest of a usual Saturday, 3 and 4 when nobody keeps up. */
function strain({ weekday, shortStaffed }: DemoDay, hour: number): number {
  if (shortStaffed && hour >= 16 && hour < 19) return hour >= 17 && hour < 18 ? 4 : 3;
  return ((HOURS[Math.floor(hour) - OPENS_AT] ?? 0) / 12) * ((WEEK[weekday] ?? 1) / 1.6);
}

/**
 * Alerted people are often at the car as it parks; others need half a minute to go and half a minute to walk. Now and then
 * a bag is not where it should be, and the busier it is, the more often.
 */
function serve(random: SeededRandom, alertedMs: number, load: number, rain: boolean): Served {
  const ready = alertedMs > 60_000 && load <= 1 && random.next() < 0.45;
  const walkMs = Math.round((22_000 + exponential(random, 12_000) * (1 + load)) * (rain ? 1.2 : 1));
  const searchMs = random.next() < 0.06 + 0.07 * load ? random.between(60_000, 150_000) : 0;
  if (ready)
    return { responseMs: -Math.round(random.between(5_000, 20_000)), walkMs: walkMs + Math.round(searchMs) };
  const responseMs = Math.round((7_000 + exponential(random, 16_000)) * (1 + 0.7 * load));
  return { responseMs, walkMs: walkMs + Math.round(searchMs) };
}
