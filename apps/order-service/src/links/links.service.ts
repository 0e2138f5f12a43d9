/**
 * A customer's links after the first: another one for who lost theirs, and the end of all of them for a
 * link that went to the wrong person. To replace a link is to do both: end the old ones, issue a new one.
 */
import { Injectable } from '@nestjs/common';
import { Sessions } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type { CustomerLink } from '@curbline/contracts/http';
import { problem } from '@curbline/platform';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import type { Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { TripLinksService } from '../pickups/trip-links.service.js';

/** An order by the store that the caller has named or reaches; without one, it is unknown to them. */
export interface NamedOrder {
  readonly storeId: string | undefined;
  readonly orderId: string;
}

@Injectable()
export class LinksService {
  constructor(
    private readonly changes: ChangesService,
    private readonly sessions: Sessions,
    private readonly pickups: PickupsService,
    private readonly links: TripLinksService,
  ) {}

  /**
   * One more link to the order's trip; those that were sent go on working.
   * @throws ProblemException `order-unknown`, `not-possible-now` once the trip is over.
   */
  issue(order: NamedOrder, actor: Actor): Promise<CustomerLink> {
    return this.changes.run({ actor, storeId: order.storeId ?? CHAIN }, async (change) => {
      const { trip, orders } = await this.lockPickupOf(change, order);
      if (trip.trip.closedAt !== null) throw problem('not-possible-now');
      return { customerLink: this.links.issue(change, trip, orders) };
    });
  }

  /**
   * Ends all links of the order's trip, and every page that was opened by one; again is harmless. Nobody is left who
   * could stop the sharing of positions, so it ends as well: whoever gets a new link is asked anew.
   * @throws ProblemException `order-unknown`.
   */
  async revoke(order: NamedOrder, actor: Actor): Promise<void> {
    await this.changes.run({ actor, storeId: order.storeId ?? CHAIN }, async (change) => {
      const pickup = await this.lockPickupOf(change, order);
      const { trip } = pickup.trip;
      await this.links.revoke(change, pickup.trip);
      if (trip.sharing === 'live' && trip.closedAt === null)
        await this.pickups.commandTrip(change, pickup, { name: 'change_sharing', sharing: false });
      return null;
    });
    this.sessions.forget();
  }

  /** Locks the pickup, so that no link is issued to a trip that closes at this instant. */
  private async lockPickupOf(change: Change, { storeId, orderId }: NamedOrder): Promise<Pickup> {
    const found = storeId && (await this.pickups.lockByOrder(change.manager, storeId, orderId));
    if (!found) throw problem('order-unknown');
    return found.pickup;
  }
}
