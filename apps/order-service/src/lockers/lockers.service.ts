/** What staff see of the store's lockers, and what they take out of them. */
import { Injectable } from '@nestjs/common';
import type { StaffPrincipal } from '@curbline/access';
import type { CardAnswer, CompartmentCode, LockersView } from '@curbline/contracts/http';
import { readSnapshot } from '@curbline/database';
import { compartmentsFor } from '@curbline/domain/locker';
import { endsInLocker } from '@curbline/domain/service';
import { problem } from '@curbline/platform';
import { DataSource } from 'typeorm';
import { ChangesService } from '../changes/changes.service.js';
import { compartmentsOf, CompartmentsService } from '../compartments/compartments.service.js';
import { cardOf } from '../pickups/cards.js';
import { LockerUsesRepository } from '../pickups/locker-uses.repository.js';
import { OrdersRepository } from '../pickups/orders.repository.js';
import { PickupsService } from '../pickups/pickups.service.js';
import { StoresService } from '../stores/stores.service.js';
import { banksWithOrders } from './banks-with-orders.js';

@Injectable()
export class LockersService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: ChangesService,
    private readonly stores: StoresService,
    private readonly pickups: PickupsService,
    private readonly orders: OrdersRepository,
    private readonly uses: LockerUsesRepository,
    private readonly compartments: CompartmentsService,
  ) {}

  /** @throws ProblemException `store-unknown`. */
  async read(storeId: string): Promise<LockersView> {
    const { settings } = await this.stores.get(storeId);
    const { lockers: banks = [] } = settings;
    return readSnapshot(this.dataSource, async (manager) => {
      const [uses, waiting] = await Promise.all([
        this.uses.find(manager, storeId),
        this.orders.findOutsideLockers(manager, storeId),
      ]);
      const taken = uses.map(({ compartment }) => compartment);
      return {
        banks: banksWithOrders(banks, uses),
        waiting: waiting
          .filter(({ terms }) => endsInLocker(terms.service))
          .map(({ id, order, terms }) => ({
            orderId: id,
            shortCode: terms.shortCode,
            customerName: terms.customerName,
            itemsCount: terms.itemsCount,
            flags: [...terms.flags],
            state: order.state,
            fitting: compartmentsFor(terms, compartmentsOf(settings), taken).map(({ label }) => label),
          })),
      };
    });
  }

  /**
   * The goods were taken out by staff: back to the shelf, or to be handed over at the counter.
   * @throws ProblemException `order-unknown`, `not-possible-now` when it lies in no compartment.
   */
  takeOut({ storeId, staffId, name }: StaffPrincipal, orderId: string): Promise<CardAnswer> {
    const actor = { kind: 'staff' as const, id: staffId, name };
    return this.changes.run<CardAnswer>({ actor, storeId }, async (change) => {
      const found = await this.pickups.lockByOrder(change.manager, storeId, orderId);
      if (!found) throw problem('order-unknown');
      const { order, pickup } = found;
      if (order.locker === null || order.order.state === 'handed_over')
        throw problem('not-possible-now', { card: cardOf(order, pickup.trip) });
      const out = this.compartments.takeOut(change, found);
      return { card: cardOf(out.order, out.pickup.trip) };
    });
  }

  /**
   * The code of an order's compartment, for staff who read it out to somebody without a phone.
   * @throws ProblemException `order-unknown`, `not-possible-now` unless it lies in a compartment for its customer.
   */
  async code(storeId: string, orderId: string): Promise<CompartmentCode> {
    const beside = await this.orders.findOfSameTrip(this.dataSource.manager, storeId, orderId);
    const order = beside.find(({ id }) => id === orderId);
    if (!order) throw problem('order-unknown');
    if (order.locker === null || order.order.state !== 'ready') throw problem('not-possible-now');
    return { compartment: order.locker.compartment, code: order.terms.handOverCode };
  }
}
