/** What automations of a customer's phone report: "on my way" and "here", as the buttons of the page do. */
import { Injectable } from '@nestjs/common';
import { hashToken } from '@curbline/access';
import type { PhoneEvent } from '@curbline/contracts/http';
import { noteCaller, RequestRateLimits } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { TripsRepository } from '../pickups/trips.repository.js';
import { TripsService } from '../trips/trips.service.js';
import { PhoneTripsRepository, type TripKey } from './phone-trips.repository.js';

@Injectable()
export class PhoneEventsService {
  constructor(
    private readonly db: DataSource,
    private readonly phones: PhoneTripsRepository,
    private readonly trips: TripsRepository,
    private readonly commands: TripsService,
    private readonly rateLimits: RequestRateLimits,
  ) {}

  /**
   * @param request is counted by the phone from now on
   * @returns false when the phone has no trip that is open, or nobody connected it
   * @throws ProblemException `bay-unknown`, `not-possible-now`, `too-many-requests`
   */
  async apply(request: object, token: string, event: PhoneEvent): Promise<boolean> {
    const tokenHash = hashToken(token);
    const linked = await this.phones.find(this.db.manager, tokenHash);
    if (linked.length === 0) return false;
    const phone = `phone:${tokenHash.toString('hex')}`;
    noteCaller(request, phone);
    await this.rateLimits.spend('fixes', phone);
    const trip = await this.newestOpen(linked);
    if (!trip) return false;
    const { bay, minutes: declaredMinutes, sharing = false } = event;
    if (event.event === 'here') await this.commands.sayHere(trip, { bay });
    else await this.commands.start(trip, { sharing, declaredMinutes });
    return true;
  }

  /** Of several open trips, the one that was connected last. */
  private async newestOpen(linked: readonly TripKey[]): Promise<TripKey | undefined> {
    for (const { storeId, tripId } of linked) {
      const found = await this.trips.find(this.db.manager, storeId, tripId);
      if (found?.trip.closedAt === null) return { storeId, tripId };
    }
    return undefined;
  }
}
