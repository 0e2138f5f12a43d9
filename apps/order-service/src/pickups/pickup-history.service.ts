/**
 * Puts past pickups into the statistics, for measurements and for stores that had another system before: records without
 * orders, trips or log entries behind them. They are made by the same rules as those of lived pickups.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PastPickup } from '@curbline/contracts/http';
import { inTransaction, rowOf } from '@curbline/database';
import type { Order } from '@curbline/domain/order';
import { NEW_TRIP, type Trip } from '@curbline/domain/trip';
import { DataSource, type EntityManager } from 'typeorm';
import { newOrderId } from './order-ids.js';
import { PickupRecordEntity } from './pickup-record.entity.js';
import { pickupRecordOf } from './pickup-record.js';

/** How many rows one statement inserts. */
const AT_ONCE = 2_000;

@Injectable()
export class PickupHistoryService {
  constructor(private readonly dataSource: DataSource) {}

  /** How many pickups of a store are recorded, by the day of its own clock (`YYYY-MM-DD`). */
  async countByDay(storeId: string): Promise<Map<string, number>> {
    const days = await this.dataSource.query<{ day: string; n: number }[]>(
      `SELECT local_day::text AS day, count(*)::integer AS n FROM pickup_record WHERE store_id = $1 GROUP BY 1`,
      [storeId],
    );
    return new Map(days.map(({ day, n }) => [day, n]));
  }

  /** Records past pickups of a store; the same ones again are recorded once. @returns how many there are */
  async record(storeId: string, pickups: Iterable<PastPickup>): Promise<number> {
    let recorded = 0;
    let batch: PastPickup[] = [];
    const save = async (): Promise<void> => {
      const rows = batch;
      batch = [];
      recorded += rows.length;
      if (rows.length > 0) await inTransaction(this.dataSource, (manager) => insert(manager, storeId, rows));
    };
    for (const pickup of pickups) if (batch.push(pickup) === AT_ONCE) await save();
    await save();
    // ANALYZE first: with stale statistics the next statement takes a hundred times longer.
    await this.dataSource.query('ANALYZE pickup_record');
    await inTransaction(this.dataSource, (manager) => manager.query(FIND_OVERTAKEN, [storeId]));
    return recorded;
  }
}

/** Of those served in this order, the ones before whom somebody was served who came later. */
const FIND_OVERTAKEN = `
  UPDATE pickup_record record SET overtaken = true
  FROM (SELECT order_id, arrived_at, max(arrived_at) OVER (
          ORDER BY counted_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest_served
        FROM pickup_record WHERE store_id = $1 AND outcome = 'handed_over' AND left_open_at IS NULL) AS served
  WHERE record.store_id = $1 AND record.order_id = served.order_id AND served.latest_served > served.arrived_at
    AND NOT record.overtaken`;

async function insert(
  manager: EntityManager,
  storeId: string,
  pickups: readonly PastPickup[],
): Promise<void> {
  const [store] = await manager.query<{ lead_s: number }[]>('SELECT lead_s FROM store WHERE id = $1', [
    storeId,
  ]);
  if (!store) throw new Error(`there is no store ${storeId}`);
  const rows = pickups.map((pickup) => {
    const id = newOrderId(storeId, idBytes(storeId, pickup));
    return recordOf(manager, { storeId, id, leadS: store.lead_s }, pickup);
  });
  const columns = Object.keys(rows[0] ?? {});
  await manager.query(
    `INSERT INTO pickup_record (${columns.join(', ')}, overtaken, local_day, arrival_hour)
     SELECT ${columns.map((name) => `past.${name}`).join(', ')}, false,
       (past.counted_at AT TIME ZONE time_zone)::date, hour_of_week(past.arrived_at AT TIME ZONE time_zone)
     FROM jsonb_populate_recordset(NULL::pickup_record, $1::jsonb) AS past JOIN store ON store.id = past.store_id
     ON CONFLICT (store_id, order_id) DO NOTHING`,
    [JSON.stringify(rows)],
  );
}

/** The same pickup has the same id, whatever it is recorded with. */
const idBytes = (storeId: string, pickup: PastPickup): Buffer =>
  createHash('sha256')
    .update(storeId + JSON.stringify(pickup))
    .digest()
    .subarray(0, 16);

function recordOf(
  manager: EntityManager,
  { storeId, id, leadS }: { storeId: string; id: string; leadS: number },
  pickup: PastPickup,
): Record<string, unknown> {
  const base = { storeId, id, version: 1, createdAt: pickup.endedAt };
  const order = {
    ...base,
    tripId: id,
    order: orderOf(pickup),
    terms: termsOf(pickup),
    handOver: { note: null, wrongCodes: 0 },
  };
  const place = { bay: null, vehicle: null, placement: null };
  const trip = { ...base, place, sharingStoppedAt: null, leadS, trip: tripOf(pickup) };
  const record = pickupRecordOf(order, trip, pickup.endedAt);
  if (!record) throw new Error('a past pickup has ended');
  return rowOf(manager, PickupRecordEntity, record);
}

function orderOf({ ended, endedAt, claimedAt, recalls }: PastPickup): Order {
  const handedOver = ended === 'handed_over';
  return {
    state: handedOver ? 'handed_over' : ended === 'left' ? 'ready' : 'not_collected',
    readyAt: null,
    expectedReadyAt: null,
    claimedBy: null,
    claimedAt,
    handedOverAt: handedOver ? endedAt : null,
    proof: handedOver ? 'none' : null,
    proofReason: null,
    recalls,
  };
}

function tripOf(pickup: PastPickup): Trip {
  const { arrival, alert, ended, endedAt } = pickup;
  return {
    ...NEW_TRIP,
    state: ended === 'left' ? 'departed' : ended === 'handed_over' ? 'completed' : 'expired',
    sharing: pickup.sharedPosition ? 'stopped' : 'declined',
    departedAt: ended === 'left' ? endedAt : null,
    firstSignAt: pickup.firstSignAt,
    approachingAt: alert && alert.at,
    expectedAt: alert && alert.expectedAt,
    arrival: arrival && {
      occurredAt: arrival.at,
      decidedAt: arrival.at,
      evidence: arrival.evidence,
      confirmed: true,
      reasons: null,
      predicted: pickup.predicted ?? null,
    },
    corrections: pickup.corrections,
  };
}

const termsOf = ({ service, windowFrom, endedAt }: PastPickup) => ({
  shopId: null,
  reference: null,
  shortCode: '',
  handOverCode: '',
  customerName: '',
  language: 'en' as const,
  pickupType: service,
  window: windowFrom === null ? null : { from: windowFrom, to: windowFrom },
  itemsCount: 0,
  flags: [],
  note: null,
  createdAt: endedAt,
});
