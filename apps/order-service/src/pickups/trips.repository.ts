/** Trips as rows: read under a lock, written by compare-and-set, mapped to what the domain decides on. */
import type { Placement, Vehicle } from '@curbline/contracts/ids';
import { pipeline, pipelineCompareAndSet } from '@curbline/database';
import type {
  ArrivalEvidence,
  Reasons,
  ShortMessage,
  Trip,
  TripSharing,
  TripState,
} from '@curbline/domain/trip';
import { dateOf, msOf } from '@curbline/platform';
import type { EntityManager } from 'typeorm';

/** What the customer told about the hand-over place. */
export interface TripPlace {
  readonly bay: string | null;
  readonly vehicle: Vehicle | null;
  readonly placement: Placement | null;
}

export interface StoredTrip {
  readonly storeId: string;
  readonly id: string;
  readonly version: number;
  readonly trip: Trip;
  readonly place: TripPlace;
  /** Unix ms, as all instants here. */
  readonly createdAt: number;
  readonly sharingStoppedAt: number | null;
  /** The lead time of the store: how long before the arrival staff are alerted. Short notice is judged by it. */
  readonly leadS: number;
}

interface TripRow {
  store_id: string;
  id: string;
  version: number;
  state: TripState;
  sharing: TripSharing;
  created_at: Date;
  started_at: Date | null;
  approaching_at: Date | null;
  departed_at: Date | null;
  first_sign_at: Date | null;
  declared_arrival_at: Date | null;
  arrival_occurred_at: Date | null;
  arrival_decided_at: Date | null;
  arrival_evidence: ArrivalEvidence | null;
  arrival_confirmed: boolean | null;
  arrival_reasons: Reasons | null;
  bay: string | null;
  vehicle: Vehicle | null;
  placement: Placement | null;
  corrections: number;
  sharing_stopped_at: Date | null;
  closed_at: Date | null;
  other_store_id: string | null;
  other_store_name: string | null;
  other_store_since: Date | null;
  expected_at: Date | null;
  arrival_questioned_at: Date | null;
  left_open_at: Date | null;
  message: ShortMessage | null;
  message_sent_at: Date | null;
  lead_s: number;
}

function toStoredTrip(row: TripRow): StoredTrip {
  const arrival =
    row.arrival_occurred_at === null || row.arrival_evidence === null
      ? null
      : {
          occurredAt: row.arrival_occurred_at.getTime(),
          decidedAt: (row.arrival_decided_at ?? row.arrival_occurred_at).getTime(),
          evidence: row.arrival_evidence,
          confirmed: row.arrival_confirmed ?? false,
          reasons: row.arrival_reasons,
        };
  return {
    storeId: row.store_id,
    id: row.id,
    version: row.version,
    trip: {
      state: row.state,
      sharing: row.sharing,
      startedAt: msOf(row.started_at),
      approachingAt: msOf(row.approaching_at),
      departedAt: msOf(row.departed_at),
      declaredArrivalAt: msOf(row.declared_arrival_at),
      firstSignAt: msOf(row.first_sign_at),
      arrival,
      closedAt: msOf(row.closed_at),
      corrections: row.corrections,
      otherStore: otherStoreOf(row),
      expectedAt: msOf(row.expected_at),
      questionedAt: msOf(row.arrival_questioned_at),
      leftOpenAt: msOf(row.left_open_at),
      message: messageOf(row),
    },
    place: { bay: row.bay, vehicle: row.vehicle, placement: row.placement },
    createdAt: row.created_at.getTime(),
    sharingStoppedAt: msOf(row.sharing_stopped_at),
    leadS: row.lead_s,
  };
}

function messageOf({ message, message_sent_at: sentAt }: TripRow): Trip['message'] {
  return message === null || sentAt === null ? null : { message, sentAt: sentAt.getTime() };
}

function otherStoreOf(row: TripRow): Trip['otherStore'] {
  const { other_store_id: storeId, other_store_name: name, other_store_since: since } = row;
  return storeId === null || name === null || since === null
    ? null
    : { storeId, name, since: since.getTime() };
}

