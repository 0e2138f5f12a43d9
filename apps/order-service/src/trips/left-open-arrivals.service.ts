/** Takes arrivals that nobody closed out of the line once the store has closed; they stay in a list. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import { isClosedForLong } from '@curbline/domain/opening-hours';
import { isLeftOpen } from '@curbline/domain/wait';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { ChangesService } from '../changes/changes.service.js';
import { oneByOne } from '../changes/one-by-one.js';
import type { Pickup } from '../pickups/pickup.js';
import { StoresService } from '../stores/stores.service.js';
import { PickupsService } from '../pickups/pickups.service.js';

const SYSTEM: Actor = { kind: 'system', id: null, name: null };
/** Nobody is looked at sooner, ms. */
const LOOKED_AT_AFTER_MS = 3_600_000;
const MOST_AT_ONCE = 500;

const CANDIDATES = `
  SELECT store_id, array_agg(id) AS ids FROM (
    SELECT store_id, id FROM trip WHERE state = 'arrived' AND arrival_occurred_at < $1
    ORDER BY arrival_occurred_at LIMIT ${MOST_AT_ONCE}) AS old
  GROUP BY store_id`;

@Injectable()
export class LeftOpenArrivalsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: ChangesService,
    private readonly clock: Clock,
    private readonly stores: StoresService,
    private readonly pickups: PickupsService,
  ) {}

  /** @returns how many were taken out of the line. */
  async takeOut(): Promise<number> {
    const before = new Date(this.clock.now() - LOOKED_AT_AFTER_MS);
    const stores = await this.dataSource.query<{ store_id: string; ids: string[] }[]>(CANDIDATES, [before]);
    let taken = 0;
    for (const { store_id: storeId, ids } of stores) {
      const settings = (await this.stores.find(storeId))?.settings;
      if (!settings) continue;
      const closed = isClosedForLong(settings, this.clock.now());
      taken += await oneByOne('Closing an arrival that was left open', ids, (id) =>
        this.takeOutOne(storeId, id, closed),
      );
    }
    return taken;
  }

  private takeOutOne(storeId: string, tripId: string, closed: boolean): Promise<boolean> {
    return this.changes.run({ actor: SYSTEM, storeId }, async (change) => {
      const pickup = await this.pickups.lock(change.manager, storeId, tripId);
      const arrival = pickup?.trip.trip.arrival;
      if (!pickup || !arrival) return false;
      const open = { arrivedAt: arrival.occurredAt, claimedAt: lastClaim(pickup) };
      if (!isLeftOpen(open, closed, change.now)) return false;
      return !('refused' in (await this.pickups.commandTrip(change, pickup, { name: 'leave_open' })));
    });
  }
}

function lastClaim({ orders }: Pickup): number | null {
  const claims = orders.flatMap(({ order }) => order.claimedAt ?? []);
  return claims.length === 0 ? null : Math.max(...claims);
}
