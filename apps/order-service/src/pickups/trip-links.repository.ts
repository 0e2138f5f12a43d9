/** Links of trips, and the sessions of the browsers that opened them. */
import { Injectable } from '@nestjs/common';
import { pipeline, pipelineInsert } from '@curbline/database';
import { type EntityManager, IsNull } from 'typeorm';
import { CustomerSessionEntity } from './customer-session.entity.js';
import { TripLinkEntity } from './trip-link.entity.js';

/** How long the customer may still look at the end of their trip: the receipt, the thanks. */
export const LINK_LIFE_AFTER_TRIP_MS = 2 * 3_600_000;

@Injectable()
export class TripLinksRepository {
  insert(manager: EntityManager, link: Omit<TripLinkEntity, 'revokedAt'>): void {
    pipelineInsert(manager, TripLinkEntity, { ...link, revokedAt: null });
  }

  /** Lets all links of a trip run out two hours after it closed. @param at when it closed, Unix ms. */
  expire(manager: EntityManager, storeId: string, tripId: string, at: number): void {
    const update = manager
      .createQueryBuilder()
      .update(TripLinkEntity)
      .set({ expiresAt: () => 'LEAST(expires_at, :end::timestamptz)' })
      .where({ storeId, tripId })
      .setParameter('end', new Date(at + LINK_LIFE_AFTER_TRIP_MS));
    pipeline(manager, ...update.getQueryAndParameters());
  }

  /**
   * Gives the links of an open trip, and the sessions opened by them, another end: sooner or later.
   * @param until Unix ms
   */
  move(manager: EntityManager, storeId: string, tripId: string, until: number): void {
    for (const entity of [TripLinkEntity, CustomerSessionEntity]) {
      const update = manager
        .createQueryBuilder()
        .update<TripLinkEntity | CustomerSessionEntity>(entity)
        .set({ expiresAt: new Date(until) })
        .where({ storeId, tripId });
      pipeline(manager, ...update.getQueryAndParameters());
    }
  }

  /** Ends all links of a trip now, and with them every session opened by one. @param at Unix ms. */
  async revoke(manager: EntityManager, storeId: string, tripId: string, at: number): Promise<void> {
    const inForce = { storeId, tripId, revokedAt: IsNull() };
    await manager.update(TripLinkEntity, inForce, { revokedAt: new Date(at) });
  }
}
