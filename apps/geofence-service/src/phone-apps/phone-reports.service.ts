/** Takes in what a phone's app reports: for each trip of this phone that is under way, and for nothing else. */
import { Inject, Injectable } from '@nestjs/common';
import { hashToken } from '@curbline/access';
import type { Card } from '@curbline/contracts/events';
import { noteCaller, phoneTokenOf, problem, RequestRateLimits } from '@curbline/platform';
import type { HttpRequest } from '@curbline/platform';
import { StoreLog } from '@curbline/store-log';
import { mayHavePositions } from '../track/sharing.js';
import { TracksService } from '../track/tracks.service.js';
import type { AppFix } from './dialects/read.js';
import { type PhoneTrip, PhoneTripsRepository } from './phone-trips.repository.js';
import { usedFixes } from './used-fixes.js';

/** A trip under way, and since when positions of the phone count for it, Unix ms. */
interface TripUnderWay {
  readonly storeId: string;
  readonly tripId: string;
  readonly since: number;
}

@Injectable()
export class PhoneReportsService {
  constructor(
    private readonly phoneTrips: PhoneTripsRepository,
    private readonly tracks: TracksService,
    private readonly rateLimits: RequestRateLimits,
    @Inject(StoreLog) private readonly log: StoreLog,
  ) {}

  /**
   * Uses the positions, or passes them over without a word: the app is told the same either way.
   * @throws ProblemException `unavailable` while they cannot be stored: the app keeps them and sends them again.
   */
  async take(request: HttpRequest, fixes: readonly AppFix[], receivedAt: number): Promise<void> {
    const token = phoneTokenOf(request);
    if (token === undefined) return;
    try {
      await this.report(request, hashToken(token), fixes, receivedAt);
    } catch (cause) {
      throw Object.assign(problem('unavailable'), { cause });
    }
  }

  private async report(
    request: HttpRequest,
    tokenHash: Buffer,
    fixes: readonly AppFix[],
    receivedAt: number,
  ): Promise<void> {
    const linked = await this.phoneTrips.find(tokenHash);
    if (linked.length === 0) return;
    // Counted by the phone from now on: many of them may share an address.
    const phone = `phone:${tokenHash.toString('hex')}`;
    noteCaller(request, phone);
    for (const trip of await this.underWay(linked)) {
      const used = usedFixes(fixes, trip.since, receivedAt);
      if (used.length === 0) continue;
      if (!(await this.isWithinLimit(phone))) return;
      await this.tracks.report(trip, used);
    }
  }

  private async underWay(linked: readonly PhoneTrip[]): Promise<TripUnderWay[]> {
    const found = await Promise.all(
      linked.map(async ({ store_id: storeId, trip_id: tripId, linked_at: linkedAt }) => {
        const card = (await this.log.latestOfTrip(storeId, tripId))?.payload.card;
        const begunAt = card && mayHavePositions(card, 'customer') ? beganAt(card) : undefined;
        return begunAt === undefined
          ? []
          : [{ storeId, tripId, since: Math.max(begunAt, linkedAt.getTime()) }];
      }),
    );
    return found.flat();
  }

  /** Past the limit positions are passed over: an app that is refused would send the same ones again. */
  private async isWithinLimit(phone: string): Promise<boolean> {
    try {
      await this.rateLimits.spend('fixes', phone);
      return true;
    } catch {
      return false;
    }
  }
}

/** When the customer set off, Unix ms; undefined as long as they have not. */
function beganAt({ trip: { startedAt, firstSignAt } }: Card): number | undefined {
  const at = startedAt ?? firstSignAt;
  return at === null ? undefined : Date.parse(at);
}
