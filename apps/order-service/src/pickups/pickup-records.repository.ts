/** Writes what the statistics record of pickups, in the transaction of the event that changes it. */
import { Injectable } from '@nestjs/common';
import type { StoreEventType } from '@curbline/contracts/events';
import { pipeline, rowOf } from '@curbline/database';
import type { EntityManager } from 'typeorm';
import type { StoredOrder } from './order.entity.js';
import { type PickupRecord, PickupRecordEntity } from './pickup-record.entity.js';
import { changesRecord, pickupRecordOf } from './pickup-record.js';
import type { StoredTrip } from './trip.entity.js';

/**
 * A visit that was abandoned or left open stays recorded when the order is given up or canceled later, and when it may be
 * fetched after all; a new arrival or a hand-over replaces it, and so does the word that nobody had come.
 */
const NOT_A_PAST_VISIT = `pickup_record.outcome NOT IN ('abandoned', 'left_open')`;

/** Whether a customer who waited for staff and came later was served while this one waited, from $1 store, $2 order, $3 arrival, $4 end. */
const OVERTAKEN = `EXISTS (
  SELECT 1 FROM pickup_record other
  WHERE other.store_id = $1 AND other.order_id <> $2 AND other.outcome = 'handed_over' AND other.left_open_at IS NULL
    AND other.store_ms IS NOT NULL
    AND other.counted_at > $3::timestamptz AND other.counted_at < $4::timestamptz
    AND other.arrived_at > $3::timestamptz)`;

/** An instant by the store's clock. */
const byStoreClock = (instant: string): string =>
  `(SELECT ${instant}::timestamptz AT TIME ZONE time_zone FROM store WHERE id = $1)`;

@Injectable()
export class PickupRecordsRepository {
  /**
   * Records the orders after an event, with pipelined statements.
   * @param at when it occurred, Unix ms
   */
  save(
    manager: EntityManager,
    trip: StoredTrip,
    orders: readonly StoredOrder[],
    type: StoreEventType,
    at: number,
  ): void {
    for (const order of orders) {
      if (!changesRecord(type, order, trip)) continue;
      const record = pickupRecordOf(order, trip, at);
      if (record) this.upsert(manager, record);
      else this.remove(manager, order, type);
    }
  }

  private upsert(manager: EntityManager, record: PickupRecord): void {
    const { store_id, order_id, ...row } = rowOf(manager, PickupRecordEntity, record);
    const columns = Object.keys(row);
    const values = columns.map((_, index) => `$${index + 6}`);
    // Who never waited for staff is overtaken by nobody.
    const waits = record.outcome === 'waiting' || record.storeMs !== null;
    const replaces = record.arrivedAt !== null || record.outcome === 'handed_over';
    const endedAt = record.leftOpenAt ?? record.handedOverAt ?? record.countedAt;
    const written = ['local_day', 'arrival_hour', 'overtaken', ...columns];
    pipeline(
      manager,
      `INSERT INTO pickup_record (store_id, order_id, ${written.join(', ')})
       VALUES ($1, $2, ${byStoreClock('$5')}::date, hour_of_week(${byStoreClock('$3')}), ${waits} AND ${OVERTAKEN}, ${values.join(', ')})
       ON CONFLICT (store_id, order_id) DO UPDATE
       SET ${written.map((name) => `${name} = EXCLUDED.${name}`).join(', ')}
       ${replaces ? '' : `WHERE ${NOT_A_PAST_VISIT}`}`,
      [store_id, order_id, row['arrived_at'], new Date(endedAt), row['counted_at'], ...Object.values(row)],
    );
  }

  private remove(manager: EntityManager, { storeId, id }: StoredOrder, type: StoreEventType): void {
    pipeline(
      manager,
      `DELETE FROM pickup_record WHERE store_id = $1 AND order_id = $2
       ${type === 'arrival_withdrawn' ? '' : `AND ${NOT_A_PAST_VISIT}`}`,
      [storeId, id],
    );
  }
}
