/**
 * Customers' links: issued, and ended with their trip. A link is a capability in a URL's fragment (W3C TAG, "Good
 * Practices for Capability URLs"): 128 random bits, of which only the SHA-256 is stored. Before them stands the store,
 * which is no secret, so that the lookup of a link names it (docs/adr/0017).
 */
import { Inject, Injectable } from '@nestjs/common';
import { hashToken, newToken, storeTokenText } from '@curbline/access';
import { linkEndsAt } from '@curbline/domain/trip';
import { PLATFORM_OPTIONS, type PlatformOptions } from '@curbline/platform';
import type { Change } from '../changes/changes.service.js';
import type { StoredOrder } from './order.entity.js';
import type { Pickup } from './pickup.js';
import type { StoredTrip } from './trip.entity.js';
import type { LinkKind } from './trip-link.entity.js';
import { TripLinksRepository } from './trip-links.repository.js';

@Injectable()
export class TripLinksService {
  constructor(
    private readonly links: TripLinksRepository,
    @Inject(PLATFORM_OPTIONS) private readonly options: Pick<PlatformOptions, 'publicUrl'>,
  ) {}

  /**
   * @param orders those of the trip, whose windows say how long the link lives.
   * @returns the address of a new link, which nobody can read again; older links of the trip go on working.
   */
  issue(
    { manager, now }: Pick<Change, 'manager' | 'now'>,
    { storeId, id: tripId }: Pick<StoredTrip, 'storeId' | 'id'>,
    orders: readonly Pick<StoredOrder, 'terms'>[],
    kind: LinkKind = 'customer',
  ): string {
    const token = newToken();
    this.links.insert(manager, {
      storeId,
      tokenHash: hashToken(token),
      tripId,
      kind,
      createdAt: new Date(now),
      expiresAt: new Date(endOf(orders, now)),
    });
    return `${this.options.publicUrl}/p#${storeTokenText({ storeId, token })}`;
  }

  /** Ends all links of a trip now, and with them every page that was opened by one. */
  revoke(
    { manager, now }: Pick<Change, 'manager' | 'now'>,
    { storeId, id }: Pick<StoredTrip, 'storeId' | 'id'>,
  ): Promise<void> {
    return this.links.revoke(manager, storeId, id, now);
  }

  /** Ends the links of a substitute now; the customer's own go on. */
  revokeSubstitute(
    { manager, now }: Pick<Change, 'manager' | 'now'>,
    { storeId, id }: Pick<StoredTrip, 'storeId' | 'id'>,
  ): Promise<void> {
    return this.links.revoke(manager, storeId, id, now, 'substitute');
  }

  /** Lets the customer's links run out once their trip is over; does nothing while it is open. */
  close({ manager }: Pick<Change, 'manager'>, { storeId, id, trip }: StoredTrip): void {
    if (trip.closedAt !== null) this.links.expire(manager, storeId, id, trip.closedAt);
  }

  /**
   * Lets the customer's links live as long as the orders' windows now say. Call it whenever a window was changed or a
   * trip that was over goes on; does nothing when the trip is over.
   */
  renew({ manager, now }: Pick<Change, 'manager' | 'now'>, { trip, orders }: Pickup): void {
    if (trip.trip.closedAt === null) this.links.move(manager, trip.storeId, trip.id, endOf(orders, now));
  }
}

/** Until when a link of a trip with these orders lives, Unix ms. @param now Unix ms */
function endOf(orders: readonly Pick<StoredOrder, 'terms'>[], now: number): number {
  return linkEndsAt(
    orders.map(({ terms }) => ({ windowTo: terms.window?.to ?? null, createdAt: terms.createdAt })),
    now,
  );
}
