/** Which fixes hold valid numbers. */
import type { Fix } from './types.js';

/** The last instant that a `Date` can hold, ms. */
const LAST_INSTANT = 8.64e15;

export const isInstant = (at: number): boolean => Math.abs(at) <= LAST_INSTANT;

/** Callers validate before, but the decision must not fail on any input. NaN fails every comparison. */
export function isUsable(fix: Fix): boolean {
  return (
    Math.abs(fix?.latitude) <= 90 &&
    Math.abs(fix.longitude) <= 360 &&
    isInstant(fix.recordedAt) &&
    isInstant(fix.receivedAt) &&
    (fix.sentAt === undefined || isInstant(fix.sentAt)) &&
    (fix.accuracyM === undefined || fix.accuracyM >= 0)
  );
}
