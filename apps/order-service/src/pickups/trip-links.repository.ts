/** Links of trips, and the sessions of the browsers that opened them. */
import { Injectable } from '@nestjs/common';
import type { LinkStanding } from '@curbline/access';
import { pipeline, pipelineInsert } from '@curbline/database';
import { type EntityManager, IsNull } from 'typeorm';
import { CustomerSessionEntity } from '../sessions/customer-session.entity.js';
import { type LinkKind, TripLinkEntity } from './trip-link.entity.js';

/** How long the customer may still look at the end of their trip: the receipt, the thanks. */
export const LINK_LIFE_AFTER_TRIP_MS = 2 * 3_600_000;

/** A link with what whoever opens it is told when it has ended. */
export interface LinkWithStore extends LinkStanding {
  readonly store_id: string;
  readonly trip_id: string;
  readonly kind: LinkKind;
}

const LINK = `
  SELECT link.store_id, link.trip_id, link.kind, link.expires_at, link.revoked_at, trip.closed_at, store.name, store.phone
  FROM trip_link link
  JOIN trip ON trip.store_id = link.store_id AND trip.id = link.trip_id
  JOIN store ON store.id = link.store_id`;

@Injectable()
export class TripLinksRepository {
  /** @param storeId undefined: asks all stores, hence every shard. */
  async find(
    manager: EntityManager,
    tokenHash: Buffer,
    storeId: string | undefined,
  ): Promise<LinkWithStore | undefined> {
    const [found] =
      storeId === undefined
        ? await manager.query<LinkWithStore[]>(`${LINK} WHERE link.token_hash = $1`, [tokenHash])
        : await manager.query<LinkWithStore[]>(`${LINK} WHERE link.store_id = $1 AND link.token_hash = $2`, [
            storeId,
            tokenHash,
          ]);
    return found;
  }

  async beginSession(manager: EntityManager, session: CustomerSessionEntity): Promise<void> {
    await manager.insert(CustomerSessionEntity, session);
  }

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

  /** Ends all links of a trip now, or those of a kind, and with them every session opened by one. @param at Unix ms. */
  async revoke(
    manager: EntityManager,
    storeId: string,
    tripId: string,
    at: number,
    kind?: LinkKind,
  ): Promise<void> {
    const inForce = { storeId, tripId, revokedAt: IsNull(), ...(kind && { kind }) };
    await manager.update(TripLinkEntity, inForce, { revokedAt: new Date(at) });
  }
}
