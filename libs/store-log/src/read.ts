/**
 * Reads the log. A reader gets all events after its position, page by page up to the head, or `resync` when that is not
 * possible: then it takes a snapshot and continues from the position of the snapshot.
 */
import type { LogPosition, StoreEvent } from '@curbline/contracts/events';
import { EVENT_COLUMNS, toStoreEvent, type EventRow } from './event-row.js';

/** A data source or a transaction's manager. */
export interface Queryable {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

export type ResyncReason =
  /** The log was restored or rebuilt, so old positions are invalid. */
  | 'epoch'
  /** Events after the position were pruned. */
  | 'retention'
  /** The position is past the head. */
  | 'ahead';

export type LogRead =
  | {
      kind: 'events';
      events: StoreEvent[];
      head: LogPosition;
      /** Whether the log has further events: read again from `next`. */
      more: boolean;
      /** The position after these events (with `tripId`, also after events of other trips). */
      next: LogPosition;
    }
  | { kind: 'resync'; reason: ResyncReason; head: LogPosition };

/** The position before the first event; also the head of a store without events. */
export const LOG_START: LogPosition = { epoch: '', seq: 0 };

/** The position of a store's last event. */
export async function head(database: Queryable, storeId: string): Promise<LogPosition> {
  const [found] = await heads(database, [storeId]);
  return found?.head ?? LOG_START;
}

/** The heads of these stores, or of all stores with events, in one query. */
export async function heads(
  database: Queryable,
  storeIds: readonly string[] | 'all',
): Promise<{ storeId: string; head: LogPosition }[]> {
  const rows = await database.query<{ store_id: string; epoch: string; seq: string }[]>(
    storeIds === 'all'
      ? 'SELECT store_id, epoch, seq FROM store_stream'
      : 'SELECT store_id, epoch, seq FROM store_stream WHERE store_id = ANY($1)',
    storeIds === 'all' ? [] : [storeIds],
  );
  return rows.map((row) => ({ storeId: row.store_id, head: { epoch: row.epoch, seq: Number(row.seq) } }));
}

/**
 * The events after `position`, oldest first, at most `limit`; with `tripId` only those of one trip. Head, retention and
 * events come from one statement, so they are consistent.
 */
export async function readAfter(
  database: Queryable,
  storeId: string,
  position: LogPosition,
  limit = 500,
  { tripId }: { tripId?: string } = {},
): Promise<LogRead> {
  const columns = EVENT_COLUMNS.map((column) => `event.${column}`).join(', ');
  const rows = await database.query<(EventRow & StreamColumns)[]>(
    `SELECT stream.epoch AS head_epoch, stream.seq AS head_seq, stream.pruned_seq, ${columns}
     FROM store_stream AS stream
     LEFT JOIN LATERAL (
       SELECT * FROM store_event
       WHERE store_id = $1 AND seq > $2 ${tripId === undefined ? '' : 'AND trip_id = $4'}
       ORDER BY seq LIMIT $3
     ) AS event ON true
     WHERE stream.store_id = $1
     ORDER BY event.seq`,
    tripId === undefined ? [storeId, position.seq, limit] : [storeId, position.seq, limit, tripId],
  );
  const stream = rows[0];
  if (!stream) {
    if (position.seq > 0) return { kind: 'resync', reason: 'ahead', head: LOG_START };
    return { kind: 'events', events: [], head: LOG_START, more: false, next: LOG_START };
  }
  const at: LogPosition = { epoch: stream.head_epoch, seq: Number(stream.head_seq) };
  const reason = resyncReason(position, at, Number(stream.pruned_seq));
  if (reason) return { kind: 'resync', reason, head: at };
  const events = rows.filter((row) => row.seq !== null).map(toStoreEvent);
  if (tripId === undefined) requireGapless(position, events);
  const last = events.length < limit ? at.seq : (events.at(-1)?.seq ?? at.seq);
  return { kind: 'events', events, head: at, more: last < at.seq, next: { epoch: at.epoch, seq: last } };
}

interface StreamColumns {
  head_epoch: string;
  head_seq: string;
  pruned_seq: string;
}

function resyncReason(position: LogPosition, at: LogPosition, prunedSeq: number): ResyncReason | undefined {
  const fromTheStart = position.seq === 0 && position.epoch === LOG_START.epoch;
  if (position.epoch !== at.epoch && !fromTheStart) return 'epoch';
  if (position.seq > at.seq) return 'ahead';
  return position.seq < prunedSeq ? 'retention' : undefined;
}

/** @throws Error when an event is missing, which means that rows were deleted without `prune`. */
function requireGapless(position: LogPosition, events: readonly StoreEvent[]): void {
  events.forEach((event, index) => {
    if (event.seq !== position.seq + 1 + index) {
      throw new Error(`the log of store ${event.storeId} has a gap before ${event.seq}`);
    }
  });
}

/** All events about one entity, such as an order, that the log still has, oldest first. */
export async function eventsOfEntity(
  database: Queryable,
  storeId: string,
  entityId: string,
): Promise<StoreEvent[]> {
  const rows = await database.query<EventRow[]>(
    `SELECT ${EVENT_COLUMNS.join(', ')} FROM store_event WHERE store_id = $1 AND entity_id = $2 ORDER BY seq`,
    [storeId, entityId],
  );
  return rows.map(toStoreEvent);
}

/** The newest event that names the trip; its card is the trip's current one. */
export async function latestOfTrip(
  database: Queryable,
  storeId: string,
  tripId: string,
): Promise<StoreEvent | undefined> {
  const rows = await database.query<EventRow[]>(
    `SELECT ${EVENT_COLUMNS.join(', ')} FROM store_event
     WHERE store_id = $1 AND trip_id = $2 ORDER BY seq DESC LIMIT 1`,
    [storeId, tripId],
  );
  return rows[0] && toStoreEvent(rows[0]);
}
