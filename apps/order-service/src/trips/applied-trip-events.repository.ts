import { Injectable } from '@nestjs/common';
import type { TripEvent } from '@curbline/contracts/events';
import { type EntityManager, LessThan } from 'typeorm';
import { AppliedTripEventEntity } from './applied-trip-event.entity.js';

/** Ids are kept longer than any stream delivers again; trips live a day at most with positions. */
const IDS_KEPT_MS = 14 * 24 * 3_600_000;

@Injectable()
export class AppliedTripEventsRepository {
  /** Adds an event. @param now Unix ms. @returns false when it was added before. */
  async add(manager: EntityManager, event: TripEvent, now: number): Promise<boolean> {
    const inserted = await manager.query<unknown[]>(
      `INSERT INTO trip_event_applied (store_id, event_id, trip_id, applied_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING event_id`,
      [event.storeId, event.id, event.tripId, new Date(now)],
    );
    return inserted.length > 0;
  }

  /** Deletes ids that no stream delivers any more; called by the hourly clean-up. @param now Unix ms. */
  async deleteOld(manager: EntityManager, now: number): Promise<void> {
    await manager.delete(AppliedTripEventEntity, { appliedAt: LessThan(new Date(now - IDS_KEPT_MS)) });
  }
}
