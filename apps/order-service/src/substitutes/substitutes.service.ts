/**
 * Another person who collects. The customer names them from the page and passes on a link; the log says who allowed it.
 * They are revoked by the customer or staff: link, page, code and position end at once.
 */
import { Injectable } from '@nestjs/common';
import { type CustomerPrincipal, Sessions, type StaffPrincipal } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type { CardAnswer, CustomerView, NameSubstitute, SubstituteLink } from '@curbline/contracts/http';
import { decideSubstitute } from '@curbline/domain/trip';
import { problem } from '@curbline/platform';
import { type Change, ChangesService } from '../changes/changes.service.js';
import { cardOf } from '../pickups/cards.js';
import { newHandOverCode } from '../pickups/codes.js';
import { appendCards, type Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';
import type { StoredSubstitute } from '../pickups/trip.entity.js';
import { TripLinksService } from '../pickups/trip-links.service.js';
import { TripsRepository } from '../pickups/trips.repository.js';
import { CustomerViewsService } from '../trips/customer-views.service.js';

const CUSTOMER: Actor = { kind: 'customer', id: null, name: null };

@Injectable()
export class SubstitutesService {
  constructor(
    private readonly changes: ChangesService,
    private readonly pickups: PickupsService,
    private readonly trips: TripsRepository,
    private readonly links: TripLinksService,
    private readonly sessions: Sessions,
    private readonly views: CustomerViewsService,
  ) {}

  /** @throws ProblemException `substitute-named`, `not-possible-now` once the trip is over. */
  name({ storeId, tripId }: CustomerPrincipal, { firstName: name }: NameSubstitute): Promise<SubstituteLink> {
    return this.changes.run({ actor: CUSTOMER, storeId }, async (change) => {
      const pickup = await this.pickups.lock(change.manager, storeId, tripId);
      if (!pickup) throw problem('link-unknown');
      const { substitute, trip } = pickup.trip;
      const decision = decideSubstitute(substitute ? 'named' : 'none', 'name', trip.closedAt !== null);
      if ('refused' in decision) throw problem(decision.refused);
      const named = { name, code: codeFor(pickup), namedAt: change.now };
      const next = this.write(change, pickup, named, 'substitute_named');
      return { name, link: this.links.issue(change, next.trip, next.orders, 'substitute') };
    });
  }

  /** Again is harmless. @throws ProblemException `not-possible-now` once the trip is over. */
  async revoke({ storeId, tripId }: CustomerPrincipal): Promise<CustomerView> {
    await this.changes.run({ actor: CUSTOMER, storeId }, async (change) => {
      const pickup = await this.pickups.lock(change.manager, storeId, tripId);
      if (!pickup) throw problem('link-unknown');
      await this.end(change, pickup);
      return null;
    });
    this.sessions.forget();
    return this.views.read(storeId, tripId, 'customer');
  }

  /** @throws ProblemException `order-unknown`, `not-possible-now` once the trip is over. */
  async revokeByStaff({ staffId, name, storeId }: StaffPrincipal, orderId: string): Promise<CardAnswer> {
    const actor: Actor = { kind: 'staff', id: staffId, name };
    const answer = await this.changes.run<CardAnswer>({ actor, storeId }, async (change) => {
      const found = await this.pickups.lockByOrder(change.manager, storeId, orderId);
      if (!found) return problem('order-unknown');
      const { trip, orders } = await this.end(change, found.pickup);
      return { card: cardOf(orders.find(({ id }) => id === orderId) ?? found.order, trip) };
    });
    this.sessions.forget();
    return answer;
  }

  private async end(change: Change, pickup: Pickup): Promise<Pickup> {
    const { substitute, trip } = pickup.trip;
    const decision = decideSubstitute(substitute ? 'named' : 'none', 'revoke', trip.closedAt !== null);
    if ('refused' in decision) throw problem(decision.refused);
    if (decision.fact === null) return pickup;
    await this.links.revokeSubstitute(change, pickup.trip);
    const command = { name: 'change_sharing', sharing: false, by: 'substitute' } as const;
    // Refused before anybody has set off: nothing is shared then.
    const stopped = await this.pickups.commandTrip(change, pickup, command);
    return this.write(change, 'refused' in stopped ? pickup : stopped.pickup, null, decision.fact);
  }

  private write(
    change: Change,
    { trip, orders }: Pickup,
    substitute: StoredSubstitute | null,
    fact: 'substitute_named' | 'substitute_revoked',
  ): Pickup {
    const written = this.trips.update(change.manager, trip, { trip: trip.trip, substitute }, change.now);
    const next = { trip: written, orders };
    appendCards(change, next, orders, fact, change.now);
    return next;
  }
}

/** Unlike each code of the orders: it has to say who showed it. */
function codeFor({ orders }: Pickup): string {
  const taken = new Set(orders.map(({ terms }) => terms.handOverCode));
  for (;;) {
    const code = newHandOverCode();
    if (!taken.has(code)) return code;
  }
}
