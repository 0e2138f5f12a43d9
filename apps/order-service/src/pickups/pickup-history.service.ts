/**
 * Puts past pickups into the statistics, for measurements and for stores that had another system before: records without
 * orders, trips or log entries behind them. They are made by the same rules as those of lived pickups.
 */
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PastPickup } from '@curbline/contracts/http';
import { rowOf } from '@curbline/database';
import type { Order } from '@curbline/domain/order';
import { NEW_TRIP, type Trip } from '@curbline/domain/trip';
import { DataSource, type EntityManager } from 'typeorm';
import { newOrderId } from './order-ids.js';
import { NOT_HELD } from './order.entity.js';
import { PickupHistoryRepository } from './pickup-history.repository.js';
import { PickupRecordEntity } from './pickup-record.entity.js';
import { pickupRecordOf } from './pickup-record.js';

/** How many rows one statement inserts. */
const AT_ONCE = 2_000;

@Injectable()
export class PickupHistoryService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly repository: PickupHistoryRepository,
  ) {}

  /** How many pickups of a store are recorded, by the day of its own clock (`YYYY-MM-DD`). */
  countByDay(storeId: string): Promise<Map<string, number>> {
    return this.repository.countByDay(storeId);
  }

  /** Records past pickups of a store; the same ones again are recorded once. @returns how many there are */
  async record(storeId: string, pickups: Iterable<PastPickup>): Promise<number> {
    const leadS = await this.repository.leadOf(storeId);
    if (leadS === undefined) throw new Error(`there is no store ${storeId}`);
    let recorded = 0;
    let batch: Record<string, unknown>[] = [];
    const save = async (): Promise<void> => {
      if (batch.length > 0) await this.repository.insert(batch);
      recorded += batch.length;
      batch = [];
    };
    for (const pickup of pickups) {
      const id = newOrderId(storeId, idBytes(storeId, pickup));
      batch.push(recordOf(this.dataSource.manager, { storeId, id, leadS }, pickup));
      if (batch.length === AT_ONCE) await save();
    }
    await save();
    await this.repository.markOvertaken(storeId);
    return recorded;
  }
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
    handOver: { note: null, wrongCodes: 0, collectedBy: null },
    shortages: null,
    ...NOT_HELD,
    gestures: null,
  };
  const place = { bay: null, vehicle: null, placement: null };
  const none = { substitute: null, sharingStoppedAt: null, discreet: false };
  const trip = { ...base, ...none, place, leadS, trip: tripOf(pickup) };
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
  externalId: null,
  reference: null,
  shortCode: '',
  handOverCode: '',
  customerName: '',
  language: 'en' as const,
  service,
  serviceChange: null,
  window: windowFrom === null ? null : { from: windowFrom, to: windowFrom },
  itemsCount: 0,
  flags: [],
  note: null,
  createdAt: endedAt,
});
