/** Which compartment of a store has an order in it. */
import { Injectable } from '@nestjs/common';
import type { CardLocker } from '@curbline/contracts/events';
import { pipeline } from '@curbline/database';
import type { EntityManager } from 'typeorm';
import type { LockerStep } from './locker-of-order.js';
import type { StoredOrder } from './order.entity.js';

/** A compartment with an order in it, as it was called when the order was put there. */
export interface LockerUse extends Pick<CardLocker, 'bank' | 'compartment' | 'size'> {
  readonly orderId: string;
  readonly shortCode: string;
  readonly isToEmpty: boolean;
}

@Injectable()
export class LockerUsesRepository {
  /** All compartments of the store that have something in them. */
  find(manager: EntityManager, storeId: string): Promise<LockerUse[]> {
    return manager.query<LockerUse[]>(
      `SELECT used.order_id AS "orderId", used.compartment, placed.short_code AS "shortCode",
         placed.locker ->> 'bank' AS bank, placed.locker ->> 'size' AS size,
         used.empty_since IS NOT NULL AS "isToEmpty"
       FROM locker_use AS used
       JOIN pickup_order AS placed ON placed.store_id = used.store_id AND placed.id = used.order_id
       WHERE used.store_id = $1`,
      [storeId],
    );
  }

  /**
   * Puts an order into a compartment, out of the one in which it lay.
   * @returns false when another order is in it; where one is being put into it at this moment, once that is certain
   */
  async take(manager: EntityManager, order: StoredOrder, compartment: string): Promise<boolean> {
    const { storeId, id, tripId } = order;
    if (order.locker !== null) this.end(manager, order);
    const taken = await manager.query<unknown[]>(
      `INSERT INTO locker_use (store_id, order_id, trip_id, compartment) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [storeId, id, tripId, compartment],
    );
    return taken.length === 1;
  }

  /** The compartment is free again. */
  end(manager: EntityManager, { storeId, id }: StoredOrder): void {
    pipeline(manager, 'DELETE FROM locker_use WHERE store_id = $1 AND order_id = $2', [storeId, id]);
  }

  /** Follows what became of the order. @param now Unix ms */
  follow(manager: EntityManager, order: StoredOrder, { use }: LockerStep, now: number): void {
    if (use === 'ends') this.end(manager, order);
    if (use !== 'is_to_empty' && use !== 'goes_on') return;
    pipeline(manager, 'UPDATE locker_use SET empty_since = $3 WHERE store_id = $1 AND order_id = $2', [
      order.storeId,
      order.id,
      use === 'goes_on' ? null : new Date(now),
    ]);
  }
}
