/** One past pickup with everything but the staff's part left to chance, and the helpers that draw it. */
import type { PastPickup } from '@curbline/contracts/http';
import type { Evidence } from '@curbline/contracts/ids';
import type { SeededRandom } from './random.js';

export const DAY_MS = 86_400_000;
export const MINUTE = 60_000;
/** The first hour of a day's weights. */
export const OPENS_AT = 8;
/** How many come in each hour from 8 to 20, relative to each other: noon, and the end of work. */
export const HOURS = [2, 3, 4, 6, 8, 5, 4, 5, 8, 12, 11, 6];
/** The same for each day of the week, Monday first. */
export const WEEK = [0.9, 0.85, 0.95, 1, 1.2, 1.6, 0.5];

/** The staff's part of a pickup. Ms. */
export interface Served {
  /** From the arrival to the claim; negative when somebody was on the way out before. */
  readonly responseMs: number;
  /** From the claim to the hand-over. */
  readonly walkMs: number;
}

/**
 * @param at when the customer comes, Unix ms
 * @param serve draws the staff's part; `alertedMs` is how long before the arrival they were alerted, 0 if not at all
 */
export function pastPickup(
  random: SeededRandom,
  at: number,
  serve: (alertedMs: number) => Served,
): PastPickup {
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
  const alerted = arrival !== null && sharedPosition;
  const { responseMs, walkMs } = serve(alerted ? leadMs : 0);
  const leaves = arrival !== null && random.next() < 0.012;
  const endedAt = at + (leaves ? random.integer(6, 15) * MINUTE : responseMs + walkMs);
  const windowFrom = random.next() < 0.7 ? windowOf(random, at) : null;
  const errorMs = alerted ? Math.round(random.normal(8_000, 40_000)) : 0;
  return {
    ...common,
    ended: leaves ? 'left' : 'handed_over',
    endedAt,
    windowFrom,
    arrival,
    firstSignAt: arrival && Math.round(at - noticeMs),
    alert: alerted ? { at: Math.round(at - leadMs), expectedAt: at + errorMs } : null,
    // Further out, predictions are worse.
    predicted:
      alerted && noticeMs > 5 * MINUTE
        ? { madeAt: at - 5 * MINUTE - (at % 30_000), arrivalAt: at + Math.round(1.8 * errorMs) }
        : null,
    claimedAt: leaves || random.next() < 0.05 ? null : at + responseMs,
    recalls: random.next() < 0.006 ? 1 : 0,
    corrections: random.next() < 0.02 ? 1 : 0,
  };
}

export const exponential = (random: SeededRandom, mean: number): number =>
  -mean * Math.log(1 - random.next());

/** Windows of half an hour; one in ten customers comes before theirs. */
function windowOf(random: SeededRandom, at: number): number {
  const slot = Math.floor(at / (30 * MINUTE)) * 30 * MINUTE;
  return random.next() < 0.1 ? at + random.integer(1, 6) * MINUTE : slot;
}

function evidenceOf(random: SeededRandom, shared: boolean): Evidence {
  if (shared) return random.pick(['position_parked', 'position_parked', 'position_inside', 'tapped_near']);
  return random.pick(['tapped_unseen', 'tapped_unseen', 'bay_scanned', 'staff_entered', 'text_message']);
}

/** The index of one of the weights, each as often as its weight says. */
export function weighted(random: SeededRandom, weights: readonly number[]): number {
  let left = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  return Math.max(
    0,
    weights.findIndex((weight) => (left -= weight) < 0),
  );
}

/** 0 is Monday. @param midnight of UTC */
export const weekdayOf = (midnight: number): number => (new Date(midnight).getUTCDay() + 6) % 7;

/** The midnight of a day by the offset that its zone has at noon: shops are closed when clocks change. */
export function midnightOf(utcMidnight: number, timeZone: string): number {
  const noon = utcMidnight + DAY_MS / 2;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return utcMidnight - (Date.parse(`${format.format(noon).replace(' ', 'T')}Z`) - noon);
}
