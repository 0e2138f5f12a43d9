/**
 * What "I'm here" is worth: by what the sign at the bay says, and by where the phone was last seen before it. Nothing
 * that the page claims about itself is taken for evidence.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Progress } from '@curbline/contracts/events';
import type { ArrivalEvidence, ArrivalNews } from '@curbline/domain/trip';
import { ProgressBus } from '@curbline/messaging';
import { BaySignsService } from '../stores/bay-signs.service.js';

/** A phone seen longer ago than this says nothing about where it is now. */
const RECENT_MS = 120_000;

interface Said {
  /** In the store's own spelling; null when the customer names none. */
  readonly bay: string | null;
  /** The sign's code, as sent. */
  readonly sign: string | undefined;
}

@Injectable()
export class TapGradingService {
  constructor(
    private readonly signs: BaySignsService,
    @Inject(ProgressBus) private readonly progress: ProgressBus,
  ) {}

  /**
   * Reads what is needed before the trip's lock is taken, so that nobody waits for it.
   * @returns what a tap made at an instant (Unix ms) is worth.
   */
  async of(
    { storeId, tripId }: { readonly storeId: string; readonly tripId: string },
    { bay, sign }: Said,
  ): Promise<(tappedAt: number) => Omit<ArrivalNews, 'occurredAt'>> {
    const [[lastWord], scanned] = await Promise.all([
      this.progress.latest(storeId, [tripId]),
      bay !== null && sign !== undefined && this.signs.isCode(storeId, bay, sign),
    ]);
    return (tappedAt) => gradeHere(gradeTap(lastWord, tappedAt), scanned);
  }
}

/** A sign scanned while the phone is far away may be a photograph: it confirms nothing, and says why. */
export function gradeHere(tap: ArrivalEvidence, scanned: boolean): Omit<ArrivalNews, 'occurredAt'> {
  if (!scanned) return { evidence: tap, reasons: null };
  if (tap !== 'tapped_far') return { evidence: 'bay_scanned', reasons: null };
  return { evidence: 'tapped_far', reasons: { doubts: ['far_from_sign'] } };
}

/**
 * What a tap alone is worth.
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
