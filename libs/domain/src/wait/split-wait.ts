/**
 * The wait runs from the moment the car stands to the hand-over. It has three parts, which always add up to it:
 *
 *   early         before the promised window opens
 *   short notice  the first sign of coming was less than the store's lead before: nobody could have
 *                 been ready; at most the lead
 *   store         the rest, on which the goal is judged
 */
export interface WaitTimes {
  /** When the car stood. Unix ms, as all here. */
  readonly arrivedAt: number;
  /** The hand-over, or now for a wait that is still open. */
  readonly endedAt: number;
  /** Start of the promised window; null when the order may be fetched at any time. */
  readonly windowFrom: number | null;
  readonly firstSignAt: number | null;
  readonly leadMs: number;
}

export interface WaitParts {
  readonly totalMs: number;
  readonly earlyMs: number;
  readonly shortNoticeMs: number;
  readonly storeMs: number;
}

/** Splits one wait. A hand-over before the arrival (a late correction) counts as no wait. */
export function splitWait(times: WaitTimes): WaitParts {
  const totalMs = Math.max(0, Math.round(times.endedAt - times.arrivedAt));
  const earlyMs = within(Math.round((times.windowFrom ?? times.arrivedAt) - times.arrivedAt), totalMs);
  const inTimeFrom = times.arrivedAt + earlyMs;
  const noticeEndsAt = (times.firstSignAt ?? times.arrivedAt) + times.leadMs;
  const shortNoticeMs = within(
    Math.round(noticeEndsAt - inTimeFrom),
    Math.min(times.leadMs, totalMs - earlyMs),
  );
  return { totalMs, earlyMs, shortNoticeMs, storeMs: totalMs - earlyMs - shortNoticeMs };
}

const within = (value: number, most: number): number => Math.max(0, Math.min(value, most));

export type WaitLevel = 'calm' | 'watch' | 'late' | 'critical';

/** The level of a wait by the store's part of it, which is shown as a color. */
export function waitLevel(storeMs: number, goalS: number, promiseS: number): WaitLevel {
  if (storeMs >= promiseS * 1000) return 'critical';
  if (storeMs >= goalS * 1000) return 'late';
  return storeMs >= goalS * 500 ? 'watch' : 'calm';
}
