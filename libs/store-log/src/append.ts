import type { Actor, StoreEvent, StoreEventDraft } from '@curbline/contracts/events';
import { pipeline } from '@curbline/database';
import type { EntityManager } from 'typeorm';

/** The fields that all events of one change share. */
export interface AppendContext {
  actor: Actor;
  requestId: string | null;
  /** When the change is made, by the server's clock; ISO 8601. */
  recordedAt: string;
}

/**
 * Appends events to a store's log in the caller's transaction, so that they are committed together with the change.
 *
 * It holds the row lock of `store_stream` until the commit, so that numbers are gapless and in commit order. (With a
 * sequence, numbers are drawn before they are committed, and a follower that has seen 8 would never see a late 7.) So call
 * it last in the transaction: the store's other writers wait until the commit. Writers of several stores append in the
 * order of the stores' ids, since they could deadlock otherwise.
 *
 * @returns the events as written, with consecutive numbers, in the order of the drafts.
 */
export async function append(
  manager: EntityManager,
  storeId: string,
  drafts: readonly StoreEventDraft[],
  context: AppendContext,
): Promise<StoreEvent[]> {
  if (drafts.length === 0) return [];
  const written = await manager.query<{ epoch: string; seq: string }[]>(
    APPEND,
    parametersOf(storeId, drafts, context),
  );
  return written.map(({ epoch, seq }, index) => {
    const draft = drafts[index];
    if (!draft) throw new Error('more events were written than appended');
    return { ...eventOf(storeId, draft, context), epoch, seq: Number(seq) };
  });
}

/** Appends with a pipelined statement, which is sent without waiting for its result. */
export function appendPipelined(
  manager: EntityManager,
  storeId: string,
  drafts: readonly StoreEventDraft[],
  context: AppendContext,
): void {
  if (drafts.length > 0) pipeline(manager, APPEND, parametersOf(storeId, drafts, context));
}

function eventOf(
  storeId: string,
  draft: StoreEventDraft,
  { actor, requestId, recordedAt }: AppendContext,
): Omit<StoreEvent, 'epoch' | 'seq'> {
  return {
    storeId,
    type: draft.type,
    version: 2,
    entityId: draft.entityId,
    entityVersion: draft.entityVersion,
    tripId: draft.tripId,
    payload: draft.payload,
    occurredAt: draft.occurredAt,
    recordedAt,
    actor,
    requestId,
  };
}

function parametersOf(
  storeId: string,
  drafts: readonly StoreEventDraft[],
  context: AppendContext,
): unknown[] {
  return [storeId, drafts.length, JSON.stringify(drafts.map((draft) => eventOf(storeId, draft, context)))];
}

/**
 * Takes the numbers and writes the events in one statement, so that between the row lock and the commit no round trip is
 * needed and the store's other writers wait only for the disk. The first part is an upsert, so that two first events of a
 * store cannot race.
 */
const APPEND = `
  WITH head AS (
    INSERT INTO store_stream AS stream (store_id, seq) VALUES ($1, $2::bigint)
    ON CONFLICT (store_id) DO UPDATE SET seq = stream.seq + $2::bigint
    RETURNING epoch, seq)
  INSERT INTO store_event (store_id, seq, epoch, type, version, entity_id, entity_version, trip_id,
                           payload, occurred_at, recorded_at, actor, request_id)
  SELECT $1, head.seq - $2::bigint + event.ordinal, head.epoch, type, version, "entityId", "entityVersion", "tripId",
         payload, "occurredAt", "recordedAt", actor, "requestId"
  FROM head, ROWS FROM (jsonb_to_recordset($3::jsonb) AS (
    type text, version smallint, "entityId" text, "entityVersion" integer, "tripId" text, payload jsonb,
    "occurredAt" timestamptz, "recordedAt" timestamptz, actor jsonb, "requestId" text)) WITH ORDINALITY
    AS event(type, version, "entityId", "entityVersion", "tripId", payload, "occurredAt", "recordedAt", actor,
             "requestId", ordinal)
  ORDER BY event.ordinal
  RETURNING epoch, seq`;
