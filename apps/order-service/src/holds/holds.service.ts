/** Ends what is held for customers who do not come: they are told first, then the goods go back to the shelf. */
import { Injectable } from '@nestjs/common';
import type { Actor } from '@curbline/contracts/events';
import { holdStep } from '@curbline/domain/hold';
import { Clock } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { ChangesService, type Change } from '../changes/changes.service.js';
import { oneByOne } from '../changes/one-by-one.js';
import type { StoredOrder } from '../pickups/order.entity.js';
import type { Pickup } from '../pickups/pickup.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { TripLinksService } from '../pickups/trip-links.service.js';
import { HoldsRepository } from './holds.repository.js';

const SYSTEM: Actor = { kind: 'system', id: null, name: null };
const MOST_AT_ONCE = 500;
const OPEN = new Set<StoredOrder['order']['state']>(['placed', 'preparing', 'ready']);
/** They said that they are late, and the time that they named is still to come. */
const isLate = ({ lateSaidAt, declaredArrivalAt }: Pickup['trip']['trip'], now: number): boolean =>
  lateSaidAt !== null && declaredArrivalAt !== null && declaredArrivalAt > now;
/** Journeys in which nobody is on the way. */
const AWAY = new Set<Pickup['trip']['trip']['state']>(['pending', 'left_open']);

@Injectable()
export class HoldsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly changes: ChangesService,
    private readonly pickups: PickupsService,
    private readonly links: TripLinksService,
    private readonly holds: HoldsRepository,
  ) {}

  /** @returns how many customers were told, and orders given up */
  async end(): Promise<number> {
    const due = await this.holds.due(this.dataSource.manager, this.clock.now(), MOST_AT_ONCE);
    return oneByOne('The end of a hold', due, ({ storeId, orderId }) =>
      this.changes.run({ actor: SYSTEM, storeId }, async (change) => {
        const found = await this.pickups.lockByOrder(change.manager, storeId, orderId);
        // Asked again under the lock: somebody may have set off, or said that they are late, a moment ago.
        if (!found || !OPEN.has(found.order.order.state)) return false;
        const { trip } = found.pickup.trip;
        if (!AWAY.has(trip.state) || isLate(trip, change.now)) return false;
        return this.step(change, found.pickup, found.order);
      }),
    );
  }

  private async step(change: Change, pickup: Pickup, order: StoredOrder): Promise<boolean> {
    const { locker, heldUntil, holdToldAt } = order;
    if (heldUntil === null) return false;
    const step = holdStep({ until: heldUntil, toldAt: holdToldAt }, change.now);
    if (step === 'tell') {
      const held = { locker, heldUntil, holdToldAt: change.now };
      this.pickups.changeBeside(change, pickup, order, { held }, 'hold_ending');
    }
    if (step === 'end') await this.giveUp(change, pickup, order);
    return step !== null;
  }

  /** The journey ends with its last order, as when a trip expires. */
  private async giveUp(change: Change, pickup: Pickup, order: StoredOrder): Promise<void> {
    const isLast = pickup.orders.every(({ id, order: other }) => id === order.id || !OPEN.has(other.state));
    const expired = isLast ? await this.pickups.commandTrip(change, pickup, { name: 'expire' }) : { pickup };
    const locked = 'refused' in expired ? pickup : expired.pickup;
    const given = await this.pickups.commandOrder(change, locked, order, { name: 'give_up' });
    if (!('refused' in given)) this.links.close(change, given.pickup.trip);
  }
}
