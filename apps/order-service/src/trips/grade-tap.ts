import type { Progress } from '@curbline/contracts/events';
import type { ArrivalEvidence } from '@curbline/domain/trip';

/** A phone seen longer ago than this says nothing about where it is now. */
const RECENT_MS = 120_000;

/**
 * What a tap on "I'm here" is worth, by where the phone was last seen before it.
 * @param progress the last word on the trip, if one is known
 * @param tappedAt Unix ms
 */
export function gradeTap(progress: Progress | undefined, tappedAt: number): ArrivalEvidence {
  const seenAt = progress && Date.parse(progress.lastSeenAt ?? progress.at);
  if (!progress?.band || seenAt === undefined || Math.abs(tappedAt - seenAt) > RECENT_MS) {
    return 'tapped_unseen';
  }
  return progress.band === 'far' ? 'tapped_far' : 'tapped_near';
}
