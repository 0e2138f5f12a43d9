/** Reads trips under a lock, and writes what was decided by compare-and-set. */
import { Injectable } from '@nestjs/common';
import { entityOf, pipelineCompareAndSet, pipelineInsert } from '@curbline/database';
import { NEW_TRIP, type Trip } from '@curbline/domain/trip';
import type { EntityManager } from 'typeorm';
import { type StoredSubstitute, type StoredTrip, TripEntity, type TripPlace } from './trip.entity.js';

type TripRow = Record<string, unknown> & { readonly lead_s: number; readonly discreet: boolean };

const toTrip = (manager: EntityManager, row: TripRow): StoredTrip => ({
  ...entityOf(manager, TripEntity, row),
  leadS: row.lead_s,
  discreet: row.discreet,
});

@Injectable()
export class TripsRepository {
  /**
   * One trip, or undefined. With `lock` its row is held to the end of the transaction: it stands for
   * the trip *and* its orders, so that the card in every log entry shows both as they are at that
   * entry, whatever else is being decided about the same customer.
   */
  async find(
    manager: EntityManager,
    storeId: string,
    tripId: string,
    lock?: 'lock',
  ): Promise<StoredTrip | undefined> {
    const [row] = await manager.query<TripRow[]>(
      `SELECT trip.*, store.lead_s, store.discreet FROM trip JOIN store ON store.id = trip.store_id
       WHERE trip.store_id = $1 AND trip.id = $2 ${lock ? 'FOR UPDATE OF trip' : ''}`,
      [storeId, tripId],
    );
    return row && toTrip(manager, row);
  }

  /** The trip of an order, which is the same for ever, under the lock of {@link find}. */
  async lockByOrder(
    manager: EntityManager,
    storeId: string,
    orderId: string,
  ): Promise<StoredTrip | undefined> {
    const [row] = await manager.query<TripRow[]>(
      `SELECT trip.*, store.lead_s, store.discreet FROM pickup_order AS placed
       JOIN trip ON trip.store_id = placed.store_id AND trip.id = placed.trip_id
       JOIN store ON store.id = trip.store_id
       WHERE placed.store_id = $1 AND placed.id = $2 FOR UPDATE OF trip`,
      [storeId, orderId],
    );
    return row && toTrip(manager, row);
  }

  findByIds(manager: EntityManager, storeId: string, tripIds: readonly string[]): Promise<StoredTrip[]> {
    return this.findWhere(manager, storeId, 'trip.id = ANY($2::uuid[])', [tripIds]);
  }

  /** Trips of a store that satisfy an SQL condition on `trip`; parameters from $2 on. @param rest order and limit. */
  async findWhere(
    manager: EntityManager,
    storeId: string,
    condition: string,
    parameters: readonly unknown[] = [],
    rest = '',
  ): Promise<StoredTrip[]> {
    const rows = await manager.query<TripRow[]>(
      `SELECT trip.*, store.lead_s, store.discreet FROM trip JOIN store ON store.id = trip.store_id
       WHERE trip.store_id = $1 AND (${condition}) ${rest}`,
      [storeId, ...parameters],
    );
    return rows.map((row) => toTrip(manager, row));
  }

  /** Inserts a new trip, which its customer has not begun. @returns what was inserted */
  insert(
    manager: EntityManager,
    { storeId, id, createdAt }: Pick<TripEntity, 'storeId' | 'id' | 'createdAt'>,
  ): TripEntity {
    const place = { bay: null, vehicle: null, placement: null };
    const none = { substitute: null, sharingStoppedAt: null };
    const trip = { storeId, id, version: 1, trip: NEW_TRIP, place, createdAt, ...none };
    pipelineInsert(manager, TripEntity, trip);
    return trip;
  }

  /**
   * Writes what was decided, if the trip is still as it was read. When it is not the change cannot be committed: under
   * the lock of {@link find} nobody else can have written it.
   */
  update(
    manager: EntityManager,
    stored: StoredTrip,
    next: { readonly trip: Trip; readonly place?: TripPlace; readonly substitute?: StoredSubstitute | null },
    now: number,
  ): StoredTrip {
    const place = next.place ?? stored.place;
    const stopped = stored.trip.sharing === 'live' && next.trip.sharing !== 'live';
    const sharingStoppedAt = stopped ? now : stored.sharingStoppedAt;
    const { substitute = stored.substitute } = next;
    const written = { ...stored, trip: next.trip, place, substitute, sharingStoppedAt };
    pipelineCompareAndSet(manager, TripEntity, stored.version, written);
    return { ...written, version: stored.version + 1 };
  }
}
