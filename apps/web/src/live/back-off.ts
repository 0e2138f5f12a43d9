/**
 * How long a board waits before it tries again: 1, 2, 4, 6 s, each spread by ±25 % so that a thousand
 * boards do not come back in the same instant after a restart. Not longer: after an outage of any
 * length a board has to be right again within 10 s, and the last wait may begin just before its end.
 */
const STEPS_MS = [1_000, 2_000, 4_000, 6_000] as const;
const SPREAD = 0.25;

/**
 * @param attempt 0 for the first retry; from 3 on the longest wait stays.
 * @param random a number in [0, 1).
 * @returns milliseconds to wait.
 */
export function backOffMs(attempt: number, random: number): number {
  const step = STEPS_MS[Math.min(Math.max(attempt, 0), STEPS_MS.length - 1)] ?? 6_000;
  return Math.round(step * (1 - SPREAD + 2 * SPREAD * random));
}
