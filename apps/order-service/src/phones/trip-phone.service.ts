/** Customers connect their phone's app with a trip, and disconnect it for good. See docs/adr/0040. */
import { Injectable } from '@nestjs/common';
import { type CustomerPrincipal, hashToken } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type { TripPhone } from '@curbline/contracts/http';
import { Clock, problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { type Change, ChangesService } from '../changes/changes.service.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { PhoneTripsRepository } from './phone-trips.repository.js';

const CUSTOMER: Actor = { kind: 'customer', id: null, name: null };

type Whose = Pick<CustomerPrincipal, 'storeId' | 'tripId'>;

@Injectable()
export class TripPhoneService {
  constructor(
    private readonly db: DataSource,
    private readonly changes: ChangesService,
    private readonly phones: PhoneTripsRepository,
    private readonly trips: TripsRepository,
    private readonly clock: Clock,
  ) {}

  async read(whose: Whose): Promise<TripPhone> {
    return { connected: await this.phones.count(this.db.manager, whose), serverTime: this.clock.now() };
  }

  /** @throws ProblemException `not-possible-now` once the trip is over. */
  link(whose: Whose, token: string): Promise<TripPhone> {
    const { storeId, tripId } = whose;
    return this.change(whose, async ({ manager, now }) => {
      const trip = await this.trips.find(manager, storeId, tripId);
      if (!trip || trip.trip.closedAt !== null) throw problem('not-possible-now');
      const linkedAt = new Date(now);
      await this.phones.link(manager, { tokenHash: hashToken(token), storeId, tripId, linkedAt });
    });
  }

  /** Disconnects the phones of the trip, and from all other trips of theirs as well. */
  disconnect(whose: Whose): Promise<TripPhone> {
    return this.change(whose, ({ manager }) => this.phones.forgetPhonesOf(manager, whose));
  }

  private async change(whose: Whose, work: (change: Change) => Promise<void>): Promise<TripPhone> {
    await this.changes.run({ actor: CUSTOMER, storeId: whose.storeId }, async (change) => {
      await work(change);
      // As with all that customers do, a repetition is answered with how things are then.
      return null;
    });
    return this.read(whose);
  }
}
