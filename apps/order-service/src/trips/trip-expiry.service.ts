/**
 * Ends journeys that show no sign of life, and orders that nobody fetches in their time.
 *
 * A silent journey goes back to where it began: the order keeps its term, and its customer may set off again. The
 * order is given up when its own time is over. Whoever is known to be there is neither: staff decide about them.
 */
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import { ProgressBus } from '@curbline/messaging';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { oneByOne } from '../changes/one-by-one.js';
import type { Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { TripLinksService } from '../pickups/trip-links.service.js';

const SYSTEM: Actor = { kind: 'system', id: null, name: null };

/** Past the end of the window, and past the last sign of life. */
const GRACE_MS = 4 * 3_600_000;
/** An order without a window may be fetched this long. */
const WITHOUT_WINDOW_MS = 7 * 24 * 3_600_000;
const MOST_AT_ONCE = 500;

/**
 * $1 now less the grace, $2 now less the life of an order without a window. `greatest` passes over
 * nulls: what never happened is no sign of life.
 */
const SILENT = `
  trip.closed_at IS NULL
  AND greatest(trip.started_at, trip.approaching_at, trip.departed_at, trip.declared_arrival_at,
               trip.left_open_at, trip.created_at) < $1`;

const IN_ITS_TERM = `
  EXISTS (
    SELECT 1 FROM pickup_order AS o
    WHERE o.store_id = trip.store_id AND o.trip_id = trip.id AND o.state IN ('placed', 'preparing', 'ready')
      AND (o.window_to >= $1 OR (o.window_to IS NULL AND o.created_at >= $2)))`;

const EXPIRED = `
  SELECT trip.store_id, trip.id FROM trip
  WHERE ${SILENT} AND trip.state IN ('pending', 'started', 'approaching', 'departed', 'left_open')
    AND NOT ${IN_ITS_TERM}`;

const LAPSED = `
  SELECT trip.store_id, trip.id FROM trip
  WHERE ${SILENT} AND trip.state IN ('started', 'approaching', 'departed') AND ${IN_ITS_TERM}`;

interface Found {
  readonly store_id: string;
  readonly id: string;
}

@Injectable()
export class TripExpiryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: ChangesService,
    private readonly clock: Clock,
    @Inject(ProgressBus) private readonly progress: ProgressBus,
    private readonly pickups: PickupsService,
    private readonly links: TripLinksService,
  ) {}

  /** @returns how many trips were ended or went back to their beginning. */
  async expire(): Promise<number> {
    const ended = await this.each(EXPIRED, (change, pickup) => this.expireOne(change, pickup));
    const lapsed = await this.each(LAPSED, (change, pickup) => this.lapseOne(change, pickup));
    return ended + lapsed;
  }

  private async each(
    sql: string,
    work: (change: Change, pickup: Pickup) => Promise<boolean>,
  ): Promise<number> {
    const found = await this.dataSource.query<Found[]>(`${sql} LIMIT ${MOST_AT_ONCE}`, this.limits());
    return oneByOne('The expiry of a trip', found, async ({ store_id: storeId, id }) => {
      // Positions that still come are a sign of life that stands in no row.
      if (await this.wasSeen(storeId, id)) return false;
      return this.changes.run({ actor: SYSTEM, storeId }, async (change) => {
        const pickup = await this.pickups.lock(change.manager, storeId, id);
        // Asked again under the lock: somebody may have set off a moment ago.
        const still = await change.manager.query<unknown[]>(
          `${sql} AND trip.store_id = $3 AND trip.id = $4`,
          [...this.limits(), storeId, id],
        );
        return pickup !== undefined && still.length > 0 && work(change, pickup);
      });
    });
  }

  private async wasSeen(storeId: string, tripId: string): Promise<boolean> {
    const [lastWord] = await this.progress.latest(storeId, [tripId]);
    return lastWord?.lastSeenAt != null && Date.parse(lastWord.lastSeenAt) >= this.clock.now() - GRACE_MS;
  }

  private limits(): [Date, Date] {
    const now = this.clock.now();
    return [new Date(now - GRACE_MS), new Date(now - WITHOUT_WINDOW_MS)];
  }

  private async expireOne(change: Change, locked: Pickup): Promise<boolean> {
    const expired = await this.pickups.commandTrip(change, locked, { name: 'expire' });
    if ('refused' in expired) return false;
    let { pickup } = expired;
    for (const order of pickup.orders) {
      const outcome = await this.pickups.commandOrder(change, pickup, order, { name: 'give_up' });
      if (!('refused' in outcome)) pickup = outcome.pickup;
    }
    this.links.close(change, pickup.trip);
    return true;
  }

  private async lapseOne(change: Change, pickup: Pickup): Promise<boolean> {
    return !('refused' in (await this.pickups.commandTrip(change, pickup, { name: 'lapse' })));
  }
}
