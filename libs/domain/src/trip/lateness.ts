/** "I'm late": from which time it counts, and which times can be meant. Pure; instants are Unix milliseconds. */
import type { Trip } from './trip.js';

/** Nobody is waited for longer than this after the time they were expected at; for more they need another window. */
export const LONGEST_LATENESS_MS = 4 * 3_600_000;

interface Expected {
  readonly trip: Pick<Trip, 'declaredArrivalAt'>;
  /** The end of the latest promised window; null without one. */
  readonly windowTo: number | null;
}

/** What "ten minutes more" is counted from: their own word, else the end of the window, and never the past. */
export const lateFrom = ({ trip, windowTo }: Expected, now: number): number =>
  Math.max(now, trip.declaredArrivalAt ?? windowTo ?? now);

export type LatenessFault = 'late-past' | 'late-too-far';

/** What is wrong with the new time, or undefined. A time beyond the window's end is counted from there, not from word to word. */
export function latenessFault(
  arrivalAt: number,
  windowTo: number | null,
  now: number,
): LatenessFault | undefined {
  if (arrivalAt <= now) return 'late-past';
  return arrivalAt > Math.max(now, windowTo ?? now) + LONGEST_LATENESS_MS ? 'late-too-far' : undefined;
}
