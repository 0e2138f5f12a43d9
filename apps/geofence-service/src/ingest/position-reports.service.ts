/** Takes in the positions that a phone reports, and answers when the next one is wanted. */
import { Inject, Injectable } from '@nestjs/common';
import type { CustomerPrincipal } from '@curbline/access';
import { UnreadableFix, type FixesAnswer, type ReportFixes } from '@curbline/contracts/http';
import type { Fix } from '@curbline/domain/arrival';
import { Clock, problem } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { etaMessage } from '../track/messages.js';
import { mayHavePositions } from '../track/sharing.js';
import { TracksService, type ReportAnswer } from '../track/tracks.service.js';
import { toFix } from './to-fix.js';

@Injectable()
export class PositionReportsService {
  constructor(
    private readonly trips: TracksService,
    @Inject(StoreLog) private readonly log: StoreLog,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** @throws ProblemException `sharing-off`, `store-unknown`, `unavailable`. */
  async report(body: ReportFixes, trip: CustomerPrincipal): Promise<FixesAnswer> {
    if (!(trip.tripOpen && trip.sharing === 'live') && !(await this.sharesNow(trip)))
      throw problem('sharing-off');
    const receivedAt = this.clock.now();
    const { fixes, places, unreadable } = readable(body, receivedAt);
    let answer: ReportAnswer;
    try {
      answer = await this.trips.report(trip, fixes);
    } catch (cause) {
      // A batch whose events could not be published was not saved either: the phone is asked to send it again.
      throw Object.assign(problem('unavailable'), { cause });
    }
    if (answer.refused) throw problem(answer.refused);
    const { step } = answer;
    return {
      accepted: fixes.length - step.refused.length,
      refused: [
        ...step.refused.map(({ index, reason }) => ({ index: places?.[index] ?? index, reason })),
        ...unreadable,
      ].sort((a, b) => a.index - b.index),
      nextFixInS: step.nextFixInS,
      eta: etaMessage(step.eta),
      probablyHere: step.after.probablyHere,
    };
  }

  /**
   * Reads the log before a phone is refused: the cached session may be two seconds old, and the first position follows
   * the start of the trip at once.
   */
  private async sharesNow({ storeId, tripId, role }: CustomerPrincipal): Promise<boolean> {
    const card = (await this.log.latestOfTrip(storeId, tripId))?.payload.card;
    return card !== undefined && mayHavePositions(card, role);
  }
}

interface Readable {
  readonly fixes: readonly Fix[];
  /** The index of each in the batch; `undefined` when all could be read. */
  readonly places: readonly number[] | undefined;
  readonly unreadable: FixesAnswer['refused'];
}

/** The fixes that can be read, and the others with what is wrong with each. */
function readable({ fixes: batch, sentAt }: ReportFixes, receivedAt: number): Readable {
  const fixes: Fix[] = [];
  const places: number[] = [];
  const unreadable: FixesAnswer['refused'] = [];
  for (const [index, fix] of batch.entries()) {
    if (fix instanceof UnreadableFix) {
      const { field } = fix;
      unreadable.push({ index, reason: 'invalid', ...(field === undefined ? {} : { field }) });
    } else {
      fixes.push(toFix(fix, sentAt, receivedAt));
      places.push(index);
    }
  }
  return { fixes, places: unreadable.length > 0 ? places : undefined, unreadable };
}
