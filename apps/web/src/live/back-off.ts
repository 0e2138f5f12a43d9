/**
 * How long a board waits before it tries again: 1, 2, 4, 8, 16 s, each spread by ±25 % so that a
 * thousand boards do not come back in the same instant after a restart.
 */
const STEPS_MS = [1_000, 2_000, 4_000, 8_000, 16_000] as const;
const SPREAD = 0.25;

/**
 * @param attempt 0 for the first retry; from 4 on the longest wait stays.
 * @param random a number in [0, 1).
 * @returns milliseconds to wait.
 */
export function backOffMs(attempt: number, random: number): number {
  const step = STEPS_MS[Math.min(Math.max(attempt, 0), STEPS_MS.length - 1)] ?? 16_000;
  return Math.round(step * (1 - SPREAD + 2 * SPREAD * random));
}
