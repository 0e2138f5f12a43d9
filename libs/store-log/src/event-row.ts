import type { StoreEvent } from '@curbline/contracts/events';
import { currentPayload } from './past-events.js';

/** A row of `store_event` as `pg` gives it: bigint as text, timestamptz as Date. */
export interface EventRow {
  store_id: string;
  seq: string;
  epoch: string;
  type: string;
  version: number;
  entity_id: string;
  entity_version: number;
  trip_id: string | null;
  payload: unknown;
  occurred_at: Date;
  recorded_at: Date;
  actor: unknown;
  request_id: string | null;
}

export const EVENT_COLUMNS = [
  'store_id',
  'seq',
  'epoch',
  'type',
  'version',
  'entity_id',
  'entity_version',
  'trip_id',
  'payload',
  'occurred_at',
  'recorded_at',
  'actor',
  'request_id',
] as const;

/**
 * Maps a row without validation, because only `append` writes the log, from type-checked values. An event of an older
 * version comes out as one of today's.
 */
export function toStoreEvent(row: EventRow): StoreEvent {
  return {
    storeId: row.store_id,
    epoch: row.epoch,
    seq: Number(row.seq),
    type: row.type as StoreEvent['type'],
    version: 2,
    entityId: row.entity_id,
    entityVersion: row.entity_version,
    tripId: row.trip_id,
    payload: currentPayload(row.version, row.payload),
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    actor: row.actor as StoreEvent['actor'],
    requestId: row.request_id,
  };
}
