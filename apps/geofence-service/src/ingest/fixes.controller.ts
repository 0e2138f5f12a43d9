/** `POST /v1/trip/fixes`: positions come in here and nowhere else. */
import { Body, Controller, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CustomerGuard, Principal, type CustomerPrincipal } from '@curbline/access';
import { FixesAnswer, ReportFixes } from '@curbline/contracts/http';
import { Budget, Clock, problem } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { etaMessage } from '../track/messages.js';
import { mayHavePositions } from '../track/sharing.js';
import { TrackTrips, type ReportAnswer } from '../track/track-trips.js';
import { toFix } from './to-fix.js';

@ApiTags('customer')
@Controller('v1/trip/fixes')
@UseGuards(CustomerGuard)
export class FixesController {
  constructor(
    private readonly trips: TrackTrips,
    @Inject(StoreLog) private readonly log: StoreLog,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Post()
  @HttpCode(200)
  @Budget('fixes')
  @ApiOperation({
    summary: 'Report positions of the phone',
    description:
      'One or many positions of the trip that the session cookie names; the answer says when the next is wanted. ' +
      'Refused with `sharing-off` unless the customer shares the position now.',
  })
  @ApiOkResponse({ standardSchema: FixesAnswer })
  async report(
    @Body({ schema: ReportFixes }) body: ReportFixes,
    @Principal() trip: CustomerPrincipal,
  ): Promise<FixesAnswer> {
    if (!(await this.sharesNow(trip))) throw problem('sharing-off');
    const receivedAt = this.clock.now();
    const fixes = body.fixes.map((fix) => toFix(fix, body.sentAt, receivedAt));
    const answer = await this.orAskAgain(trip, fixes);
    if (answer.refused) throw problem(answer.refused);
    const { step } = answer;
    return {
      accepted: fixes.length - step.refused.length,
      refused: [...step.refused],
      nextFixInS: step.nextFixInS,
      eta: etaMessage(step.eta),
      probablyHere: step.after.probablyHere,
    };
  }

  /**
   * The session's own answer may be two seconds old, and the first fix follows the start at once: before a
   * phone is refused, the log is asked.
   */
  private async sharesNow({ storeId, tripId, tripOpen, sharing }: CustomerPrincipal): Promise<boolean> {
    if (tripOpen && sharing === 'live') return true;
    const card = (await this.log.latestOfTrip(storeId, tripId))?.payload.card;
    return card !== undefined && mayHavePositions(card);
  }

  /** What could not be handed on was not kept either: the phone is asked to send it again. */
  private async orAskAgain(
    trip: CustomerPrincipal,
    fixes: ReturnType<typeof toFix>[],
  ): Promise<ReportAnswer> {
    try {
      return await this.trips.report({ storeId: trip.storeId, tripId: trip.tripId }, fixes);
    } catch (cause) {
      throw Object.assign(problem('unavailable'), { cause });
    }
  }
}
