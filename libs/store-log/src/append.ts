import type { Actor, StoreEvent, StoreEventDraft } from '@curbline/contracts/events';
import type { EntityManager } from 'typeorm';

/** What all events of one change have in common. */
export interface AppendContext {
  actor: Actor;
  requestId: string | null;
  /** When the change is made, by the server's clock; ISO 8601. */
  recordedAt: string;
}

/**
 * Writes events to the end of a store's log, in the caller's transaction: they are there exactly if
 * the change they tell of is.
 *
 * Takes the row lock of `store_stream` and holds it to commit, so that numbers are gapless and in
 * commit order. (A sequence would not do: numbers are drawn before they are committed, and a
 * follower that has seen 8 never sees a late 7.) So call it last in the transaction: from here to
 * the commit the store's other writers wait. Writers of several stores append in the order of the
 * stores' ids, or they may meet in a deadlock.
 *
 * @returns the events as written, with consecutive numbers, in the order of the drafts.
 */
export async function append(
  manager: EntityManager,
  storeId: string,
  drafts: readonly StoreEventDraft[],
  { actor, requestId, recordedAt }: AppendContext,
): Promise<StoreEvent[]> {
  if (drafts.length === 0) return [];
  const { epoch, seq: head } = await takeNumbers(manager, storeId, drafts.length);
  const events = drafts.map((draft, index): StoreEvent => ({
    storeId,
    epoch,
    seq: head - drafts.length + 1 + index,
    type: draft.type,
    version: 1,
    entityId: draft.entityId,
    entityVersion: draft.entityVersion,
    tripId: draft.tripId,
    payload: draft.payload,
    occurredAt: draft.occurredAt,
    recordedAt,
    actor,
    requestId,
  }));
  await manager.query(INSERT, [JSON.stringify(events)]);
  return events;
}

/** One statement for a store's first event and for every other: no race between two first ones. */
async function takeNumbers(
  manager: EntityManager,
  storeId: string,
  count: number,
): Promise<{ epoch: string; seq: number }> {
  const rows: { epoch: string; seq: string }[] = await manager.query(
    `INSERT INTO store_stream AS stream (store_id, seq) VALUES ($1, $2)
     ON CONFLICT (store_id) DO UPDATE SET seq = stream.seq + $2
     RETURNING epoch, seq`,
    [storeId, count],
  );
  const row = rows[0];
  if (!row) throw new Error('store_stream gave no number');
  return { epoch: row.epoch, seq: Number(row.seq) };
}

const INSERT = `
  INSERT INTO store_event (store_id, seq, epoch, type, version, entity_id, entity_version, trip_id,
                           payload, occurred_at, recorded_at, actor, request_id)
  SELECT "storeId", seq, epoch, type, version, "entityId", "entityVersion", "tripId",
         payload, "occurredAt", "recordedAt", actor, "requestId"
  FROM jsonb_to_recordset($1::jsonb) AS event(
    "storeId" text, seq bigint, epoch text, type text, version smallint, "entityId" text,
    "entityVersion" integer, "tripId" text, payload jsonb, "occurredAt" timestamptz,
    "recordedAt" timestamptz, actor jsonb, "requestId" text)`;
