/** What automations of a customer's phone report: "on my way" and "here", as the buttons of the page do. */
import { Injectable } from '@nestjs/common';
import { hashToken } from '@curbline/access';
import type { PhoneEvent } from '@curbline/contracts/http';
import type { TripState } from '@curbline/contracts/ids';
import { noteCaller, RequestRateLimits } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { TripsRepository } from '../pickups/trips.repository.js';
import { TripsService } from '../trips/trips.service.js';
import { PhoneTripsRepository, type TripKey } from './phone-trips.repository.js';

/** What a phone may say of its trip: an event of an automation, or that its positions are no longer to be used. */
export type PhoneCommand = PhoneEvent | { readonly event: 'stop_sharing' };

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
  async apply(request: object, token: string, said: PhoneCommand): Promise<boolean> {
    const tokenHash = hashToken(token);
    const linked = await this.phones.find(this.db.manager, tokenHash);
    if (linked.length === 0) return false;
    const phone = `phone:${tokenHash.toString('hex')}`;
    noteCaller(request, phone);
    await this.rateLimits.spend('fixes', phone);
    const trip = await this.newestOpen(linked);
    if (!trip) return false;
    await this.command(trip, said);
    return true;
  }

  /** How the trip stands that was connected last; undefined when nobody connected the phone. */
  async stateOfNewest(token: string): Promise<TripState | undefined> {
    const linked = await this.phones.find(this.db.manager, hashToken(token));
    const trip = (await this.newestOpen(linked)) ?? linked[0];
    return trip && (await this.trips.find(this.db.manager, trip.storeId, trip.tripId))?.trip.state;
  }

  private command(trip: TripKey, said: PhoneCommand): Promise<unknown> {
    if (said.event === 'stop_sharing') return this.commands.changeSharing(trip, { sharing: false });
    const { bay, minutes: declaredMinutes, sharing = false } = said;
    return said.event === 'here'
      ? this.commands.sayHere(trip, { bay })
      : this.commands.start(trip, { sharing, declaredMinutes });
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
