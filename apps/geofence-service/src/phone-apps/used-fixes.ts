/**
 * Which positions of an app are used, and how they enter the decision. An app reports all day, and after a day without
 * network it sends that day: of all this a trip is given only what was taken on its way.
 */
import { FIXES_A_BATCH } from '@curbline/contracts/http';
import { type Fix, PARAMETERS } from '@curbline/domain/arrival';
import type { AppFix } from './dialects/read.js';

/** A phone whose clock is farther ahead than a wrong time zone can be has no clock. */
const MOST_AHEAD_MS = 14 * 3_600_000;

/**
 * @param since when the trip began, or this phone was connected with it, whichever came later; server's clock, ms
 * @param receivedAt server's clock, ms
 * @returns the newest, at most as many as one request of our page may carry, oldest first
 */
export function usedFixes(fixes: readonly AppFix[], since: number, receivedAt: number): readonly Fix[] {
  const possible = fixes.filter(({ recordedAt }) => recordedAt - receivedAt < MOST_AHEAD_MS);
  const newestAt = Math.max(receivedAt, ...possible.map(({ recordedAt }) => recordedAt));
  // These apps do not say what their clock shows as they send. It is taken to be right, unless it is ahead of ours.
  const aheadMs = newestAt - receivedAt;
  const earliest = Math.max(since, receivedAt - PARAMETERS.tooOldS * 1000) + aheadMs;
  return possible
    .filter(({ recordedAt }) => recordedAt >= earliest)
    .toSorted((a, b) => a.recordedAt - b.recordedAt)
    .slice(-FIXES_A_BATCH)
    .map((fix) => ({ ...fix, sentAt: newestAt, receivedAt }));
}