/** The columns that a decision or the customer's details change. */
function columnsOf(trip: Trip, place: TripPlace): Record<string, unknown> {
  return {
    state: trip.state,
    sharing: trip.sharing,
    started_at: dateOf(trip.startedAt),
    approaching_at: dateOf(trip.approachingAt),
    departed_at: dateOf(trip.departedAt),
    first_sign_at: dateOf(trip.firstSignAt),
    declared_arrival_at: dateOf(trip.declaredArrivalAt),
    arrival_occurred_at: dateOf(trip.arrival?.occurredAt ?? null),
    arrival_decided_at: dateOf(trip.arrival?.decidedAt ?? null),
    arrival_evidence: trip.arrival?.evidence ?? null,
    arrival_confirmed: trip.arrival?.confirmed ?? null,
    arrival_reasons: trip.arrival?.reasons ?? null,
    bay: place.bay,
    vehicle: place.vehicle,
    placement: place.placement,
    corrections: trip.corrections,
    closed_at: dateOf(trip.closedAt),
    other_store_id: trip.otherStore?.storeId ?? null,
    other_store_name: trip.otherStore?.name ?? null,
    other_store_since: dateOf(trip.otherStore?.since ?? null),
    expected_at: dateOf(trip.expectedAt),
    arrival_questioned_at: dateOf(trip.questionedAt),
    left_open_at: dateOf(trip.leftOpenAt),
    message: trip.message?.message ?? null,
    message_sent_at: dateOf(trip.message?.sentAt ?? null),
  };
}

/**
 * One trip, or undefined. With `lock` its row is held to the end of the transaction: it stands for
 * the trip *and* its orders, so that the card in every log entry shows both as they are at that
 * entry, whatever else is being decided about the same customer.
 */
export async function readTrip(
  manager: EntityManager,
  storeId: string,
  tripId: string,
  lock?: 'lock',
): Promise<StoredTrip | undefined> {
  const rows = await manager.query<TripRow[]>(
    `SELECT trip.*, store.lead_s FROM trip JOIN store ON store.id = trip.store_id
     WHERE trip.store_id = $1 AND trip.id = $2 ${lock ? 'FOR UPDATE OF trip' : ''}`,
    [storeId, tripId],
  );
  return rows[0] && toStoredTrip(rows[0]);
}

/** The trip of an order, which is the same for ever, under the lock of {@link readTrip}. */
export async function lockTripOfOrder(
  manager: EntityManager,
  storeId: string,
  orderId: string,
): Promise<StoredTrip | undefined> {
  const rows = await manager.query<TripRow[]>(
    `SELECT trip.*, store.lead_s FROM pickup_order AS placed
     JOIN trip ON trip.store_id = placed.store_id AND trip.id = placed.trip_id
     JOIN store ON store.id = trip.store_id
     WHERE placed.store_id = $1 AND placed.id = $2 FOR UPDATE OF trip`,
    [storeId, orderId],
  );
  return rows[0] && toStoredTrip(rows[0]);
}

/** Trips of a store that satisfy an SQL condition on `trip`; parameters from $2 on. @param rest order and limit. */
export async function readTrips(
  manager: EntityManager,
  storeId: string,
  condition: string,
  parameters: readonly unknown[] = [],
  rest = '',
): Promise<StoredTrip[]> {
  const rows = await manager.query<TripRow[]>(
    `SELECT trip.*, store.lead_s FROM trip JOIN store ON store.id = trip.store_id
     WHERE trip.store_id = $1 AND (${condition}) ${rest}`,
    [storeId, ...parameters],
  );
  return rows.map(toStoredTrip);
}

export function insertTrip(
  manager: EntityManager,
  trip: { readonly storeId: string; readonly id: string; readonly createdAt: number },
): void {
  pipeline(
    manager,
    `INSERT INTO trip (store_id, id, state, sharing, created_at) VALUES ($1, $2, 'pending', 'none', $3)`,
    [trip.storeId, trip.id, new Date(trip.createdAt)],
  );
}

/**
 * Writes what was decided, if the trip is still as it was read. When it is not the change cannot be committed: under
 * {@link readTrip}'s lock nobody else can have written it.
 */
export function writeTrip(
  manager: EntityManager,
  stored: StoredTrip,
  next: { readonly trip: Trip; readonly place?: TripPlace },
  now: number,
): StoredTrip {
  const place = next.place ?? stored.place;
  const stopped = stored.trip.sharing === 'live' && next.trip.sharing !== 'live';
  const sharingStoppedAt = stopped ? now : stored.sharingStoppedAt;
  pipelineCompareAndSet(manager, 'trip', { store_id: stored.storeId, id: stored.id }, stored.version, {
    ...columnsOf(next.trip, place),
    sharing_stopped_at: dateOf(sharingStoppedAt),
  });
  return { ...stored, version: stored.version + 1, trip: next.trip, place, sharingStoppedAt };
}
