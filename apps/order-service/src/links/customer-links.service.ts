/**
 * A customer's links after the first: another one for who lost theirs, and the end of all of them for a
 * link that went to the wrong person. To replace a link is to do both: end the old ones, issue a new one.
 */
import { Inject, Injectable } from '@nestjs/common';
import { Sessions } from '@curbline/access';
import type { Actor } from '@curbline/contracts/events';
import type { CustomerLink } from '@curbline/contracts/http';
import { PLATFORM_OPTIONS, type PlatformOptions, problem } from '@curbline/platform';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { CHAIN } from '../idempotency/stored-responses.repository.js';
import { commandTrip, lockPickupOfOrder, type Pickup } from '../pickups/pickup.js';
import { tripLinksEndAt } from '../pickups/close-trip-links.js';
import { revokeLinks } from '../pickups/trip-links.repository.js';
import { issueLink } from '../pickups/issue-link.js';

/** An order by the store that the caller has named or reaches; without one, it is unknown to them. */
export interface NamedOrder {
  readonly storeId: string | undefined;
  readonly orderId: string;
}

@Injectable()
export class CustomerLinksService {
  constructor(
    private readonly changes: ChangesService,
    private readonly sessions: Sessions,
    @Inject(PLATFORM_OPTIONS) private readonly options: PlatformOptions,
  ) {}

  /**
   * One more link to the order's trip; those that were sent go on working.
   * @throws ProblemException `order-unknown`, `not-possible-now` once the trip is over.
   */
  issue(order: NamedOrder, actor: Actor): Promise<CustomerLink> {
    return this.changes.run({ actor, storeId: order.storeId ?? CHAIN }, async (change) => {
      const { trip, orders } = await lockPickupOf(change, order);
      if (trip.trip.closedAt !== null) throw problem('not-possible-now');
      const { manager, now } = change;
      const until = tripLinksEndAt(orders, now);
      const link = { storeId: trip.storeId, tripId: trip.id, kind: 'customer', now, until } as const;
      return { customerLink: issueLink(manager, link, this.options.publicUrl) };
    });
  }

  /**
   * Ends all links of the order's trip, and every page that was opened by one; again is harmless. Nobody is left who
   * could stop the sharing of positions, so it ends as well: whoever gets a new link is asked anew.
   * @throws ProblemException `order-unknown`.
   */
  async revoke(order: NamedOrder, actor: Actor): Promise<void> {
    await this.changes.run({ actor, storeId: order.storeId ?? CHAIN }, async (change) => {
      const pickup = await lockPickupOf(change, order);
      const { storeId, id, trip } = pickup.trip;
      await revokeLinks(change.manager, storeId, id, change.now);
      if (trip.sharing === 'live' && trip.closedAt === null)
        await commandTrip(change, pickup, { name: 'change_sharing', sharing: false });
      return null;
    });
    this.sessions.forget();
  }
}

/** Locks the pickup, so that no link is issued to a trip that closes at this instant. */
async function lockPickupOf(change: Change, { storeId, orderId }: NamedOrder): Promise<Pickup> {
  const found = storeId && (await lockPickupOfOrder(change.manager, storeId, orderId));
  if (!found) throw problem('order-unknown');
  return found.pickup;
}
