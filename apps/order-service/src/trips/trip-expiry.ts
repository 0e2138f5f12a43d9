/**
 * Ends trips that show no sign of life: nobody came in the window, or somebody set off and was never
 * seen. Whoever is known to be there never expires: staff decide about them.
 */
import { Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { Changes } from '../changes.js';
import { commandOrder, commandTrip, lockPickup } from '../pickup.js';
import { closeTripLinks } from './close-trip-links.js';

const SYSTEM: Actor = { kind: 'system', id: null, name: null };

/** Past the end of the window, and past the last sign of life. */
const GRACE_MS = 4 * 3_600_000;
/** An order without a window may be fetched this long; its link lives no longer either. */
const WITHOUT_WINDOW_MS = 7 * 24 * 3_600_000;
const MOST_AT_ONCE = 500;

/**
 * $1 now less the grace, $2 now less the life of an order without a window. `greatest` passes over
 * nulls: what never happened is no sign of life.
 */
const EXPIRED = `
  SELECT trip.store_id, trip.id
  FROM trip
  WHERE trip.closed_at IS NULL AND trip.state IN ('pending', 'started', 'approaching', 'departed')
    AND greatest(trip.started_at, trip.approaching_at, trip.departed_at, trip.declared_arrival_at,
                 trip.created_at) < $1
    AND NOT EXISTS (
      SELECT 1 FROM pickup_order AS o
      WHERE o.store_id = trip.store_id AND o.trip_id = trip.id AND o.state IN ('placed', 'preparing', 'ready')
        AND (o.window_to >= $1 OR (trip.state = 'pending' AND o.window_to IS NULL AND o.created_at >= $2)))`;

@Injectable()
export class TripExpiry {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: Changes,
    private readonly clock: Clock,
  ) {}

  /** @returns how many trips were ended. */
  async expire(): Promise<number> {
    const found = await this.dataSource.query<{ store_id: string; id: string }[]>(
      `${EXPIRED} LIMIT ${MOST_AT_ONCE}`,
      this.limits(),
    );
    let ended = 0;
    for (const { store_id: storeId, id } of found) if (await this.expireOne(storeId, id)) ended += 1;
    return ended;
  }

  private expireOne(storeId: string, tripId: string): Promise<boolean> {
    return this.changes.run({ actor: SYSTEM, storeId }, async (change) => {
      const locked = await lockPickup(change.manager, storeId, tripId);
      // Asked again under the lock: somebody may have set off a moment ago.
      const still = await change.manager.query<unknown[]>(
        `${EXPIRED} AND trip.store_id = $3 AND trip.id = $4`,
        [...this.limits(), storeId, tripId],
      );
      if (!locked || still.length === 0) return false;
      const expired = await commandTrip(change, locked, { name: 'expire' });
      if ('refused' in expired) return false;
      let { pickup } = expired;
      for (const order of pickup.orders) {
        const outcome = await commandOrder(change, pickup, order, { name: 'give_up' });
        if (!('refused' in outcome)) pickup = outcome.pickup;
      }
      closeTripLinks(change, pickup.trip);
      return true;
    });
  }

  private limits(): [Date, Date] {
    const now = this.clock.now();
    return [new Date(now - GRACE_MS), new Date(now - WITHOUT_WINDOW_MS)];
  }
}
